import { describe, expect, it } from 'vitest';
import { clockedClub } from './clocked-club.js';

const { shop, club, after, wallet, track, place, buy, pay } = clockedClub();

describe('spending', () => {
  it('more than there is fails in the database and changes nothing', async () => {
    await buy(10);
    await expect(pay(11)).rejects.toThrow();
    expect(await wallet()).toMatchObject({ available: 10 });
    expect((await wallet())?.expiring).toEqual([{ amount: 10, at: '2027-03-01T20:30:00.000Z' }]);
  });

  it('never comes out of pending points', async () => {
    await place(100);
    await expect(pay(1)).rejects.toThrow();
  });
});

describe('tiers', () => {
  it('are reached by points that became spendable, and told with what is missing', async () => {
    const id = await place(299);
    expect(await track()).toMatchObject({ current: 'bronze', value: 0, next: 'silver', target: 300, remaining: 300 });
    await shop.deliver(id);
    expect(await track()).toMatchObject({ current: 'bronze', value: 299, remaining: 1 });
    expect((await track())?.expiresAt).toBeUndefined();
    await buy(1);
    expect(await track()).toMatchObject({ current: 'silver', value: 300, next: 'gold', remaining: 700, expiresAt: '2027-03-01T08:00:00.000Z' });
    await buy(5_000);
    expect(await track()).toMatchObject({ current: 'gold', value: 5_300 });
    expect((await track())?.next).toBeUndefined();
  });

  it('hold for a year from the day they were reached; what keeps them is earned in that year', async () => {
    await buy(400);
    after(100);
    await buy(120);
    expect(await track()).toMatchObject({ current: 'silver', retain: { remaining: 180, by: '2027-03-01T08:00:00.000Z' } });
    after(366);
    expect(await club().runJobs()).toMatchObject({ renewed: 1 });
    expect(await track()).toMatchObject({ current: 'bronze', value: 120 });
    expect((await track())?.expiresAt).toBeUndefined();
  });

  it('are kept for another year when enough was earned', async () => {
    await buy(400);
    after(100);
    await buy(310);
    expect(await track()).toMatchObject({ retain: { remaining: 0 } });
    after(366);
    await club().runJobs();
    expect(await track()).toMatchObject({ current: 'silver', expiresAt: '2028-03-01T08:00:00.000Z' });
  });

  it('reached only with points that went back are lost with them', async () => {
    const id = await buy(400);
    await buy(50);
    await shop.return(id, { minor: 5_000_000, currency: 'IRR' });
    expect(await track()).toMatchObject({ current: 'silver', value: 400 });
    await shop.return(id);
    expect(await track()).toMatchObject({ current: 'bronze', value: 50 });
  });
});

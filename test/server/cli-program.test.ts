import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { Change } from '../../src/domain/snapshot.schema.js';
import type { Club } from '../../src/server/club/club.js';
import type { Program } from '../../src/server/club/program/program.js';
import { orderOf } from './clubs.js';
import { ownersDesk, typed } from './keyboard.js';
import { programWith, rewardOf } from './reward-program.js';

const program = () => programWith([rewardOf('tea')]);
const desk = ownersDesk(program);
const { type, file, apply, club, shop } = desk;

const port = (open: Club, memberId = 'ann') => open.open({ shopId: open.shopId, memberId });
const dryRun = async (document: object) => type('apply', await file('next.json', document), '--dry-run');
const withSilver = (points: number, more: Partial<Program> = {}): Program => {
  const [ladder] = program().ladders;
  if (!ladder) throw new Error('The program has no ladder.');
  const tiers = ladder.tiers.map((tier) => (tier.id === 'silver' ? { ...tier, enter: { points } } : tier));
  return { ...program(), ladders: [{ ...ladder, tiers }], ...more };
};

describe('a program that is applied', () => {
  it('is said in plain words first, and changes nothing in a dry run', async () => {
    await apply();
    const next = withSilver(250, { rewards: [rewardOf('tea', { price: { kind: 'fixed', cost: 80 } }), rewardOf('cake')] });
    expect(await dryRun(next)).toEqual(
      expect.objectContaining({
        code: 0,
        out: [
          '~ tier of “club” “silver” changed',
          '    enter.points: 300 → 250',
          '~ reward “tea” changed',
          '    price.cost: 100 → 80',
          '+ reward “cake” added',
          'Nobody moves to another tier.',
          'Nothing was changed. Without --dry-run, and with --reason, this is put in force.',
          '',
        ].join('\n'),
      }),
    );
    expect((await type('program', '--json')).json(z.object({ rewards: z.array(z.object({ id: z.string() })) })).rewards).toEqual([{ id: 'tea' }]);
  });

  it('is taken up by clubs that run, on every process, and members hear that everything may have changed', async () => {
    await apply();
    const [here, there] = [await club(), await club()];
    await shop(here).join('ann');
    const stop = new AbortController();
    const heard = watched(port(there).watch?.({ signal: stop.signal }));
    await heard.next();
    await apply(programWith([rewardOf('cake')]));
    expect(await heard.next()).toMatchObject({ keys: expect.arrayContaining(['rewards', 'shop', 'capabilities', 'tiers', 'wallets']) });
    await vi.waitFor(async () => {
      for (const open of [here, there]) expect((await port(open).rewards?.())?.map(({ id }) => id)).toEqual(['cake']);
    });
    stop.abort();
  });

  it('is what a start finds, whatever program it was given', async () => {
    await apply(programWith([rewardOf('cake')]));
    const open = await club({ program: program() });
    expect((await port(open).rewards?.())?.map(({ id }) => id)).toEqual(['cake']);
    expect(open.program.rewards.map(({ id }) => id)).toEqual(['cake']);
  });

  it('shows in the answer to “anything new since version n?”', async () => {
    const open = await club();
    await shop(open).join('ann');
    const since = (await port(open).snapshot?.([]))?.version;
    expect(await port(open).snapshot?.([], { since })).toMatchObject({ unchanged: true });
    await apply(programWith([rewardOf('cake')]));
    expect(await port(open).snapshot?.([], { since })).not.toHaveProperty('unchanged');
  });

  it('is printed as it was written, and applying that again changes nothing', async () => {
    const written = { $schema: './program.schema.json', ...program() };
    await apply(written);
    const { out } = await type('program');
    expect(JSON.parse(out)).toEqual(written);
    expect(out.indexOf('$schema')).toBeLessThan(out.indexOf('format'));
    expect(await type('apply', await file('same.json', out), '--reason', 'x')).toMatchObject({ code: 0, out: 'Nothing changes: revision 1 says the same.\n' });
  });

  it('that cannot be used is left alone by a club that runs, which says so once', async () => {
    const onError = vi.fn();
    const open = await club({ onError, issuer: undefined, secrets: () => undefined });
    const callback = { url: 'https://shop.example/codes', secret: 'env:NOT_SET', waitSeconds: 5, deadlineSeconds: 120 };
    await apply(programWith([rewardOf('made', { fulfil: { by: 'callback' } })], { callback }));
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    expect(String(onError.mock.calls[0]?.[0])).toMatch(/Revision 1 of the program cannot be used: .*NOT_SET is not set/);
    await open.runJobs();
    expect(onError).toHaveBeenCalledOnce();
    expect(open.program.rewards.map(({ id }) => id)).toEqual(['tea']);
    await expect(club({ issuer: undefined, secrets: () => undefined })).rejects.toThrow('NOT_SET');
  });

  it('by two owners at once is one of the two, and the other is told', async () => {
    await apply();
    const [one, two] = await Promise.all([file('one.json', programWith([rewardOf('one')])), file('two.json', programWith([rewardOf('two')]))]);
    const said = await Promise.all([type('apply', one, '--reason', 'x'), type('apply', two, '--reason', 'x')]);
    const lost = said.filter(({ code }) => code !== 0);
    // Whoever looks after the other has committed simply comes second.
    if (lost.length > 0) expect(lost[0]?.err).toMatch(/^Revision 2 of the program was applied in the meantime\. Look at it/);
    expect(said.some(({ code }) => code === 0)).toBe(true);
  });

  it('for the first time is held against the program that the club ran with', async () => {
    const open = await club();
    await shop(open).join('ann');
    await open.grant('ann', { walletId: 'points', amount: 100, title: 'x', reason: 'x', actor: 'x', key: 'x' });
    const inCents = { wallets: program().wallets.map((wallet) => ({ ...wallet, unit: { ...wallet.unit, decimals: 2 } })) };
    expect(await apply({ ...program(), ...inCents })).toMatchObject({ code: 1, out: expect.stringContaining('the wallet “points” is used by 1 member, so the decimals') });
    const own = await club({ program: { ...program(), shop: { ...program().shop, id: 'own' } } });
    await shop(own).join('ann');
    await own.grant('ann', { walletId: 'points', amount: 100, title: 'x', reason: 'x', actor: 'x', key: 'x' });
    const path = await file('own.json', { ...own.program, ...inCents });
    expect((await type('apply', path, '--dry-run')).out).toContain('Note: wallets: members have balances in “points”, and no program was applied before');
    const env = { DATABASE_URL: desk.url(), VAFA_PROGRAM: await file('ran.json', own.program) };
    expect(await typed(['apply', path, '--dry-run'], env)).toMatchObject({ code: 1, out: expect.stringContaining('Not possible: wallets: the wallet “points”') });
  });

  it('is in the audit with who and why', async () => {
    await type('apply', await file('a.json', program()), '--reason', 'We begin', '--by', 'Sara');
    expect((await type('audit')).out).toMatch(/owner Sara +program\.apply +We begin/);
  });
});

describe('mistakes in a program', () => {
  it('are said all at once, each with its path, and nothing is stored', async () => {
    const wrong = { ...program(), rewards: [{ ...rewardOf('tea'), wallet: 'gold' }, rewardOf('tea')] };
    const { code, err } = await dryRun(wrong);
    expect(code).toBe(1);
    expect(err).toMatch(/next\.json: The program is not valid:/);
    expect(err).toMatch(/“gold” is none of “points”, “credit”, “stamps”\n {2}→ at rewards\[0\]\.wallet/);
    expect(err).toMatch(/“tea” stands twice; give every one an id of its own\n {2}→ at rewards\[1\]\.id/);
    const misspelt = { ...program(), reward: [], shop: { ...program().shop, colour: 'red' }, rewards: [{ ...rewardOf('tea'), fulfil: { by: 'pool', pol: 'tea' } }], wallets: undefined };
    const said = (await dryRun(misspelt)).err;
    expect(said).toMatch(/“reward” is no setting here; did you mean “rewards”\?\n {2}→ at reward\n/);
    expect(said).toMatch(/“colour” is no setting here; there are id, name, timeZone, .*\n {2}→ at shop\.colour\n/);
    expect(said).toMatch(/“pol” is no setting here; did you mean “pool”\?\n {2}→ at rewards\[0\]\.fulfil\.pol\n/);
    expect(said).toMatch(/is missing: expected array\n {2}→ at wallets\n/);
    expect(await type('program')).toMatchObject({ code: 1, err: expect.stringContaining('No program was applied') });
  });

  it('of the file itself are said with their place', async () => {
    expect(await type('apply', await file('cut.json', '{\n  "format": 1,\n}'), '--dry-run')).toMatchObject({ code: 1, err: expect.stringMatching(/cut\.json is no JSON: the mistake is near line 3, column 1/) });
    expect(await type('apply', desk.path('none.json'), '--dry-run')).toMatchObject({ code: 1, err: expect.stringContaining('There is no file') });
  });
});

describe('what members have', () => {
  it('is not lost with another program: used wallets stay, and so do unused codes', async () => {
    const open = await club();
    await apply();
    await shop(open).join('ann');
    await open.uploadCodes('tea', ['A', 'B'], 'Bea');
    await type('grant', 'ann', '150', '--title', 'x', '--reason', 'x');
    await port(open).redeem?.({ rewardId: 'tea', cost: 100 }, { key: 'k' });
    const said = await dryRun(programWith([], { wallets: program().wallets.map((wallet) => (wallet.id === 'points' ? { ...wallet, unit: { ...wallet.unit, decimals: 2 } } : wallet)) }));
    expect(said.code).toBe(1);
    expect(said.out).toMatch(/- reward “tea” removed/);
    expect(said.out).toMatch(/Not possible: wallets: the wallet “points” is used by 1 member, so the decimals and currency of its unit may not change\. Make a new wallet/);
    const removed = await apply(programWith([]));
    expect(removed.out).toMatch(/Note: reward “tea” is not offered any more; 1 unused code of it stay good, as they were promised\./);
    expect(removed.out).toMatch(/Note: no reward takes codes from the pool “tea” any more; 1 codes stay there/);
    await vi.waitFor(async () => expect((await port(open).rewards?.())?.length).toBe(0));
    expect(await port(open).redemptions?.()).toMatchObject([{ state: 'issued', code: 'A', title: 'Reward tea' }]);
  });

  it('of a tier: who reaches one moves up at once and hears of it; nobody falls before their period ends', async () => {
    const open = await club();
    await apply();
    for (const [memberId, points] of [['ann', 280], ['bob', 350], ['cem', 10]] as const) {
      await shop(open).join(memberId);
      const order = orderOf(points * 100_000, { placedAt: desk.now().toISOString() });
      await shop(open).place(memberId, order);
      await shop(open).deliver(order.id);
    }
    const tierOf = async (memberId: string) => (await port(open, memberId).tiers?.())?.[0]?.current;
    expect([await tierOf('ann'), await tierOf('bob'), await tierOf('cem')]).toEqual(['bronze', 'silver', 'bronze']);
    const plan = z.object({ moving: z.unknown(), applied: z.boolean() });
    expect((await type('apply', await file('n.json', withSilver(250)), '--dry-run', '--json')).json(plan)).toEqual({ applied: false, moving: [{ ladder: 'club', from: 'bronze', to: 'silver', members: 1 }] });
    expect((await apply(withSilver(250))).out).toMatch(/Tiers: 1 member moves from tier “bronze” to “silver” of “club” at once\.\nRevision 2 is in force\. 1 member moved to another tier\./);
    expect(await tierOf('ann')).toBe('silver');
    expect((await apply(withSilver(400))).out).not.toMatch(/Tiers:/);
    expect([await tierOf('ann'), await tierOf('bob'), await tierOf('cem')]).toEqual(['silver', 'silver', 'bronze']);
  });

  it('of a tier that is gone: they hold the one that their points reach', async () => {
    const open = await club();
    await apply();
    await shop(open).join('ann');
    const order = orderOf(350 * 100_000, { placedAt: desk.now().toISOString() });
    await shop(open).place('ann', order);
    await shop(open).deliver(order.id);
    const [ladder] = program().ladders;
    const without = { ...program(), ladders: [{ ...ladder, tiers: ladder?.tiers.filter(({ id }) => id !== 'silver') }] };
    expect((await apply(without)).out).toMatch(/- tier of “club” “silver” removed\nTiers: 1 member moves from tier “silver” to “bronze” of “club” at once\./);
    await vi.waitFor(async () => expect((await port(open).tiers?.())?.[0]).toMatchObject({ current: 'bronze' }));
  });

  it('that an owner’s command did not get to, the job does, once', async () => {
    const [here, there] = [await club(), await club()];
    await apply();
    await shop(here).join('ann');
    const reports = await Promise.all([here.runJobs(), there.runJobs(), here.runJobs()]);
    expect(reports.reduce((sum, { reviewed }) => sum + reviewed, 0)).toBe(0);
  });
});

function watched(changes: AsyncIterable<Change> | undefined) {
  const iterator = changes?.[Symbol.asyncIterator]();
  return { next: async () => (await iterator?.next())?.value };
}

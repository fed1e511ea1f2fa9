import { describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { GraphqlFake } from '../fakes/graphql.js';
import { graphqlDescription } from '../fakes/graphql-description.js';
import { RestFake } from '../fakes/rest.js';
import { restDescription } from '../fakes/rest-description.js';
import { kindOf } from './opened.js';

const email = 'sara@shop.example';
const session = { shopId: 'shop', memberId: 'sara', email, name: 'Sara' };

interface Stage {
  readonly port: PortalAdapter;
  readonly fake: RestFake | GraphqlFake;
  readonly cost: number;
  /** The request that buys, for faults. */
  readonly buying: RegExp;
}

/** A member with a balance, over a vendor that behaves like a REST one. */
function rest(balance = 200): Stage & { fake: RestFake } {
  const fake = new RestFake();
  const backend = createDeclarative(restDescription, { settings: { host: 'vendor.example', currency: 'IRR' }, fetch: fake.fetch, secrets: () => 'a-secret-of-the-test' });
  return { ...staged(fake, balance), fake, port: backend.open(session), buying: /^POST .*\/buy$/ };
}

/** The same over GraphQL. */
function graphql(balance = 2_000): Stage & { fake: GraphqlFake } {
  const fake = new GraphqlFake();
  const backend = createDeclarative(graphqlDescription, { settings: { shopId: '1' }, fetch: fake.fetch, memberToken: async (_, anew) => fake.tokenOf(email, anew) });
  return { ...staged(fake, balance), fake, port: backend.open(session), buying: /^Redeem$/ };
}

function staged({ shop }: RestFake | GraphqlFake, balance: number): { cost: number } {
  if (balance > 0) shop.book(shop.enrol(email), { kind: 'earn', amount: balance, pending: false, title: 'Given' });
  else shop.enrol(email);
  return { cost: shop.reward('mug').cost };
}

function redeem({ port, cost }: Stage, rewardId = 'mug', key = 'k1') {
  return port.redeem?.({ rewardId, cost }, { key }) ?? Promise.reject(new Error('no redeem'));
}

async function available({ port }: Stage): Promise<number | undefined> {
  return (await port.wallets?.())?.[0]?.available;
}

describe.each([
  ['REST', rest],
  ['GraphQL', graphql],
] as [string, (balance?: number) => Stage][])('a vendor of %s', (_, stage) => {
  it('that has too little in the member’s balance, nothing left, or gave enough, says so, and takes nothing', async () => {
    expect(await kindOf(redeem(stage(0)))).toMatch(/^insufficient_balance/);
    const here = stage();
    expect(await kindOf(redeem(here, 'rare'))).toMatch(/^out_of_stock/);
    expect((await redeem(here, 'single', 'k2')).result.state).toBe('issued');
    expect(await kindOf(redeem(here, 'single', 'k3'))).toMatch(/^limit_reached/);
    expect(here.fake.shop.debits).toBe(1);
  });

  it('that asks to wait is not asked again before, and then does it once', async () => {
    const here = stage();
    here.fake.faults.next(here.buying, { kind: 'answer', answer: () => new Response('{}', { status: 429, headers: { 'retry-after': '30' } }) });
    await expect(redeem(here)).rejects.toMatchObject({ kind: 'rate_limited', retryAfter: 30 });
    expect(here.fake.shop.debits).toBe(0);
    expect((await redeem(here)).result.code).toMatch(/^CODE-/);
    expect(here.fake.shop.debits).toBe(1);
  });

  it('whose answer gets lost has taken the price once, and the code is found in the end', async () => {
    const here = stage();
    here.fake.faults.next(here.buying, { kind: 'lost' });
    const { result } = await redeem(here).catch(() => redeem(here));
    expect(here.fake.shop.debits).toBe(1);
    expect(result).toMatchObject({ state: 'issued', rewardId: 'mug', title: 'Mug', cost: here.cost });
    expect(await here.port.redemptions?.()).toMatchObject([{ id: result.id, code: result.code }]);
    expect((await redeem(here)).result).toMatchObject({ id: result.id, code: result.code });
    expect(here.fake.shop.debits).toBe(1);
  });

  it('that refuses may be asked anew with the same key', async () => {
    const here = stage();
    here.fake.faults.next(here.buying, { kind: 'answer', answer: () => new Response('{}', { status: 403 }) });
    expect(await kindOf(redeem(here))).toMatch(/^(unavailable|forbidden)/);
    expect((await redeem(here)).result.code).toMatch(/^CODE-/);
    expect(here.fake.shop.debits).toBe(1);
  });

  it('sells nothing in sight of another balance', async () => {
    const here = stage();
    const wish = { rewardId: 'mug', cost: here.cost, balance: await available(here) };
    expect((await here.port.redeem?.(wish, { key: 'k1' }))?.result.code).toMatch(/^CODE-/);
    expect(await kindOf(here.port.redeem?.(wish, { key: 'k2' }))).toBe('conflict:changed');
    expect(here.fake.shop.debits).toBe(1);
  });

  it('that makes a code later has taken the price, and the code comes', async () => {
    const here = stage();
    const { result } = await redeem(here, 'slow');
    await here.port.redemptions?.();
    const found = (await here.port.redemptions?.())?.find(({ id }) => id === result.id);
    expect(found).toMatchObject({ state: 'issued', code: expect.stringMatching(/^CODE-/) });
    expect(here.fake.shop.debits).toBe(1);
  });
});

describe('a vendor of REST', () => {
  it('that refuses the gateway’s secret is out of order, and it says what to check', async () => {
    const here = rest();
    here.fake.token = 'another';
    await expect(redeem(here)).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('check auth and its secret') });
    expect(await kindOf(here.port.wallets?.())).toMatch(/^unavailable/);
    expect(here.fake.shop.debits).toBe(0);
  });

  it('that answers 200 to what failed is not believed', async () => {
    const here = rest();
    here.fake.faults.next(here.buying, { kind: 'answer', answer: () => Response.json({ error: 'Not enough points' }) });
    expect(await kindOf(redeem(here))).toBe('insufficient_balance:Not enough points');
    expect((await redeem(here)).result.state).toBe('issued');
  });

  it('that answers 202 is asked after until the code is there', async () => {
    const here = rest();
    const { result } = await redeem(here, 'slow');
    expect(result).toMatchObject({ state: 'issued', code: expect.stringMatching(/^CODE-/) });
    expect(here.fake.seen.filter((name) => name.startsWith('GET /purchase/'))).toHaveLength(2);
  });

  it('that was never reached leaves a wish whose end nobody knows, which is not sent again', async () => {
    const here = rest();
    here.fake.faults.next(here.buying, { kind: 'unsent' });
    expect(await kindOf(redeem(here))).toBe('unavailable');
    expect(await kindOf(redeem(here))).toBe('unavailable:unknown_outcome');
    expect(here.fake.shop.debits).toBe(0);
    expect((await redeem(here, 'mug', 'another')).result.state).toBe('issued');
  });

  it('finds no code for a lost wish where it could be either of two', async () => {
    const here = rest();
    here.fake.faults.next(here.buying, { kind: 'lost' });
    expect(await kindOf(redeem(here))).toBe('unavailable');
    await redeem(here, 'mug', 'k2');
    expect(await kindOf(redeem(here))).toBe('unavailable:unknown_outcome');
    expect(here.fake.shop.debits).toBe(2);
    expect(await here.port.redemptions?.()).toHaveLength(2);
  });
});

describe('a vendor of GraphQL', () => {
  it('that refuses a member’s token gets a new one once; refused again, the member signs in', async () => {
    const here = graphql();
    const refusal = () => Response.json({ errors: [{ message: 'Invalid token' }] }, { status: 401 });
    here.fake.faults.next(/Wallets/, { kind: 'answer', answer: refusal });
    expect(await available(here)).toBe(2_000);
    for (let times = 0; times < 2; times += 1) here.fake.faults.next(/Wallets/, { kind: 'answer', answer: refusal });
    expect(await kindOf(here.port.wallets?.())).toMatch(/^unauthenticated/);
  });

  it('that answers 200 with errors is not believed, and a mutation is sent again with its key', async () => {
    const here = graphql();
    const failing = (code: string) => () => Response.json({ data: null, errors: [{ message: code, extensions: { code } }] });
    here.fake.faults.next(here.buying, { kind: 'answer', answer: failing('INTERNAL_SERVER_ERROR') });
    expect(await kindOf(redeem(here))).toBe('unavailable:INTERNAL_SERVER_ERROR');
    here.fake.faults.next(here.buying, { kind: 'answer', answer: failing('THROTTLED') });
    expect(await kindOf(redeem(here))).toBe('rate_limited:THROTTLED');
    expect((await redeem(here)).result.state).toBe('issued');
    expect(here.fake.shop.debits).toBe(1);
  });

  it('keeps two members apart who ask at the same time', async () => {
    const fake = new GraphqlFake();
    const people = ['sara', 'reza'].map((memberId) => ({ shopId: 'shop', memberId }));
    people.forEach(({ memberId }, at) => fake.shop.book(fake.shop.enrol(memberId), { kind: 'earn', amount: 100 * (at + 1), pending: false, title: 'Given' }));
    const backend = createDeclarative(graphqlDescription, { settings: { shopId: '1' }, fetch: fake.fetch, memberToken: async ({ memberId = '' }) => fake.tokenOf(memberId) });
    const told = await Promise.all(people.map((each) => backend.open(each).wallets?.()));
    expect(told.map((wallets) => wallets?.[0]?.available)).toEqual([100, 200]);
  });
});

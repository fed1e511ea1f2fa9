import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { PortalError } from '../../src/domain/errors.js';
import type { Club } from '../../src/server/club/club.js';
import { rowsOf, type ClubDatabase } from '../../src/server/club/database.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { faultsOf } from './ledger-audit.js';
import { LedgerModel, type Verdict } from './ledger-model.js';
import type { Step } from './history-steps.js';
import { TestIssuer } from './makers.js';
import { programWith, rewardOf } from './reward-program.js';

const any = { kind: 'variable', min: 1, max: 1_000, step: 1, stepWorth: { minor: 1, currency: 'IRR' } } as const;
const program = programWith(
  [
    rewardOf('tea', { price: any, stock: 2, fulfil: { by: 'pool', pool: 'tea', validDays: 30 } }),
    rewardOf('made', { price: any, stock: 2, refundable: true, fulfil: { by: 'callback', validDays: 30 } }),
    rewardOf('credit', { price: any, fulfil: { by: 'wallet', wallet: 'credit', amount: 3 } }),
  ],
  { callback: { url: 'http://127.0.0.1:9/', secret: 'env:NONE', waitSeconds: 5, deadlineSeconds: 86_400 } },
);

/** Lives one history in a shop of its own, beside the model of it, and compares the two. */
export async function live(database: ClubDatabase, steps: readonly Step[]): Promise<void> {
  const life = new Life(database);
  await life.begin();
  try {
    for (const each of steps) await life.step(each);
    await life.compare();
  } finally {
    await life.end();
  }
}

class Life {
  readonly #shopId = `life-${randomUUID()}`;
  readonly #maker = new TestIssuer();
  readonly #model = new LedgerModel(new Map([['tea', 2], ['made', 2]]));
  readonly #orders: string[] = [];
  readonly #redemptions: { readonly id: string; readonly code: string | undefined }[] = [];
  #now = new Date('2026-01-10T09:00:00Z');
  #club: Club | undefined;

  constructor(private readonly database: ClubDatabase) {}

  async begin(): Promise<void> {
    const own = { ...program, shop: { ...program.shop, id: this.#shopId } };
    const database = { ...this.database, close: async () => {} };
    this.#club = await testClub({ database, program: own, now: () => this.#now, issuer: this.#maker, onError: (error) => this.#hear(error) });
    await this.#shop.join('ann');
    await this.#it.uploadCodes('tea', ['A', 'B', 'C'], 'tester');
  }

  end(): Promise<void> {
    return this.#it.close();
  }

  async step(each: Step): Promise<void> {
    this.#now = new Date(this.#now.getTime() + 60_000);
    this.#maker.mode = 'well';
    const [expected, real] = await this.#both(each);
    expect(real, JSON.stringify(each)).toBe(expected);
  }

  async compare(): Promise<void> {
    expect(await this.#stored()).toEqual(this.#modelled());
    expect(await faultsOf(this.database.sql, this.#shopId)).toEqual([]);
  }

  /** The model's verdict and the club's. */
  async #both(each: Step): Promise<[Verdict, Verdict]> {
    const now = this.#now;
    switch (each.do) {
      case 'place':
      case 'buy': {
        const order = orderOf(each.points * 100_000, { placedAt: now.toISOString() });
        this.#orders.push(order.id);
        this.#model.place(order.id, each.points, now);
        await this.#shop.place('ann', order);
        if (each.do === 'buy') return this.#both({ do: 'deliver', order: this.#orders.length - 1 });
        return ['done', 'done'];
      }
      case 'deliver': {
        const order = this.#orders[each.order];
        if (order !== undefined) this.#model.deliver(order, now);
        return ['done', order === undefined ? 'done' : await verdict(this.#shop.deliver(order))];
      }
      case 'return': {
        const order = this.#orders[each.order];
        if (order !== undefined) this.#model.return(order, each.rials, now);
        return ['done', order === undefined ? 'done' : await verdict(this.#shop.return(order, { minor: each.rials, currency: 'IRR' }))];
      }
      case 'grant': {
        this.#model.give('points', each.amount, now, each.days);
        const expiresAt = new Date(now.getTime() + each.days * 86_400_000);
        return ['done', await verdict(this.#it.grant('ann', { walletId: 'points', amount: each.amount, title: 'Gift', ...this.#owner(), expiresAt }))];
      }
      case 'adjust': {
        if (each.amount > 0) this.#model.give(each.wallet, each.amount, now);
        else this.#model.take(each.wallet, -each.amount);
        return ['done', await verdict(this.#it.adjust('ann', { walletId: each.wallet, amount: each.amount, ...this.#owner() }))];
      }
      case 'redeem':
        return this.#redeem(each);
      case 'cancel': {
        const found = this.#redemptions[each.redemption];
        if (!found) return ['done', 'done'];
        const expected = this.#model.cancel(each.redemption, now);
        const real = await verdict(this.#port.cancelRedemption({ redemptionId: found.id }, { key: randomUUID() }));
        return [expected, real];
      }
      case 'use': {
        const code = this.#redemptions[each.redemption]?.code;
        if (code === undefined || this.#model.redemptions[each.redemption]?.state === 'cancelled') return ['done', 'done'];
        this.#model.use(each.redemption);
        return ['done', await verdict(this.#shop.use(code))];
      }
      case 'settle':
        this.#now = new Date(now.getTime() + 7_200_000);
        this.#maker.mode = each.maker;
        this.#model.jobs(this.#now, each.maker === 'well' ? 'issued' : 'failed');
        return ['done', await this.#jobs()];
      case 'wait':
        this.#now = new Date(now.getTime() + each.days * 86_400_000);
        this.#maker.mode = 'fails';
        this.#model.jobs(this.#now, 'unknown');
        return ['done', await this.#jobs()];
      default:
        return each satisfies never;
    }
  }

  async #redeem({ reward, cost, maker }: Extract<Step, { do: 'redeem' }>): Promise<[Verdict, Verdict]> {
    const waits = reward === 'made' && maker === 'fails';
    // Of two that wait, the order in which they are given up is nobody's promise.
    if (waits && this.#model.redemptions.some(({ state }) => state === 'pending')) return ['done', 'done'];
    const outcome = reward !== 'made' || maker === 'well' ? 'issued' : waits ? 'pending' : 'failed';
    const expected = this.#model.redeem(reward, cost, this.#now, outcome);
    this.#maker.mode = maker;
    const real = await verdict(
      this.#port.redeem({ rewardId: reward, cost }, { key: randomUUID() }).then(({ result }) => {
        this.#redemptions.push({ id: result.id, code: result.code });
      }),
    );
    return [expected, real];
  }

  async #jobs(): Promise<Verdict> {
    await this.#it.runJobs(this.#now);
    return 'done';
  }

  async #stored(): Promise<object> {
    const found = z.object({ name: z.string(), amount: z.coerce.number() });
    const at = sql`to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')`;
    const balances = await rowsOf(this.database.sql, sql`select wallet_id || ' ' || account as name, balance as amount from accounts where shop_id = ${this.#shopId} and balance <> 0 order by name`, found);
    const lots = await rowsOf(
      this.database.sql,
      sql`select wallet_id || case when available_at is null then ' pending' else coalesce(' ' || ${at}, ' for ever') end as name, sum(remaining) as amount
        from lots where shop_id = ${this.#shopId} and remaining > 0 group by 1 order by 1`,
      found,
    );
    const states = await rowsOf(this.database.sql, sql`select reward_id || ' ' || state as name, cost as amount from redemptions where shop_id = ${this.#shopId} order by seq`, found);
    return { balances: tally(balances), lots: tally(lots), states };
  }

  #modelled(): object {
    const balances = [...this.#model.balances].filter(([, held]) => held !== 0).map(([name, held]) => ({ name, amount: held }));
    const day = (at: number | undefined) => (at === undefined ? ' for ever' : ` ${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}`);
    const lots = this.#model.lots.filter(({ remaining }) => remaining > 0);
    const named = lots.map((lot) => ({ name: `${lot.wallet}${lot.availableAt === undefined ? ' pending' : day(lot.expiresAt)}`, amount: lot.remaining }));
    const states = this.#model.redemptions.map(({ reward, state, cost }) => ({ name: `${reward} ${state}`, amount: cost }));
    return { balances: tally(balances), lots: tally(named), states };
  }

  #owner() {
    return { reason: 'test', actor: 'tester', key: randomUUID() };
  }

  // That the maker of codes failed is part of the story; anything else is not.
  #hear(error: unknown): void {
    // What the maker of codes was told to do, and the owner is told of.
    if (error instanceof Error && /out of order|was refused: No\.$/.test(error.message)) return;
    throw error;
  }

  get #it(): Club {
    if (!this.#club) throw new Error('The life has not begun.');
    return this.#club;
  }

  get #shop() {
    return shopOf(this.#it, () => this.#now);
  }

  get #port() {
    return this.#it.open({ shopId: this.#shopId, memberId: 'ann' }) as Required<PortalAdapter>;
  }
}

function tally(rows: readonly { name: string; amount: number }[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { name, amount: more } of rows) sums.set(name, (sums.get(name) ?? 0) + more);
  return Object.fromEntries([...sums].sort());
}

async function verdict(work: Promise<unknown>): Promise<Verdict> {
  try {
    await work;
    return 'done';
  } catch (thrown) {
    if (!(thrown instanceof PortalError)) throw thrown;
    // A code on its way cannot be undone yet: to the model that is as good as refused.
    if (thrown.kind === 'conflict' && thrown.code === 'pending') return 'rejected';
    if (thrown.kind === 'insufficient_balance' || thrown.kind === 'out_of_stock' || thrown.kind === 'rejected') return thrown.kind;
    throw thrown;
  }
}

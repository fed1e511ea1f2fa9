import { addDays, addMonths, endOfDay } from '../../src/server/club/calendar.js';
import { shareOf } from '../../src/server/club/return-lines.js';

/** The ledger of one member as plain arithmetic: what the database must agree with. It knows no SQL and shares no rule with it but the calendar. */

export type Account = 'available' | 'pending' | 'reserved' | 'owed' | 'issued' | 'spent' | 'expired';
interface ModelLot {
  readonly wallet: string;
  readonly order?: string;
  readonly earned: number;
  remaining: number;
  returned: number;
  expired: number;
  readonly earnedAt: number;
  readonly activatesAt: number;
  availableAt?: number;
  expiresAt?: number;
}
interface ModelRedemption {
  state: 'pending' | 'issued' | 'applied' | 'used' | 'expired' | 'cancelled' | 'failed';
  readonly reward: string;
  readonly cost: number;
  readonly parts: { lot: ModelLot; amount: number }[];
  readonly deadline: number;
  readonly expiresAt: number;
}

const zone = 'Asia/Tehran';
const soonest = (a: ModelLot, b: ModelLot) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || a.earnedAt - b.earnedAt;

/** What a step of the model answers: done, or the kind it is refused with. */
export type Verdict = 'done' | 'insufficient_balance' | 'out_of_stock' | 'rejected';

export class LedgerModel {
  readonly balances = new Map<string, number>();
  readonly lots: ModelLot[] = [];
  readonly redemptions: ModelRedemption[] = [];
  readonly orders = new Map<string, { total: number; returned: number; delivered: boolean }>();
  readonly taken = new Map<string, number>();

  constructor(private readonly stock: ReadonlyMap<string, number>) {}

  place(order: string, points: number, now: Date): void {
    this.orders.set(order, { total: points * 100_000, returned: 0, delivered: false });
    if (points === 0) return;
    const lot = { wallet: 'points', order, earned: points, remaining: points, returned: 0, expired: 0 };
    this.lots.push({ ...lot, earnedAt: now.getTime(), activatesAt: addDays(now, 14).getTime() });
    this.#move('points', { issued: -points, pending: points });
  }

  deliver(order: string, now: Date): void {
    const known = this.orders.get(order);
    if (!known || known.delivered) return;
    known.delivered = true;
    for (const lot of this.lots) if (lot.order === order) this.#release(lot, now);
  }

  return(order: string, minor: number, now: Date): void {
    const known = this.orders.get(order);
    if (!known) return;
    known.returned = Math.min(known.total, known.returned + minor);
    for (const lot of this.lots.filter((each) => each.order === order)) this.#takeBack(lot, shareOf(lot.earned, known.returned, known.total) - lot.returned);
    void now;
  }

  give(wallet: string, amount: number, now: Date, days?: number): void {
    const settled = Math.min(amount, -this.of(wallet, 'owed'));
    const at = now.getTime();
    const expiresAt = days === undefined ? this.#lastDay(wallet, now) : at + days * 86_400_000;
    this.lots.push({ wallet, earned: amount, remaining: amount - settled, returned: 0, expired: 0, earnedAt: at, activatesAt: at, availableAt: at, expiresAt });
    this.#move(wallet, { issued: -amount, available: amount - settled, owed: settled });
  }

  take(wallet: string, amount: number): void {
    const taken = this.#draw(wallet, amount).reduce((sum, part) => sum + part.amount, 0);
    this.#move(wallet, { available: -taken, owed: taken - amount, issued: amount });
  }

  redeem(reward: 'tea' | 'made' | 'credit', cost: number, now: Date, outcome: 'issued' | 'pending' | 'failed' = 'issued'): Verdict {
    this.#expire(now);
    const taken = this.taken.get(reward) ?? 0;
    if (taken >= (this.stock.get(reward) ?? Infinity)) return 'out_of_stock';
    if (cost > this.of('points', 'available')) return 'insufficient_balance';
    const parts = this.#draw('points', cost);
    this.#move('points', { available: -cost, reserved: cost });
    const made: ModelRedemption = {
      ...{ state: 'pending', reward, cost, parts, deadline: now.getTime() + 86_400_000 },
      expiresAt: reward === 'credit' ? Infinity : endOfDay(addDays(now, 30), zone).getTime(),
    };
    this.redemptions.push(made);
    this.taken.set(reward, taken + 1);
    if (reward === 'credit') this.give('credit', cost * 3, now);
    if (outcome === 'issued') this.#post(made, reward === 'credit' ? 'applied' : 'issued');
    if (outcome === 'failed') this.#back(made, 'failed', now);
    return 'done';
  }

  cancel(at: number, now: Date): Verdict {
    const found = this.redemptions[at];
    if (found?.state === 'cancelled') return 'done';
    if (found?.state !== 'issued' || found.reward !== 'made' || found.expiresAt <= now.getTime()) return 'rejected';
    this.#back(found, 'cancelled', now);
    return 'done';
  }

  use(at: number): void {
    const found = this.redemptions[at];
    if (found && (found.state === 'issued' || found.state === 'expired')) found.state = 'used';
  }

  /** What falls due; `outcome` is what the maker of codes says now. */
  jobs(now: Date, outcome: 'issued' | 'failed' | 'unknown'): void {
    const time = now.getTime();
    const due = this.lots.filter((lot) => lot.availableAt === undefined && lot.remaining > 0 && lot.activatesAt <= time);
    for (const lot of due.sort((a, b) => a.activatesAt - b.activatesAt)) this.#release(lot, new Date(lot.activatesAt));
    this.#expire(now);
    for (const each of this.redemptions) if (each.state === 'issued' && each.expiresAt <= time) each.state = 'expired';
    for (const each of this.redemptions.filter(({ state }) => state === 'pending')) {
      if (each.deadline <= time || outcome === 'failed') this.#back(each, 'failed', now);
      else if (outcome === 'issued') this.#post(each, 'issued');
    }
  }

  of(wallet: string, account: Account): number {
    return this.balances.get(`${wallet} ${account}`) ?? 0;
  }

  #move(wallet: string, entries: Partial<Record<Account, number>>): void {
    for (const [account, amount] of Object.entries(entries)) {
      const name = `${wallet} ${account}`;
      this.balances.set(name, (this.balances.get(name) ?? 0) + amount);
    }
  }

  #lastDay(wallet: string, at: Date): number | undefined {
    return wallet === 'points' ? endOfDay(addMonths(at, 12), zone).getTime() : undefined;
  }

  #release(lot: ModelLot, at: Date): void {
    const points = lot.remaining;
    if (lot.availableAt !== undefined || points === 0) return;
    const settled = Math.min(points, -this.of(lot.wallet, 'owed'));
    Object.assign(lot, { availableAt: at.getTime(), expiresAt: this.#lastDay(lot.wallet, at), remaining: points - settled });
    this.#move(lot.wallet, { pending: -points, available: points - settled, owed: settled });
  }

  #spendable(wallet: string): ModelLot[] {
    return this.lots.filter((lot) => lot.wallet === wallet && lot.availableAt !== undefined && lot.remaining > 0).sort(soonest);
  }

  #draw(wallet: string, amount: number, from = this.#spendable(wallet)): { lot: ModelLot; amount: number }[] {
    const parts: { lot: ModelLot; amount: number }[] = [];
    let left = amount;
    for (const lot of from) {
      const part = Math.min(left, lot.remaining);
      if (part === 0) break;
      lot.remaining -= part;
      left -= part;
      parts.push({ lot, amount: part });
    }
    return parts;
  }

  #takeBack(lot: ModelLot, due: number): void {
    const points = Math.min(due, lot.earned - lot.returned - lot.expired);
    if (points <= 0) return;
    const own = Math.min(points, lot.remaining);
    lot.remaining -= own;
    lot.returned += points;
    if (lot.availableAt === undefined) return this.#move(lot.wallet, { pending: -points, issued: points });
    const others = this.#spendable(lot.wallet).filter((other) => other !== lot);
    const taken = own + this.#draw(lot.wallet, points - own, others).reduce((sum, part) => sum + part.amount, 0);
    this.#move(lot.wallet, { available: -taken, owed: taken - points, issued: points });
  }

  #expire(now: Date): void {
    for (const lot of this.lots) {
      if (lot.expiresAt === undefined || lot.expiresAt > now.getTime() || lot.remaining === 0) continue;
      this.#move(lot.wallet, { available: -lot.remaining, expired: lot.remaining });
      lot.expired += lot.remaining;
      lot.remaining = 0;
    }
  }

  #post(redemption: ModelRedemption, state: 'issued' | 'applied'): void {
    redemption.state = state;
    this.#move('points', { reserved: -redemption.cost, spent: redemption.cost });
  }

  #back(redemption: ModelRedemption, state: 'failed' | 'cancelled', now: Date): void {
    redemption.state = state;
    this.taken.set(redemption.reward, (this.taken.get(redemption.reward) ?? 0) - 1);
    const settled = Math.min(redemption.cost, -this.of('points', 'owed'));
    this.#move('points', { [state === 'failed' ? 'reserved' : 'spent']: -redemption.cost, available: redemption.cost - settled, owed: settled });
    let debt = settled;
    for (const { lot, amount } of [...redemption.parts].sort((a, b) => soonest(a.lot, b.lot))) {
      const points = amount - Math.min(debt, amount);
      debt -= amount - points;
      const fits = Math.min(points, lot.earned - lot.returned - lot.expired - lot.remaining);
      lot.remaining += fits;
      if (points > fits) this.lots.push({ ...lot, order: undefined, earned: points - fits, remaining: points - fits, returned: 0, expired: 0 });
    }
    this.#expire(now);
  }
}

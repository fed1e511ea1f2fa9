import { randomUUID } from 'node:crypto';
import type { Money } from '../../src/domain/money.schema.js';
import type { Order } from '../../src/domain/order.schema.js';

/** A refusal, by the word that a fake puts into its own vendor’s way of saying it. */
export class Refusal extends Error {
  constructor(readonly reason: 'balance' | 'stock' | 'limit' | 'missing' | 'used' | 'done') {
    super(reason);
  }
}

/** A movement of a balance. */
export interface Line {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'earn' | 'spend' | 'refund' | 'back';
  amount: number;
  pending: boolean;
  readonly title: string;
  readonly orderId?: string;
}

/** A reward that was bought. */
export interface Purchase {
  readonly id: string;
  readonly rewardId: string;
  readonly at: Date;
  readonly cost: number;
  code: string | undefined;
  state: 'active' | 'used' | 'cancelled';
  /** Times it is still asked after before its code is there. */
  waits: number;
}

/** Something that points buy. */
export interface FakeReward {
  readonly id: string;
  readonly title: string;
  readonly cost: number;
  stock: number;
  readonly perMember: number;
  /** Times its code is asked after before it is there. */
  readonly waits: number;
}

/** Somebody who may be a member. */
export interface FakeMember {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  active: boolean;
  readonly since: Date;
  /** Newest first. */
  readonly lines: Line[];
  readonly purchases: Purchase[];
  readonly done: Set<string>;
}

interface Placed {
  readonly email: string;
  readonly order: Order;
  state: Order['state'];
  returned: number;
}

/** What a vendor of loyalty keeps: members, points, rewards, what was bought, orders. */
export class FakeShop {
  readonly members = new Map<string, FakeMember>();
  readonly orders: Placed[] = [];
  readonly rewards: readonly FakeReward[];
  /** Debits that were made, for tests that count them. */
  debits = 0;

  constructor(cost = 50) {
    const usual = { cost, stock: 1_000_000, perMember: 1_000, waits: 0 };
    this.rewards = [
      { ...usual, id: 'mug', title: 'Mug' },
      { ...usual, id: 'rare', title: 'Rare mug', stock: 0 },
      { ...usual, id: 'single', title: 'One each', perMember: 1 },
      { ...usual, id: 'slow', title: 'Engraved mug', waits: 2 },
    ];
  }

  enrol(email: string, firstName = 'Sara', active = true): FakeMember {
    const known = this.members.get(email);
    if (known) return known;
    const member: FakeMember = { id: randomUUID(), email, firstName, active, since: new Date(), lines: [], purchases: [], done: new Set() };
    this.members.set(email, member);
    return member;
  }

  byId(id: string): FakeMember {
    return [...this.members.values()].find((member) => member.id === id) ?? missing();
  }

  reward(id: string): FakeReward {
    return this.rewards.find((reward) => reward.id === id) ?? missing();
  }

  bookedOf(member: FakeMember, pending: boolean): number {
    return member.lines.filter((line) => line.pending === pending).reduce((sum, { amount }) => sum + amount, 0);
  }

  book(member: FakeMember, line: Omit<Line, 'id' | 'at'>): void {
    member.lines.unshift({ ...line, id: randomUUID(), at: new Date() });
  }

  buy(member: FakeMember, rewardId: string): Purchase {
    const reward = this.reward(rewardId);
    if (member.purchases.filter((bought) => bought.rewardId === rewardId && bought.state !== 'cancelled').length >= reward.perMember) throw new Refusal('limit');
    if (this.bookedOf(member, false) < reward.cost) throw new Refusal('balance');
    if (reward.stock === 0) throw new Refusal('stock');
    reward.stock -= 1;
    this.debits += 1;
    this.book(member, { kind: 'spend', amount: -reward.cost, pending: false, title: reward.title });
    const purchase: Purchase = { id: randomUUID(), rewardId, at: new Date(), cost: reward.cost, code: reward.waits > 0 ? undefined : codeOf(), state: 'active', waits: reward.waits };
    member.purchases.unshift(purchase);
    return purchase;
  }

  /** A purchase that is asked after; its code comes in the end. */
  asked(purchase: Purchase): Purchase {
    if (purchase.waits > 0) purchase.waits -= 1;
    if (purchase.waits === 0 && purchase.state === 'active') purchase.code ??= codeOf();
    return purchase;
  }

  cancel(member: FakeMember, purchaseId: string): Purchase {
    const purchase = member.purchases.find(({ id }) => id === purchaseId) ?? missing();
    if (purchase.state !== 'active') throw new Refusal('used');
    purchase.state = 'cancelled';
    purchase.code = undefined;
    this.book(member, { kind: 'refund', amount: purchase.cost, pending: false, title: 'Given back' });
    return purchase;
  }

  complete(member: FakeMember, action: string, points: number): void {
    if (member.done.has(action)) throw new Refusal('done');
    member.done.add(action);
    this.book(member, { kind: 'earn', amount: points, pending: false, title: action });
  }

  /** The shop’s side: an order; 100,000 rials are a point for who is a member, where orders earn. */
  place(email: string, order: Order, earns = true): void {
    this.orders.unshift({ email, order, state: order.state, returned: 0 });
    const member = this.members.get(email);
    if (earns && member) this.book(member, { kind: 'earn', amount: Math.floor(order.total.minor / 100_000), pending: true, title: `Order ${order.number}`, orderId: order.id });
  }

  deliver(orderId: string): void {
    const placed = this.placed(orderId);
    placed.state = 'delivered';
    for (const line of this.earnedBy(placed)) line.pending = false;
  }

  return(orderId: string, amount?: Money): void {
    const placed = this.placed(orderId);
    const { minor } = placed.order.total;
    const before = Math.floor(placed.returned / 100_000);
    placed.returned = Math.min(minor, placed.returned + (amount?.minor ?? minor));
    const back = Math.floor(placed.returned / 100_000) - before;
    const member = this.members.get(placed.email);
    const [line] = this.earnedBy(placed);
    if (!member || !line || back === 0) return;
    if (line.pending) line.amount -= back;
    else this.book(member, { kind: 'back', amount: -back, pending: false, title: `Order ${placed.order.number} returned` });
  }

  use(code: string): void {
    for (const { purchases } of this.members.values()) for (const purchase of purchases) if (purchase.code === code) purchase.state = 'used';
  }

  private placed(orderId: string): Placed {
    return this.orders.find(({ order }) => order.id === orderId) ?? missing();
  }

  private earnedBy({ email, order }: Placed): Line[] {
    return this.members.get(email)?.lines.filter((line) => line.kind === 'earn' && line.orderId === order.id) ?? [];
  }
}

function missing(): never {
  throw new Refusal('missing');
}

function codeOf(): string {
  return `CODE-${randomUUID().slice(0, 8)}`;
}

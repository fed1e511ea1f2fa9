import type { Fetch } from '../../src/adapters/declarative/transport.js';
import { Faults } from './faults.js';
import { FakeShop, Refusal, type FakeMember, type Line, type Purchase } from './shop.js';

const said: Readonly<Record<Refusal['reason'], readonly [status: number, message: string]>> = {
  balance: [400, 'Not enough points'],
  stock: [400, 'No coupons left'],
  limit: [400, 'Limit per customer exceeded'],
  missing: [404, 'Not Found'],
  used: [400, 'The coupon was used'],
  done: [400, 'Limit per customer exceeded'],
};
const levels = [
  { id: 'base', name: 'Bronze', active: true, conditionValue: 0, translations: [{ locale: 'en', name: 'Bronze' }, { locale: 'fa', name: 'برنز' }] },
  { id: 'silver', name: 'Silver', active: true, conditionValue: 100, translations: [{ locale: 'en', name: 'Silver' }, { locale: 'fa', name: 'نقره' }] },
];
const types: Readonly<Record<Line['kind'], string>> = { earn: 'adding', spend: 'spending', refund: 'refunding', back: 'spending' };
const follow = { earningRuleId: 'follow', name: 'Follow us', type: 'custom_event', active: true, pointsAmount: 5 };

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}
type Answer = (asked: Asked, ...parts: string[]) => unknown;

/** Days as this vendor writes them: no milliseconds, and a zone without a colon. */
const date = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, '+0000');

/** A vendor that behaves as Open Loyalty is documented to, over a shop in memory; and offers a few things more, so that every operation of the kit has something behind it. */
export class RestFake {
  readonly shop = new FakeShop();
  readonly faults = new Faults();
  readonly seen: string[] = [];
  token = 'a-secret-of-the-test';

  readonly fetch: Fetch = async (address, { method = 'GET', headers, body, signal }) => {
    signal?.throwIfAborted();
    const url = new URL(address);
    const path = url.pathname.replace(/^\/api\/DEFAULT/, '');
    const name = `${method} ${path}`;
    this.seen.push(name);
    return this.faults.play(name, () => {
      if (new Headers(headers).get('x-auth-token') !== this.token) return refused(401, 'Invalid token');
      return this.#answer({ method, path, query: url.searchParams, body: typeof body === 'string' && body !== '' ? (JSON.parse(body) as unknown) : undefined });
    });
  };

  #answer(asked: Asked): Response {
    try {
      for (const [form, answer] of this.#routes) {
        const [all, ...parts] = form.exec(`${asked.method} ${asked.path}`) ?? [];
        if (all === undefined) continue;
        const told = answer(asked, ...parts.map(decodeURIComponent));
        return told instanceof Response ? told : Response.json(told);
      }
      throw new Refusal('missing');
    } catch (thrown) {
      if (thrown instanceof Refusal) return refused(...said[thrown.reason]);
      throw thrown;
    }
  }

  readonly #routes: readonly (readonly [RegExp, Answer])[] = [
    [/^GET \/customer$/, ({ query }) => ({ customers: [...this.shop.members.values()].filter(({ email }) => email.includes(query.get('email') ?? '')).map(customer), total: this.shop.members.size })],
    [/^POST \/customer\/register$/, ({ body }) => this.#register(body)],
    [/^POST \/admin\/customer\/([^/]+)\/activate$/, (_, id = '') => ((this.shop.byId(id).active = true), new Response(null, { status: 204 }))],
    [/^GET \/customer\/([^/]+)$/, (_, id = '') => customer(this.shop.byId(id))],
    [/^GET \/admin\/customer\/([^/]+)\/status$/, (_, id = '') => this.#status(this.shop.byId(id))],
    [/^GET \/points\/transfer$/, ({ query }) => this.#transfers(query)],
    [/^GET \/level$/, () => ({ levels, total: levels.length })],
    [/^GET \/campaign\/active$/, () => ({ campaigns: this.shop.rewards.map((reward) => this.#campaign(reward.id)) })],
    [/^GET \/campaign\/([^/]+)$/, (_, id = '') => this.#campaign(id)],
    [/^POST \/admin\/customer\/([^/]+)\/campaign\/([^/]+)\/buy$/, (_, id = '', reward = '') => this.#buy(this.shop.byId(id), reward)],
    [/^GET \/admin\/customer\/([^/]+)\/campaign\/bought$/, ({ query }, id = '') => pageOf('campaigns', this.shop.byId(id).purchases.map((each) => this.#bought(each)), query)],
    [/^GET \/earningRule$/, ({ query }) => ({ earningRules: [{ ...follow, completed: [...this.shop.members.values()].some(({ id, done }) => id === query.get('customerId') && done.has('follow')) }] })],
    [/^POST \/transaction\/simulate$/, ({ body }) => ({ points: Math.floor(grossOf(body) / 100_000) })],
    // What Open Loyalty has not, or not so.
    [/^GET \/purchase\/([^/]+)$/, (_, id = '') => ({ coupons: [couponOf(this.shop.asked(this.#purchase(id)))] })],
    [/^POST \/admin\/customer\/([^/]+)\/coupon\/([^/]+)\/cancel$/, (_, id = '', coupon = '') => this.#bought(this.shop.cancel(this.shop.byId(id), coupon))],
    [/^POST \/admin\/customer\/([^/]+)\/earningRule\/follow$/, (_, id = '') => (this.shop.complete(this.shop.byId(id), 'follow', follow.pointsAmount), follow)],
    [/^GET \/transaction$/, ({ query }) => pageOf('transactions', this.#orders().filter(({ customerEmail }) => customerEmail === query.get('customerEmail')), query)],
    [/^GET \/transaction\/([^/]+)$/, (_, id = '') => this.#orders().find(({ transactionId }) => transactionId === id) ?? refused(404, 'Not Found')],
  ];

  #register(body: unknown): object {
    const { customer: wanted } = body as { customer: { email: string; firstName: string; agreement1: boolean } };
    if (!wanted.agreement1 || this.shop.members.has(wanted.email)) return refused(400, 'Validation failed');
    const { id, email } = this.shop.enrol(wanted.email, wanted.firstName, false);
    return { customerId: id, email };
  }

  #status(member: FakeMember): object {
    const earned = member.lines.filter(({ kind, pending }) => kind === 'earn' && !pending).reduce((sum, { amount }) => sum + amount, 0);
    const next = levels.find(({ conditionValue }) => conditionValue > earned);
    return {
      points: this.shop.bookedOf(member, false),
      lockedPoints: this.shop.bookedOf(member, true),
      totalEarnedPoints: earned,
      levelName: 'Bronze',
      levelConditionValue: levels.findLast(({ conditionValue }) => conditionValue <= earned)?.conditionValue,
      ...(next && { nextLevelName: next.name, nextLevelConditionValue: next.conditionValue, pointsToNextLevel: next.conditionValue - earned }),
    };
  }

  // The filter is only a wish: a vendor that does not know it must not show one member another's lines.
  #transfers(query: URLSearchParams): object {
    const { id, lines } = this.shop.byId(query.get('customerId') ?? '');
    const told = lines.map((line) => ({ pointsTransferId: line.id, customerId: id, createdAt: date(line.at), value: Math.abs(line.amount), type: types[line.kind], state: line.pending ? 'pending' : 'active', comment: line.title, ...(line.orderId && { transactionDocumentNumber: line.orderId }) }));
    return pageOf('transfers', told, query);
  }

  #campaign(id: string): object {
    const { title, cost, stock, perMember } = this.shop.reward(id);
    return { campaignId: id, name: title, reward: 'discount_code', active: true, costInPoints: cost, unlimited: false, limitPerUser: perMember, usageLeft: stock };
  }

  #buy(member: FakeMember, reward: string): object {
    const purchase = this.shop.buy(member, reward);
    return Response.json({ coupons: [couponOf(purchase)] }, { status: purchase.code === undefined ? 202 : 200 });
  }

  #bought(purchase: Purchase): object {
    const { rewardId, cost, state, at } = purchase;
    return { campaignId: { campaignId: rewardId }, purchaseAt: date(at), costInPoints: cost, used: state === 'used', status: state === 'active' && purchase.code === undefined ? 'inactive' : state, coupon: couponOf(purchase), campaign: this.#campaign(rewardId) };
  }

  #purchase(id: string): Purchase {
    for (const { purchases } of this.shop.members.values()) for (const purchase of purchases) if (purchase.id === id) return purchase;
    throw new Refusal('missing');
  }

  #orders() {
    return this.shop.orders.map(({ email, order, state }) => ({ transactionId: order.id, customerEmail: email, documentNumber: order.number, purchaseDate: order.placedAt, grossValue: order.total.minor, state, items: order.items.map(({ id, title, quantity, total }) => ({ id, name: title, quantity, grossValue: total.minor })) }));
  }
}

function refused(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

function customer({ id, email, firstName, active, since }: FakeMember): object {
  return { customerId: id, email, firstName, active, createdAt: date(since), levelId: 'base' };
}

function couponOf({ id, code }: Purchase): object {
  return { id, ...(code !== undefined && { code }) };
}

function grossOf(body: unknown): number {
  const { transaction } = body as { transaction: { items: { grossValue: number }[] } };
  return transaction.items.reduce((sum, { grossValue }) => sum + grossValue, 0);
}

function pageOf(name: string, lines: readonly object[], query: URLSearchParams): object {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('perPage') ?? 10)];
  return { [name]: lines.slice((page - 1) * size, page * size), total: lines.length };
}

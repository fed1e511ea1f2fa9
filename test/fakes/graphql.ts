import { execute, GraphQLError, parse, validate } from 'graphql';
import type { Fetch } from '../../src/adapters/declarative/transport.js';
import { Faults } from './faults.js';
import { schema } from './graphql-schema.js';
import { FakeShop, Refusal, type FakeMember, type Line, type Purchase } from './shop.js';

const told: Readonly<Record<Refusal['reason'], string>> = { balance: 'INSUFFICIENT_BALANCE', stock: 'OUT_OF_STOCK', limit: 'LIMIT_REACHED', missing: 'NOT_FOUND', used: 'ALREADY_USED', done: 'LIMIT_REACHED' };
const kinds: Readonly<Record<Line['kind'], string>> = { earn: 'Credit', back: 'Credit', spend: 'Debit', refund: 'DebitRevert' };

interface Wanted {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Money as this vendor writes it: a text, of euros unless somebody says otherwise. */
function money(minor: number, currencyCode = 'EUR', digits = 2): object {
  return { amount: (minor / 10 ** digits).toFixed(digits === 0 ? 1 : digits), currencyCode };
}

/** A vendor that behaves as Shopify's store credit is documented to, over a shop in memory; and sells rewards for it. Each customer has a token of their own. */
export class GraphqlFake {
  readonly shop = new FakeShop(500);
  readonly faults = new Faults();
  readonly seen: string[] = [];
  readonly #tokens = new Map<string, string>();
  readonly #done = new Map<string, object>();

  /** The token of a customer: a new one where the last is not to be used any more. */
  tokenOf(email: string, anew = false): string {
    const known = [...this.#tokens].find(([, owner]) => owner === email)?.[0];
    if (known !== undefined && !anew) return known;
    if (known !== undefined) this.#tokens.delete(known);
    const token = `token-${crypto.randomUUID()}`;
    this.#tokens.set(token, email);
    return token;
  }

  readonly fetch: Fetch = async (_url, { headers, body, signal }) => {
    signal?.throwIfAborted();
    const wanted = JSON.parse(String(body)) as Wanted;
    const name = /(?:query|mutation)\s+(\w+)/.exec(wanted.query)?.[1] ?? '';
    this.seen.push(name);
    return this.faults.play(name, async () => {
      const email = this.#tokens.get(new Headers(headers).get('authorization') ?? '');
      const member = email === undefined ? undefined : this.shop.members.get(email);
      return member ? Response.json(await this.#answer(wanted, member)) : Response.json({ errors: [{ message: 'Invalid token' }] }, { status: 401 });
    });
  };

  async #answer({ query, variables }: Wanted, member: FakeMember): Promise<object> {
    const document = parse(query);
    const faults = validate(schema, document);
    if (faults.length > 0) return { errors: faults.map((fault) => fault.toJSON()) };
    return execute({ schema, document, variableValues: variables ?? {}, rootValue: this.#root(member) });
  }

  #root(member: FakeMember): object {
    return {
      customer: () => this.#customer(member),
      order: ({ id }: { id: string }) => this.#orders().find((order) => order.id === id),
      rewards: () => this.shop.rewards.map(({ id }) => this.#reward(id)),
      rewardRedeem: ({ rewardId, cost, idempotencyKey }: { rewardId: string; cost: number; idempotencyKey: string }) =>
        this.#once(idempotencyKey, () => {
          if (this.shop.reward(rewardId).cost !== cost) return { userErrors: [{ code: 'PRICE_CHANGED', message: 'The price is another' }] };
          return { redemption: this.#redemption(this.shop.buy(member, rewardId)), userErrors: [] };
        }),
      redemptionCancel: ({ id, idempotencyKey }: { id: string; idempotencyKey: string }) => this.#once(idempotencyKey, () => ({ redemption: this.#redemption(this.shop.cancel(member, id)), userErrors: [] })),
    };
  }

  // What was done for a key is told again; a refusal was not done.
  #once(key: string, work: () => object): object {
    const known = this.#done.get(key);
    if (known) return known;
    try {
      const answer = work();
      if ('redemption' in answer) this.#done.set(key, answer);
      return answer;
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw new GraphQLError('Internal error', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
      return { userErrors: [{ code: told[thrown.reason], message: thrown.reason }] };
    }
  }

  #customer(member: FakeMember): object {
    return {
      id: member.id,
      firstName: member.firstName,
      createdAt: member.since.toISOString(),
      storeCreditAccounts: () => ({ nodes: [this.#account(member)] }),
      orders: ({ first = 10, after }: { first?: number; after?: string }) => {
        const own = this.#orders().filter(({ email }) => email === member.email);
        const from = Number(after ?? 0);
        return { nodes: own.slice(from, from + first), pageInfo: { hasNextPage: from + first < own.length, endCursor: String(from + first) } };
      },
      redemptions: () => member.purchases.map((purchase) => this.#redemption(this.shop.asked(purchase))),
    };
  }

  #account(member: FakeMember): object {
    const account = { id: `account-${member.id}`, balance: money(this.shop.bookedOf(member, false)) };
    const transactions = ({ first = 10, reverse = false }: { first?: number; reverse?: boolean }) => {
      const lines = reverse ? member.lines : member.lines.toReversed();
      return { nodes: lines.slice(0, first).map((line) => ({ ...this.#transaction(member, line), account })) };
    };
    return { ...account, transactions };
  }

  #transaction({ lines }: FakeMember, { id, at, kind, amount }: Line): object {
    const after = lines.slice(lines.findIndex((line) => line.id === id)).reduce((sum, line) => sum + line.amount, 0);
    return { __typename: `StoreCreditAccount${kinds[kind]}Transaction`, id, amount: money(amount), balanceAfterTransaction: money(after), remainingAmount: money(amount), createdAt: at.toISOString(), event: kind === 'spend' ? 'ORDER_PAYMENT' : 'ADJUSTMENT' };
  }

  #reward(id: string): object {
    const { title, cost, stock } = this.shop.reward(id);
    return { id, title, cost: money(cost), stock };
  }

  #redemption({ id, rewardId, code, state, at, cost }: Purchase): object {
    return { id, reward: this.#reward(rewardId), code, status: state, createdAt: at.toISOString(), cost: money(cost) };
  }

  #orders() {
    return this.shop.orders.map(({ email, order, state }) => ({
      email,
      id: order.id,
      name: `#${order.number}`,
      processedAt: order.placedAt,
      fulfillmentStatus: state === 'placed' ? 'UNFULFILLED' : 'FULFILLED',
      financialStatus: 'PAID',
      totalPrice: money(order.total.minor, order.total.currency, 0),
      customer: () => ({ id: this.shop.members.get(email)?.id ?? '' }),
      lineItems: { nodes: order.items.map(({ id, title, quantity, total }) => ({ id, title, quantity, totalPriceWithDiscounts: money(total.minor, total.currency, 0) })) },
      fulfillments: { nodes: state === 'placed' ? [] : [{ latestShipmentStatus: 'DELIVERED' }] },
      returns: { nodes: [] },
    }));
  }
}

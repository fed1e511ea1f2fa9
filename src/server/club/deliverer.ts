import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf, type Sql } from './database.js';
import { deliveries, goneEndpoints, type Delivery } from './owner-tables.js';
import type { Program } from './program/program.js';
import type { Scope } from './scope.js';
import { transact, type OnError } from './transaction.js';
import { send, type Tried } from './webhook-send.js';
import { dispatch, goneOf, nextDue, type Endpoint } from './webhooks.js';

/** Seconds before the next try, after the first, second … of twelve: two and a half days in all. */
export const waits = [5, 30, 120, 600, 1_800, 3_600, 7_200, 18_000, 36_000, 57_600, 86_400] as const;
const mostTries = waits.length + 1;
/** For so long nobody else tries what somebody is at; longer than a try can take. */
const leaseSeconds = 60;
/** So many go out side by side. */
const together = 10;

/** What delivering needs of the club. */
export interface DelivererOptions {
  readonly sql: Sql;
  /** The one in force. */
  readonly program: Program;
  readonly now: () => Date;
  readonly onError: OnError;
  readonly secrets: (name: string) => string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Between 0 and 1; spreads tries that failed together. */
  readonly random?: () => number;
}

/** What one run of delivering did. */
export interface Delivered {
  readonly delivered: number;
  /** When the next try is due. */
  readonly next: Date | undefined;
}

/**
 * Tells webhooks what happened, at least once: each try is written down before it is made, so that after a crash another
 * process goes on, and several processes at once make each try once. Messages are not told in order.
 */
export class Deliverer {
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(private readonly options: DelivererOptions) {}

  /** Hands over what happened, and makes every try that is due by `now`. */
  run(now: Date): Promise<Delivered> {
    const running = this.#run(now).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** Ends all trying; a try that was cut off is made again by whoever comes next. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The club is closing.'));
    await Promise.allSettled([...this.#running]);
  }

  async #run(now: Date): Promise<Delivered> {
    await dispatch(this.#scope(now));
    // An address that did not answer is left alone for the rest of this run, so that it does not hold up the others.
    const silent = new Set<string>();
    let delivered = 0;
    while (!this.#stopping.signal.aborted) {
      const claimed = await this.#claim(now, [...silent]);
      if (claimed.length === 0) break;
      const results = await Promise.all(claimed.map((delivery) => this.#try(delivery, now)));
      delivered += results.filter((tried) => tried?.result === 'delivered').length;
      claimed.forEach(({ endpointId }, at) => results[at]?.status === undefined && silent.add(endpointId));
    }
    return { delivered, next: this.#stopping.signal.aborted ? undefined : await nextDue(this.options.sql, this.options.program.shop.id) };
  }

  async #claim(now: Date, silent: readonly string[]): Promise<Delivery[]> {
    const { sql: db, program } = this.options;
    const lease = new Date(now.getTime() + leaseSeconds * 1_000).toISOString();
    const claimed = await rowsOf(
      db,
      // Materialized: a planner may run a subquery with `limit … skip locked` again for each row, and claim more each time.
      sql`with due as materialized (select delivery_id from deliveries
          where shop_id = ${program.shop.id} and state = 'waiting' and next_try_at <= ${now.toISOString()}
            and not (endpoint_id in (select jsonb_array_elements_text(${JSON.stringify(silent)}::jsonb)))
          order by next_try_at, outbox_id limit ${together} for update skip locked)
        update deliveries d set attempts = attempts + 1, next_try_at = ${lease}, last_try_at = ${now.toISOString()} from due
        where d.shop_id = ${program.shop.id} and d.delivery_id = due.delivery_id
        returning d.delivery_id as id`,
      z.object({ id: z.string() }),
    );
    const rows = await Promise.all(claimed.map(({ id }) => db.select().from(deliveries).where(this.#is(id))));
    return rows.flat();
  }

  async #try(delivery: Delivery, now: Date): Promise<Tried | undefined> {
    const { program, onError } = this.options;
    const endpoint = program.webhooks.find(({ id }) => id === delivery.endpointId);
    try {
      const tried = await this.#send(delivery, endpoint);
      await this.#note(delivery, tried, now);
      if (tried.result === 'gone' && endpoint) await this.#giveUpOn(endpoint, now);
      return tried;
    } catch (thrown) {
      // Cut off or not written down: the lease ends, and it is tried again.
      if (!this.#stopping.signal.aborted) onError(thrown);
      return undefined;
    }
  }

  async #send({ deliveryId, body, endpointId }: Delivery, endpoint: Endpoint | undefined): Promise<Tried> {
    const { now, secrets, fetch: call } = this.options;
    if (!endpoint) return { result: 'failed', answer: `the program has no webhook “${endpointId}” any more` };
    const name = endpoint.secret.slice('env:'.length);
    const secret = secrets(name);
    if (!secret) return { result: 'failed', answer: `${name}, which holds its secret, is not set where the gateway runs` };
    return send({ url: endpoint.url, secret, id: deliveryId, body, at: now() }, this.#stopping.signal, call);
  }

  async #note(delivery: Delivery, { result, status, answer, wait }: Tried, now: Date): Promise<void> {
    const { sql: db, onError } = this.options;
    const { attempts, topic, endpointId, deliveryId } = delivery;
    const last = { lastStatus: status ?? null, lastAnswer: answer };
    const dead = result === 'gone' || (result === 'failed' && attempts >= mostTries);
    const next = { state: 'waiting', nextTryAt: new Date(now.getTime() + this.#wait(attempts, wait)) } as const;
    const ended = { state: dead ? 'dead' : 'delivered', nextTryAt: null } as const;
    // Only of this try: when its lease ran out, another has made the next one.
    const mine = and(this.#is(deliveryId), eq(deliveries.attempts, attempts), result === 'delivered' ? undefined : eq(deliveries.state, 'waiting'));
    await db.update(deliveries).set({ ...last, ...(result === 'failed' && !dead ? next : ended) }).where(mine);
    if (dead) onError(new Error(`Webhook “${endpointId}” was not told of ${topic} (${status ?? answer}). It is kept: vafa club dead-letters`));
  }

  #wait(attempts: number, asked = 0): number {
    const { random = Math.random } = this.options;
    const seconds = waits[Math.min(attempts, waits.length) - 1] ?? waits[0];
    return Math.max(asked, seconds * 1_000 * (0.8 + 0.4 * random()));
  }

  // It said so: what waits for it is kept, and nothing more is sent there.
  async #giveUpOn({ id, url }: Endpoint, at: Date): Promise<void> {
    const { sql: db, program, onError } = this.options;
    const shopId = program.shop.id;
    // Of several that hear it at once, one says so.
    if ((await goneOf(this.#scope(at))).some((endpoint) => endpoint.id === id)) return;
    await transact(db, { actor: 'system', action: 'webhook.gone', detail: { webhook: id } }, async (tx) => {
      await tx.insert(goneEndpoints).values({ shopId, endpointId: id, url, at }).onConflictDoUpdate({ target: [goneEndpoints.shopId, goneEndpoints.endpointId], set: { url, at } });
      await tx
        .update(deliveries)
        .set({ state: 'dead', nextTryAt: null, lastAnswer: 'not sent: its address answered 410 Gone to another message' })
        .where(and(eq(deliveries.shopId, shopId), eq(deliveries.endpointId, id), eq(deliveries.state, 'waiting')));
    });
    onError(new Error(`Webhook “${id}” answered 410 Gone and is told nothing more. Give it another address (vafa club apply), or send again: vafa club dead-letters retry`));
  }

  #is(deliveryId: string) {
    return and(eq(deliveries.shopId, this.options.program.shop.id), eq(deliveries.deliveryId, deliveryId));
  }

  #scope(now: Date): Scope {
    return { sql: this.options.sql, program: this.options.program, now };
  }
}

import { and, asc, eq, inArray, isNull, min, ne, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { Sql } from './database.js';
import { deliveries, goneEndpoints } from './owner-tables.js';
import type { webhook } from './program/shop.js';
import { shopOf, type Scope } from './scope.js';
import { members, outbox, people } from './tables.js';

/** An address that is told what happens. */
export type Endpoint = z.infer<typeof webhook>;

/** So many events are handed over in one transaction. */
const batch = 200;

/**
 * Hands what happened to the webhooks that want to hear of it: one delivery for each. An event is handed over once,
 * also when several processes do this at once; what happened before an address stood in the program is not told to it.
 */
export async function dispatch(scope: Scope): Promise<number> {
  let made = 0;
  for (;;) {
    const { seen, told } = await scope.sql.transaction((tx) => handOver({ ...scope, sql: tx }));
    made += told;
    if (seen < batch) return made;
  }
}

async function handOver(scope: Scope): Promise<{ seen: number; told: number }> {
  const rows = await scope.sql
    .select({ outboxId: outbox.outboxId, at: outbox.at, topic: outbox.topic, memberId: outbox.memberId, payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.shopId, shopOf(scope)), isNull(outbox.dispatchedAt), ne(outbox.topic, 'member.changed')))
    .orderBy(asc(outbox.outboxId))
    .limit(batch)
    .for('update', { skipLocked: true });
  if (rows.length === 0) return { seen: 0, told: 0 };
  const gone = new Set((await goneOf(scope)).map(({ id }) => id));
  const names = await namesOf(scope, rows.map(({ memberId }) => memberId));
  const fresh = rows.flatMap((row) => deliveriesOf(scope, { ...row, externalId: names.get(row.memberId) }, gone));
  if (fresh.length > 0) await scope.sql.insert(deliveries).values(fresh);
  const ids = sql.join(rows.map(({ outboxId }) => sql`${outboxId}`), sql`, `);
  await scope.sql.execute(sql`update outbox set dispatched_at = ${scope.now.toISOString()} where shop_id = ${shopOf(scope)} and outbox_id in (${ids})`);
  return { seen: rows.length, told: fresh.length };
}

// Their rows stay locked until the messages are written down: an erasure that comes meanwhile takes these away as well.
async function namesOf(scope: Scope, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const mine = and(eq(members.shopId, shopOf(scope)), inArray(members.memberId, [...new Set(keys)]));
  await scope.sql.select({ key: members.memberId }).from(members).where(mine).orderBy(asc(members.memberId)).for('key share');
  const found = await scope.sql.select({ key: people.memberId, id: people.externalId }).from(people).where(and(eq(people.shopId, shopOf(scope)), inArray(people.memberId, [...keys])));
  return new Map(found.map(({ key, id }) => [key, id]));
}

interface Happened {
  readonly outboxId: bigint;
  readonly at: Date;
  readonly topic: string;
  readonly memberId: string;
  readonly payload: unknown;
  /** Nobody’s once the member was erased: then nobody is told. */
  readonly externalId: string | undefined;
}

function deliveriesOf({ program, now }: Scope, { outboxId, at, topic, memberId, payload, externalId }: Happened, gone: ReadonlySet<string>) {
  const wanting = program.webhooks.filter(({ id, events }) => !gone.has(id) && events.some((event) => event === topic));
  if (externalId === undefined || wanting.length === 0) return [];
  const body = JSON.stringify({ type: topic, timestamp: at.toISOString(), data: { memberId: externalId, ...told(payload) } });
  const common = { shopId: program.shop.id, outboxId, topic, memberId, body, madeAt: now, state: 'waiting', attempts: 0, nextTryAt: now } as const;
  return wanting.map(({ id }) => ({ ...common, endpointId: id }));
}

const facts = z.record(z.string(), z.unknown());

function told(payload: unknown): Record<string, unknown> {
  const parsed = z.safeParse(facts, payload);
  return parsed.success ? parsed.data : {};
}

/** Webhooks of the program that answered 410 at the address they still have. */
export async function goneOf(scope: Scope): Promise<Endpoint[]> {
  const rows = await scope.sql.select().from(goneEndpoints).where(eq(goneEndpoints.shopId, shopOf(scope)));
  return scope.program.webhooks.filter(({ id, url }) => rows.some((row) => row.endpointId === id && row.url === url));
}

/** When the next delivery is due; `undefined` when none waits. */
export async function nextDue(db: Sql, shopId: string): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: min(deliveries.nextTryAt) })
    .from(deliveries)
    .where(and(eq(deliveries.shopId, shopId), eq(deliveries.state, 'waiting')));
  return row?.at ?? undefined;
}

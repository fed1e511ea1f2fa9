import { and, asc, count, eq, sql } from 'drizzle-orm';
import { deliveries, goneEndpoints, type Delivery } from './owner-tables.js';
import { refuse, shopOf, type Scope } from './scope.js';

/** A message that no try could deliver. */
export type DeadLetter = Pick<Delivery, 'deliveryId' | 'endpointId' | 'topic' | 'madeAt' | 'attempts' | 'lastTryAt' | 'lastStatus' | 'lastAnswer'>;

/** The messages that could not be delivered, oldest first. */
export function deadLetters(scope: Scope, limit = 500): Promise<DeadLetter[]> {
  const { deliveryId, endpointId, topic, madeAt, attempts, lastTryAt, lastStatus, lastAnswer } = deliveries;
  return scope.sql
    .select({ deliveryId, endpointId, topic, madeAt, attempts, lastTryAt, lastStatus, lastAnswer })
    .from(deliveries)
    .where(dead(scope))
    .orderBy(asc(madeAt), asc(deliveries.outboxId))
    .limit(limit);
}

/** How many messages wait for their next try. */
export async function waitingLetters(scope: Scope): Promise<number> {
  const [row] = await scope.sql.select({ waiting: count() }).from(deliveries).where(and(eq(deliveries.shopId, shopOf(scope)), eq(deliveries.state, 'waiting')));
  return row?.waiting ?? 0;
}

/**
 * Lets dead letters be tried anew, with all tries before them: the one with this id, or all of them without one. An address that was
 * given up is tried again with that. Answers how many there were.
 */
export async function retryLetters(scope: Scope, id?: string): Promise<number> {
  const one = id === undefined ? undefined : eq(deliveries.deliveryId, known(id));
  const revived = await scope.sql
    .update(deliveries)
    .set({ state: 'waiting', attempts: 0, nextTryAt: scope.now })
    .where(and(dead(scope), one))
    .returning({ endpointId: deliveries.endpointId });
  if (revived.length > 0) await scope.sql.execute(sql`select vafa_audit(${shopOf(scope)}, null)`);
  if (id !== undefined && revived.length === 0) unknown(id);
  for (const endpointId of new Set(revived.map((row) => row.endpointId))) {
    await scope.sql.delete(goneEndpoints).where(and(eq(goneEndpoints.shopId, shopOf(scope)), eq(goneEndpoints.endpointId, endpointId)));
  }
  return revived.length;
}

function known(id: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : unknown(id);
}

function unknown(id: string): never {
  return refuse('not_found', `There is no dead letter ${id.slice(0, 60)}. See vafa club dead-letters list.`, { code: 'letter_unknown' });
}

function dead(scope: Scope) {
  return and(eq(deliveries.shopId, shopOf(scope)), eq(deliveries.state, 'dead'));
}

import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from './database.js';

/** Who makes a change, and why: it goes into the audit with the first change of a transaction. Nothing here may be a token or say who a person is. */
export interface Actor {
  readonly actor: 'member' | 'shop' | 'owner' | 'job' | 'system';
  /** Of an owner: the name they act under. A member is told by their random key alone. */
  readonly name?: string | undefined;
  /** Of the request that asked for it. */
  readonly requestId?: string | undefined;
  /** What is done, e.g. `redeem` or `order.returned`. */
  readonly action: string;
  readonly reason?: string | undefined;
  /** Ids that it is about. */
  readonly detail?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Names the actor of a transaction; before this the database refuses every change. Also: what is acknowledged is on disk, whatever the server's default. */
export async function actAs(tx: Sql, actor: Actor): Promise<void> {
  await tx.execute(sql`select set_config('vafa.actor', ${JSON.stringify(clean(actor))}, true), set_config('synchronous_commit', 'on', true)`);
}

/** An actor as the database keeps it: no control character that a reader of the log could be fooled with. */
export function clean(actor: Actor): Actor {
  const { name, requestId, reason } = actor;
  return { ...actor, name: printable(name), requestId: printable(requestId), reason: printable(reason) };
}

function printable(text: string | undefined): string | undefined {
  return text?.replaceAll(/\p{Cc}/gu, ' ').slice(0, 500);
}

/** A value as a JSON parameter of a statement. */
export function json(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::jsonb`;
}

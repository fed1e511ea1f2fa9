import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf } from './database.js';
import { shopOf, type Scope } from './scope.js';
import { integerColumn } from './sql-values.js';

/** A line of the history whose balance is asked for. */
interface Place {
  readonly id: string;
  readonly seq: bigint;
  readonly at: Date;
}

const balanceRow = z.object({ id: z.string(), balance: integerColumn });

/**
 * What stood in its wallet after each of these lines, spendable less owed, in the order in which the history lists them: by when things
 * happened, not by when the club was told. Counted back from what stands there now, so that the newest page costs no more than itself.
 */
export async function balancesAfter(scope: Scope, key: string, lines: readonly Place[]): Promise<Map<string, number>> {
  const oldest = lines.at(-1);
  if (!oldest) return new Map();
  const own = sql`shop_id = ${shopOf(scope)} and member_id = ${key}`;
  // A wallet's movement is told by its line, or by a step that no line tells of (a release, say); either counts where it happened.
  const rows = await rowsOf(
    scope.sql,
    sql`select id, balance from (
      select transfer_id::text as id, now.balance + delta - sum(delta) over (partition by wallet_id order by at desc, seq desc) as balance
      from transfers join (
        select wallet_id, sum(balance) as balance from accounts where ${own} and account in ('available', 'owed') group by wallet_id
      ) now using (wallet_id)
      where ${own} and phase = 'available' and (at, seq) >= (${oldest.at.toISOString()}::timestamptz, ${oldest.seq}::bigint)
    ) each where id in (${sql.join(lines.map(({ id }) => sql`${id}`), sql`, `)})`,
    balanceRow,
  );
  return new Map(rows.map(({ id, balance }) => [id, balance]));
}

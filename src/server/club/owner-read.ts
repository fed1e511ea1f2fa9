import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf } from './database.js';
import { memberQuery, memberRow, redemptionQuery, redemptionRow, type MemberRow, type RedemptionRow } from './export.js';
import type { Scope } from './scope.js';

/** A member with all they have, and the last things their points bought. */
export interface MemberSheet extends MemberRow {
  /** The newest first; without codes. */
  readonly redemptions: readonly RedemptionRow[];
}

/** One member, by their id at the shop; `undefined` when the club never heard of them. */
export async function readMember(scope: Scope, memberId: string): Promise<MemberSheet | undefined> {
  const [row] = await rowsOf(scope.sql, sql`${memberQuery(scope)} and p.external_id = ${memberId}`, memberRow);
  return row && { ...row, redemptions: await rowsOf(scope.sql, sql`${redemptionQuery(scope)} and p.external_id = ${memberId} order by r.seq desc limit 10`, redemptionRow) };
}

/** One thing that points bought, by its id or its code; `undefined` when there is none. */
export async function readRedemptionRow(scope: Scope, idOrCode: string): Promise<RedemptionRow | undefined> {
  const found = z.safeParse(z.uuid(), idOrCode).success
    ? sql`r.redemption_id = ${idOrCode}`
    : sql`r.redemption_id = (select c.redemption_id from codes c where c.shop_id = r.shop_id and c.code = ${idOrCode.trim()})`;
  const [row] = await rowsOf(scope.sql, sql`${redemptionQuery(scope)} and ${found}`, redemptionRow);
  return row;
}

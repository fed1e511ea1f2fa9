import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf } from './database.js';
import { shopOf, type Scope } from './scope.js';
import { instantColumn, integerColumn } from './sql-values.js';

/** One line of the audit, as a statement answers it. */
export const auditRow = z.object({
  id: integerColumn,
  at: instantColumn,
  actor: z.string(),
  name: z.nullable(z.string()),
  action: z.string(),
  /** The member's id at the shop; none once they are erased. */
  memberId: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  detail: z.unknown(),
});
/** One line of the audit. */
export type AuditRow = z.infer<typeof auditRow>;

/** Which lines of the audit. */
export interface AuditQuery {
  /** The member's id at the shop. */
  readonly member?: string | undefined;
  readonly limit: number;
}

/** Who did what, newest first. */
export function readAudit(scope: Scope, { member, limit }: AuditQuery): Promise<AuditRow[]> {
  const conditions = [
    sql`a.shop_id = ${shopOf(scope)}`,
    ...(member === undefined ? [] : [sql`p.external_id = ${member}`]),
  ];
  return rowsOf(
    scope.sql,
    sql`select a.audit_id as id, a.at, a.actor, a.name, a.action, p.external_id as "memberId", a.reason, a.request_id as "requestId", a.detail
      from audit a left join people p on p.shop_id = a.shop_id and p.member_id = a.member_id
      where ${sql.join(conditions, sql` and `)} order by a.audit_id desc limit ${limit}`,
    auditRow,
  );
}

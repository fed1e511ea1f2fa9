import type { AuditRow } from '../club/audit-read.js';
import { eachAudit, eachMember, eachMovement, eachRedemption, type LedgerRow, type MemberRow, type RedemptionRow, type Span } from '../club/export.js';
import type { Scope } from '../club/scope.js';
import type { Program } from '../club/program/program.js';
import { amountText } from './amounts.js';
import { dayText } from './dates.js';

/** One line of an export, by column. */
export type Line = Readonly<Record<string, string>>;

/** Something that can be exported: its columns, and how its lines are read. */
export interface Sheet {
  readonly columns: readonly string[];
  read(span: Span, take: (lines: readonly Line[]) => Promise<void>): Promise<void>;
}

/** What can be exported. */
export const sheetNames = ['members', 'ledger', 'redemptions', 'audit'] as const;
/** The name of something that can be exported. */
export type SheetName = (typeof sheetNames)[number];

/** A sheet of the club. */
export function sheetOf(name: SheetName, scope: Scope): Sheet {
  const { program } = scope;
  switch (name) {
    case 'members': {
      const columns = ['member_id', 'name', 'email', 'joined_at', 'tags', 'state', 'card', ...program.ladders.map(({ id }) => `tier:${id}`), ...walletColumns(program)];
      return { columns, read: (span, take) => eachMember(scope, span, (rows) => take(rows.map((row) => memberLine(program, row)))) };
    }
    case 'ledger':
      return { columns: ledgerColumns, read: (span, take) => eachMovement(scope, span, (rows) => take(rows.map((row) => ledgerLine(program, row)))) };
    case 'redemptions':
      return { columns: redemptionColumns, read: (span, take) => eachRedemption(scope, span, (rows) => take(rows.map((row) => redemptionLine(program, row)))) };
    case 'audit':
      return { columns: auditColumns, read: (span, take) => eachAudit(scope, span, (rows) => take(rows.map(auditLine))) };
    default:
      return name satisfies never;
  }
}

function walletColumns({ wallets }: Program): string[] {
  return wallets.flatMap(({ id }) => [id, `${id}_pending`, `${id}_reserved`, `${id}_owed`]);
}

function memberLine(program: Program, { memberId, name, email, joinedAt, tags, state, card, balances, tiers }: MemberRow): Line {
  const held = program.wallets.flatMap(({ id }): [string, string][] => {
    const of = (account: string) => amountOf(program, id, Math.abs(balances?.[`${id} ${account}`] ?? 0));
    return [[id, of('available')], [`${id}_pending`, of('pending')], [`${id}_reserved`, of('reserved')], [`${id}_owed`, of('owed')]];
  });
  return {
    ...{ member_id: memberId, name: name ?? '', email: email ?? '', joined_at: joinedAt ? dayText(joinedAt, program.shop.timeZone) : '', tags: tags.join(';'), state, card: card ?? '' },
    ...Object.fromEntries(program.ladders.map(({ id }) => [`tier:${id}`, tiers?.[id] ?? ''])),
    ...Object.fromEntries(held),
  };
}

// What is added and what is taken stand in columns of their own: no field begins with a minus sign.
const ledgerColumns = ['at', 'recorded_at', 'member_id', 'member_key', 'wallet', 'kind', 'balance', 'added', 'taken', 'owed', 'order_id', 'redemption_id', 'source', 'by', 'name', 'reason'];

function ledgerLine(program: Program, row: LedgerRow): Line {
  const amount = (value: number) => (value > 0 ? amountOf(program, row.walletId, value) : '');
  return {
    ...{ at: instant(row.at), recorded_at: instant(row.recordedAt), member_id: row.memberId ?? '', member_key: row.memberKey, wallet: row.walletId, kind: row.kind },
    ...{ balance: row.phase, added: amount(row.delta), taken: amount(-row.delta), owed: amount(row.owed) },
    ...{ order_id: row.orderId ?? '', redemption_id: row.redemptionId ?? '', source: row.sourceId ?? '' },
    ...{ by: row.actor, name: row.name ?? '', reason: row.reason ?? '' },
  };
}

const redemptionColumns = ['at', 'redemption_id', 'member_id', 'reward', 'wallet', 'cost', 'state', 'expires_at', 'used_at', 'ended_at'];

function redemptionLine(program: Program, row: RedemptionRow): Line {
  return {
    ...{ at: instant(row.at), redemption_id: row.redemptionId, member_id: row.memberId ?? '', reward: row.rewardId, wallet: row.walletId },
    ...{ cost: amountOf(program, row.walletId, row.cost), state: row.state },
    ...{ expires_at: instant(row.expiresAt), used_at: instant(row.usedAt), ended_at: instant(row.endedAt) },
  };
}

const auditColumns = ['audit_id', 'at', 'by', 'name', 'action', 'member_id', 'reason', 'request_id', 'detail'];

function auditLine({ id, at, actor, name, action, memberId, reason, requestId, detail }: AuditRow): Line {
  return {
    ...{ audit_id: String(id), at: instant(at), by: actor, name: name ?? '', action, member_id: memberId ?? '' },
    ...{ reason: reason ?? '', request_id: requestId ?? '', detail: JSON.stringify(detail) },
  };
}

function amountOf({ wallets }: Program, walletId: string, amount: number): string {
  const wallet = wallets.find(({ id }) => id === walletId);
  return wallet ? amountText(amount, wallet) : String(amount);
}

function instant(at: Date | null): string {
  return at?.toISOString() ?? '';
}

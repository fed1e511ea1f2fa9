import * as z from 'zod/mini';
import type { Activity } from '../../domain/activity.schema.js';
import type { Row } from './activity-read.js';
import { whyLine } from './activity-why.js';
import { texts } from './program/parts.js';
import { promise } from './promise.js';
import { one, type Scope } from './scope.js';
import { unitFor, type Words } from './words.js';

/** A row of the ledger as the member reads it. */
export function activityOf(scope: Scope, row: Row, words: Words): Activity {
  const { program } = scope;
  const wallet = program.wallets.find(({ id }) => id === row.walletId) ?? one(program.wallets);
  const state = stateOf(row);
  const named = nameOf(row, words);
  const why = whyLine(program, row, wallet, named, words);
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: kindOf(row),
    delta: row.delta,
    unit: unitFor(wallet, words),
    state,
    title: titleOf(scope, row, named, words),
    ...(row.orderId === null ? {} : { orderId: row.orderId }),
    ...(state === 'pending' && row.kind === 'earn' && row.activatesAt ? { activatesAt: row.activatesAt.toISOString() } : {}),
    ...(row.kind === 'earn' && row.expiresAt ? { expiresAt: row.expiresAt.toISOString() } : {}),
    // What never came about left the balance as it was.
    ...(state === 'void' || row.balanceAfter === undefined ? {} : { balanceAfter: row.balanceAfter }),
    ...(why.length > 0 ? { why: why.slice(0, 10) } : {}),
  };
}

// What the line is about where it is no order: a reward as it was promised, or what somebody wrote.
function nameOf({ promise: promised, title }: Row, words: Words): string {
  const bought = z.safeParse(promise, promised);
  if (bought.success) return words.pick(bought.data.title);
  const written = z.safeParse(texts, title);
  return written.success ? words.pick(written.data) : '';
}

// A line about pending points shares the fate of the earning it belongs to, one about a reward that of the redemption.
function stateOf(row: Row): Activity['state'] {
  if (row.kind === 'hold') return row.redemption === 'pending' ? 'pending' : row.redemption === 'failed' ? 'void' : 'approved';
  if (row.phase === 'available' || row.availableAt !== null) return 'approved';
  return row.earned !== null && row.returned === row.earned ? 'void' : 'pending';
}

function kindOf({ kind }: Row): Activity['kind'] {
  switch (kind) {
    case 'release':
    case 'post':
      return 'other';
    case 'hold':
      return 'redeem';
    case 'void':
    case 'return':
      return 'refund';
    case 'fulfil':
      return 'grant';
    case 'earn':
    case 'refund':
    case 'adjust':
    case 'grant':
    case 'expire':
      return kind;
    default:
      return kind satisfies never;
  }
}

function titleOf({ program: { titles, actions } }: Scope, row: Row, title: string, words: Words): string {
  const values = { number: words.orderNumber(row.number ?? row.orderId ?? ''), owed: words.number(row.owed), title };
  switch (row.kind) {
    case 'earn':
    case 'release':
      return words.fill(titles.order, values);
    case 'return':
      return words.fill(row.owed > 0 ? titles.returnedOwing : titles.returned, values);
    case 'hold':
    case 'post':
    case 'fulfil':
      return words.fill(titles.redeemed, values);
    case 'void':
    case 'refund':
      return words.fill(titles.refunded, values);
    case 'grant': {
      // A way to earn speaks for itself; what the shop gives is told as the shop's.
      const action = actions.find(({ id }) => id === row.sourceId);
      return action ? title || words.pick(action.title) : words.fill(titles.granted, values);
    }
    case 'adjust':
      return words.fill(titles.adjusted, values);
    case 'expire':
      return words.pick(titles.expired);
    default:
      return row.kind satisfies never;
  }
}

import * as z from 'zod/mini';
import type { Row } from './activity-read.js';
import { reckoning } from './earnings.js';
import type { Program } from './program/program.js';
import { whyEarned } from './why.js';
import { whyWords } from './why-words.js';
import type { WalletWords, Words } from './words.js';

/** What a return was reckoned from. */
export const returnBasis = z.object({ returned: z.int(), total: z.int(), currency: z.string(), earned: z.int(), products: z.optional(z.boolean()), minimum: z.optional(z.int()) });

/** How a line's number comes about, a sentence each; `title` is the reward's, or what somebody wrote. */
export function whyLine(program: Program, row: Row, wallet: WalletWords, title: string, words: Words): string[] {
  const units = words.units(wallet, Math.abs(row.delta));
  switch (row.kind) {
    case 'earn':
    case 'release':
      return whyOrder(program, row, words);
    case 'return':
      return whyReturned(row, wallet, words);
    case 'hold':
    case 'post':
    case 'void':
      return [words.fill(whyWords.price, { title, units }), ...(row.redemption === 'failed' ? [words.pick(whyWords.failed)] : [])];
    case 'refund':
      return [words.fill(whyWords.undone, { title, units })];
    case 'fulfil':
      return [words.fill(whyWords.bought, { title, units })];
    case 'grant':
      return [program.actions.some(({ id }) => id === row.sourceId) ? words.fill(whyWords.action, { title, units }) : words.fill(whyWords.given, { units })];
    case 'adjust':
      return [words.pick(whyWords.corrected), ...whyOwed(row, wallet, words)];
    case 'expire':
      return whyExpired(row, words);
    default:
      return row.kind satisfies never;
  }
}

function whyOrder(program: Program, { basis }: Row, words: Words): string[] {
  const known = z.safeParse(reckoning, basis);
  return known.success ? whyEarned(program, known.data, words) : [];
}

function whyReturned(row: Row, wallet: WalletWords, words: Words): string[] {
  const known = z.safeParse(returnBasis, row.basis);
  if (!known.success) return whyOwed(row, wallet, words);
  const { returned, total, currency, earned, products, minimum } = known.data;
  const values = { returned: words.money({ minor: returned, currency }), total: words.money({ minor: total, currency }), earned: words.units(wallet, earned) };
  if (minimum !== undefined) {
    const left = { left: words.money({ minor: total - returned, currency }), minimum: words.money({ minor: minimum, currency }) };
    return [words.fill(whyWords.returnedBelow, { ...values, ...left }), ...whyOwed(row, wallet, words)];
  }
  return [words.fill(products ? whyWords.returnedProducts : whyWords.returned, values), ...whyOwed(row, wallet, words)];
}

function whyOwed({ owed }: Row, wallet: WalletWords, words: Words): string[] {
  return owed > 0 ? [words.fill(whyWords.owed, { owed: words.units(wallet, owed) })] : [];
}

// Its last instant is the midnight that ends the day, which is the next day's.
function whyExpired({ availableAt, expiresAt }: Row, words: Words): string[] {
  if (!availableAt || !expiresAt) return [];
  return [words.fill(whyWords.expired, { since: words.day(availableAt), until: words.day(new Date(expiresAt.getTime() - 1)) })];
}

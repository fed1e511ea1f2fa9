import * as z from 'zod/mini';
import { parseInclude } from '../../adapters/parse-include.js';
import type { Part, ReadName, Written } from '../../adapters/port.js';
import { activityPage } from '../../domain/activity.schema.js';
import { earnActions, estimate } from '../../domain/earning.schema.js';
import { order, orderPage } from '../../domain/order.schema.js';
import { redemptions, rewards } from '../../domain/reward.schema.js';
import { capabilities } from '../../domain/capabilities.schema.js';
import { problem } from '../../domain/error.schema.js';
import { PortalError } from '../../domain/errors.js';
import { member } from '../../domain/member.schema.js';
import { shop } from '../../domain/shop.schema.js';
import { snapshot } from '../../domain/snapshot.schema.js';
import { tierTracks } from '../../domain/tier.schema.js';
import { wallets } from '../../domain/wallet.schema.js';

const stored = z.extend(snapshot, { result: z.unknown() });
type StoredPart = z.infer<typeof stored>['parts'][number];

/** A write's answer as text, to be kept and given again to the letter: a part that failed keeps its first request's id. */
export function writeAnswer(answer: Written<unknown>, requestId: string | undefined): string {
  const parts = answer.parts.map((part) => ('error' in part ? { key: part.key, error: { requestId, ...problemOf(part.error) } } : { key: part.key, data: part.data }));
  return JSON.stringify({ ...answer, parts });
}

/** The answer that `writeAnswer` wrote, with a result of this schema. */
export function readAnswer<T>(text: string, result: z.ZodMiniType<T>): Written<T> {
  const answer = z.parse(stored, JSON.parse(text));
  return { ...answer, parts: answer.parts.map(partOf), result: z.parse(result, answer.result) };
}

function partOf({ key, data, error }: StoredPart): Part {
  const include = parseInclude(key);
  if (!include) throw new Error(`A stored answer has a part that is unknown here: ${key}.`);
  const { read } = include;
  return error === undefined ? dataOf(key, read, data) : { key, read, error: new PortalError(z.parse(problem, error)) };
}

function dataOf(key: string, read: ReadName, data: unknown): Part {
  switch (read) {
    case 'capabilities':
      return { key, read, data: z.parse(capabilities, data) };
    case 'shop':
      return { key, read, data: z.parse(shop, data) };
    case 'member':
      return { key, read, data: z.parse(member, data) };
    case 'wallets':
      return { key, read, data: z.parse(wallets, data) };
    case 'tiers':
      return { key, read, data: z.parse(tierTracks, data) };
    case 'activity':
      return { key, read, data: z.parse(activityPage, data) };
    case 'rewards':
      return { key, read, data: z.parse(rewards, data) };
    case 'redemptions':
      return { key, read, data: z.parse(redemptions, data) };
    case 'earnActions':
      return { key, read, data: z.parse(earnActions, data) };
    case 'orders':
      return { key, read, data: z.parse(orderPage, data) };
    case 'order':
      return { key, read, data: z.parse(order, data) };
    case 'estimate':
      return { key, read, data: z.parse(estimate, data) };
    default:
      return read satisfies never;
  }
}

function problemOf({ kind, message, userMessage, code, retryAfter, requestId }: PortalError) {
  return { kind, detail: message, userMessage, code, retryAfter, ...(requestId === undefined ? {} : { requestId }) };
}

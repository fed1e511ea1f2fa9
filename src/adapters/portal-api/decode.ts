import { GuardError, type Guard } from '../../domain/guard.js';
import * as guards from '../../domain/guards.generated.js';
import { PortalError } from '../../domain/errors.js';
import { includeKey } from '../include.js';
import type { Include, Part, Snapshot, Written } from '../port.js';
import type { Member } from '../../domain/member.schema.js';

/** Decodes by a guard; what it refuses becomes an `invalid` error that names the member. */
export function decode<T>(guard: Guard<T>, json: unknown, what: string): T {
  try {
    return guard(json);
  } catch (thrown) {
    if (!(thrown instanceof GuardError)) throw thrown;
    throw new PortalError({ kind: 'invalid', detail: `${what}: ${thrown.message}` }, { cause: thrown });
  }
}

/** Decodes a snapshot: its frame as a whole, each part asked for by its own guard. A part fails alone. */
export function decodeSnapshot(json: unknown, includes: readonly Include[]): Snapshot {
  const { version, at, unchanged, parts } = decode(guards.snapshot, json, 'snapshot');
  return {
    ...(version !== undefined && { version }),
    at,
    ...(unchanged && { unchanged }),
    parts: unchanged ? [] : includes.map((include) => decodePart(include, parts)),
  };
}

/** Decodes the answer of a join. */
export function decodeJoined(json: unknown, includes: readonly Include[]): Written<Member> {
  const result = typeof json === 'object' && json !== null && 'result' in json ? json.result : undefined;
  return { ...decodeSnapshot(json, includes), result: decode(guards.member, result, 'join') };
}

function decodePart(include: Include, parts: readonly { key: string; data?: unknown; error?: unknown }[]): Part {
  const key = includeKey(include);
  const { read } = include;
  const found = parts.find((part) => part.key === key);
  try {
    if (!found) throw new PortalError({ kind: 'invalid', detail: `snapshot: no part “${key}”` });
    if (found.error !== undefined) return { key, read, error: new PortalError(decode(guards.problem, found.error, key)) };
    return answer(include, key, found.data);
  } catch (thrown) {
    if (!(thrown instanceof PortalError)) throw thrown;
    return { key, read, error: thrown };
  }
}

function answer({ read }: Include, key: string, data: unknown): Part {
  switch (read) {
    case 'capabilities':
      return { key, read, data: decode(guards.capabilities, data, key) };
    case 'shop':
      return { key, read, data: decode(guards.shop, data, key) };
    case 'member':
      return { key, read, data: decode(guards.member, data, key) };
    case 'wallets':
      return { key, read, data: decode(guards.wallets, data, key) };
    case 'tiers':
      return { key, read, data: decode(guards.tierTracks, data, key) };
    case 'activity':
      return { key, read, data: decode(guards.activityPage, data, key) };
    default:
      return read satisfies never;
  }
}

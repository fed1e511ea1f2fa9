import { GuardError, type Guard } from '../../domain/guard.js';
import * as guards from '../../domain/guards.generated.js';
import { PortalError } from '../../domain/errors.js';
import { includeKey } from '../include.js';
import type { Answer, Include, Part, ReadName, Reads, Snapshot, WriteName, Writes } from '../port.js';

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

function decodePart(include: Include, parts: readonly { key: string; data?: unknown; error?: unknown }[]): Part {
  const key = includeKey(include);
  const { read } = include;
  const found = parts.find((part) => part.key === key);
  try {
    if (!found) throw new PortalError({ kind: 'invalid', detail: `${key} is missing` });
    if (found.error !== undefined) return { key, read, error: new PortalError(decode(guards.problem, found.error, key)) };
    return answer(read, key, found.data);
  } catch (thrown) {
    if (!(thrown instanceof PortalError)) throw thrown;
    return { key, read, error: thrown };
  }
}

/** What each read and each write gives. */
type Decoded = Reads & { [W in WriteName]: Writes[W]['result'] };
/** What answers are read by, as far as it is here. */
export type Decoders = { [K in keyof Decoded]?: Guard<Decoded[K]> };

/** The decoders that are here; an element's part brings those of its own reads and writes. */
export const decoders: Decoders = { capabilities: guards.capabilities, shop: guards.shop, member: guards.member, wallets: guards.wallets };

/** A part of the kit brings the decoders of what it reads and writes. */
export function addDecoders(more: Decoders): void {
  Object.assign(decoders, more);
}

function answer<R extends ReadName>(read: R, key: string, data: unknown): Answer {
  const guard: Decoders[R] = decoders[read];
  if (!guard) throw new PortalError({ kind: 'unsupported', detail: key });
  return asAnswer({ key, read, data: decode(guard, data, key) });
}

/** The compiler cannot tell that a read's own guard gives that read's own data; the table above does. */
function asAnswer(made: { readonly key: string; readonly read: ReadName; readonly data: Reads[ReadName] }): Answer {
  return made as Answer;
}

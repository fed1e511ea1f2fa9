import { isRetryable, PortalError } from '../../domain/errors.js';
import type { PortalAdapter, Session, WriteCall, WriteName, Written } from '../port.js';
import { writeJson } from '../json-text.js';
import { snapshotOf } from '../snapshot.js';
import type { Asker, Question } from './asker.js';
import type { Operating } from './description.js';
import type { OnceStore } from './once.js';
import { refuses, untouched } from './runner.js';
import type { Describable, Shaped } from './shape.js';
import type { Turns } from './turns.js';

/** What carries wishes out. */
export interface WishParts {
  readonly asker: Asker;
  readonly once: OnceStore;
  /** The wishes of one member take turns: what one rule allowed, no wish beside it uses up meanwhile. Of what another gateway sends the vendor alone can judge. */
  readonly turns: Turns;
  /** Tells adapters apart that share a record. */
  readonly id: string;
  /** Wishes are named by their key alone, which nobody else has: whose a token is, the next one may not tell. */
  readonly byKey?: boolean | undefined;
}

type WishName = Describable & WriteName;

/** A wish on its way. */
interface Wish<N extends WishName> {
  readonly name: N;
  readonly operating: Operating;
  readonly question: Question;
  /** Its name in the record. */
  readonly record: string;
  /** Of whoever waits for it: a wish that nobody waits for any more is not begun. */
  readonly signal: AbortSignal | undefined;
  /** It was begun before, and nobody knows what came of it. */
  readonly again?: boolean;
}

/** Carries a member’s wish out: once for its key, whatever gets lost on the way. Fails with a `PortalError`. */
export async function wished<N extends WishName>(parts: WishParts, adapter: PortalAdapter, name: N, session: Session, input: unknown, call: WriteCall): Promise<Written<Shaped[N]>> {
  call.signal?.throwIfAborted();
  if (!/^[\x21-\x7e]{1,200}$/.test(call.key)) throw new PortalError({ kind: 'rejected', code: 'idempotency_key', detail: 'The idempotency key must be 1 to 200 visible ASCII characters.' });
  const record = writeJson([parts.id, session.shopId, parts.byKey ? null : (session.memberId ?? null), name, call.key]);
  const question: Question = { session, input, call: { locale: call.locale, requestId: call.requestId }, key: await digestOf(record), progress: untouched() };
  const wish: Wish<N> = { name, operating: parts.asker.operating(name), question, record, signal: call.signal };
  const result = parts.asker.held(name, await answerOf(parts, wish, await digestOf(writeJson(input))));
  const { key: _key, includes = [], ...rest } = call;
  return { ...(await snapshotOf(adapter, includes, rest)), result };
}

async function answerOf<N extends WishName>(parts: WishParts, wish: Wish<N>, digest: string): Promise<unknown> {
  const claim = await parts.once.claim(wish.record, digest);
  switch (claim.kind) {
    case 'done':
      return claim.answer;
    case 'other':
      throw new PortalError({ kind: 'rejected', code: 'idempotency_key_reused', detail: 'This idempotency key was used for another request. Use a new key for a new wish.' });
    case 'busy':
      throw new PortalError({ kind: 'conflict', code: 'in_flight', retryAfter: 1, detail: 'The same write is being done at this moment. Ask again with the same key.' });
    case 'unknown':
      return wish.operating.idempotency.kind === 'none' ? recovered(parts, { ...wish, question: { ...wish.question, begun: claim.begun } }) : carriedOut(parts, { ...wish, again: true });
    case 'fresh':
      return carriedOut(parts, wish);
    default:
      return claim satisfies never;
  }
}

async function carriedOut<N extends WishName>({ asker, once, turns }: WishParts, wish: Wish<N>): Promise<unknown> {
  const { name, operating, question, record, signal } = wish;
  try {
    const { value } = await turns.take(writeJson([question.session.shopId, question.session.memberId]), signal, () => asker.mapped(name, operating, question, true));
    // It happened, so it is kept before anything else may go wrong; what is no answer of ours is refused by the caller, each time.
    await once.done(record, value);
    return asker.held(name, value);
  } catch (thrown) {
    throw await failed(once, wish, thrown);
  } finally {
    asker.forget(question.session);
  }
}

// Whoever fails before anything was sent, or where the very request was refused that changes something, may be asked anew.
async function failed<N extends WishName>(once: OnceStore, { record, again, question: { progress = untouched() } }: Wish<N>, thrown: unknown): Promise<unknown> {
  progress.over = true;
  if (thrown instanceof PortalError && thrown.code === 'misshapen') return thrown;
  if (!progress.done && progress.sent.size === 0 && (!again || progress.asked)) await once.release(record);
  else await once.lost(record);
  if (again && !progress.asked) return sinceThen(thrown);
  return progress.done ? unknown(thrown instanceof PortalError ? `${thrown.message} The wish was carried out before that.` : 'What came after the wish failed.', thrown) : thrown;
}

// Before a vendor that knows the key was asked again, something spoke against it: perhaps just what the wish itself had done.
function sinceThen(thrown: unknown): unknown {
  if (!(thrown instanceof PortalError) || isRetryable(thrown.kind) || thrown.kind === 'unauthenticated') return thrown;
  return new PortalError({ kind: 'conflict', code: 'changed', detail: `${thrown.message} The wish was sent before, and may be what changed it: look at the member’s redemptions.` }, { cause: thrown });
}

async function recovered<N extends WishName>({ asker, once }: WishParts, { name, operating, question, record }: Wish<N>): Promise<unknown> {
  const { recover } = operating;
  const value = recover && (await asker.mapped(name, { ...operating, ...recover, before: [], at: `${operating.at}.recover` }, question).catch(unrecovered)).value;
  if (value === undefined || value === null) throw unknown(`ops.${name}: the answer to this wish was lost, and the vendor offers no way to ask what came of it. It is not sent again; the member’s redemptions will show it.`);
  await once.done(record, value);
  return value;
}

// A refusal to be asked is no refusal of the wish.
function unrecovered(thrown: unknown): never {
  throw thrown instanceof PortalError && refuses(thrown) && thrown.kind !== 'unauthenticated' ? unknown(thrown.message, thrown) : thrown;
}

function unknown(detail: string, cause?: unknown): PortalError {
  return new PortalError({ kind: 'unavailable', code: 'unknown_outcome', retryAfter: 30, detail }, { cause });
}

/** A short text that stands for a longer one: SHA-256, 32 hexadecimal digits of it. */
async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

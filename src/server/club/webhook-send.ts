import { signed } from './callback.js';
import { untilAborted } from './scope.js';

/** One message on its way to one address. */
export interface Message {
  readonly url: string;
  readonly secret: string;
  /** The `webhook-id`. */
  readonly id: string;
  readonly body: string;
  /** The time that is signed. */
  readonly at: Date;
}

/** What became of one try. */
export interface Tried {
  /** `gone`: whoever is there wants to hear nothing more. */
  readonly result: 'delivered' | 'failed' | 'gone';
  /** The status of the answer; none when there was none. */
  readonly status?: number;
  /** The beginning of the answer, or why there was none. */
  readonly answer: string;
  /** Milliseconds that the address asked to be left alone for. */
  readonly wait?: number;
}

/** Milliseconds that one try may take. */
export const tryFor = 15_000;
/** Bytes of an answer that are read; only its status counts. */
const mostBytes = 2_048;

/** Sends a message once. Only an answer of 2xx counts as delivered; redirects are not followed. Fails only when `stopping` ends it. */
export async function send({ url, secret, id, body, at }: Message, stopping: AbortSignal, call: typeof fetch = fetch): Promise<Tried> {
  const late = AbortSignal.timeout(tryFor);
  const signal = AbortSignal.any([stopping, late]);
  try {
    // A connection of its own: one that was kept may be dead.
    const headers = { Connection: 'close', ...signed(secret, id, at, body) };
    const answer = await call(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    const text = await beginning(answer, signal);
    return { ...judged(answer, at), status: answer.status, answer: text };
  } catch (thrown) {
    stopping.throwIfAborted();
    return { result: 'failed', answer: late.aborted ? `no answer within ${tryFor / 1_000} seconds` : reason(thrown) };
  }
}

function judged({ ok, status, headers }: Response, at: Date): Pick<Tried, 'result' | 'wait'> {
  if (ok) return { result: 'delivered' };
  if (status === 410) return { result: 'gone' };
  return { result: 'failed', wait: waitOf(headers.get('retry-after'), at) };
}

/** Milliseconds that `Retry-After` asks for, in seconds or as a date; a day at most. */
export function waitOf(text: string | null, at: Date): number | undefined {
  if (text === null) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - at.getTime();
  return wait > 0 ? Math.min(wait, 86_400_000) : undefined;
}

async function beginning(answer: Response, signal: AbortSignal): Promise<string> {
  const reader = answer.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (reader && size < mostBytes) {
    const next = await untilAborted(reader.read(), signal);
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
  }
  await reader?.cancel().catch(() => undefined);
  const text = new TextDecoder().decode(Buffer.concat(parts).subarray(0, mostBytes));
  return text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300).trim();
}

// `fetch failed` says nothing; what lies beneath does.
function reason(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { cause } = thrown;
  return cause instanceof Error ? cause.message || ('code' in cause ? String(cause.code) : cause.name) : thrown.message;
}

import { boundedText, TooLong } from '../../adapters/bounded-text.js';
import { setTimeout as after } from 'node:timers/promises';
import { waitOf, type Fetch } from '../../adapters/declarative/transport.js';
import { CodeRefused } from '../club/issuer.js';

/** A request to a vendor. */
export interface Asking {
  /** As it is called in messages. */
  readonly vendor: string;
  readonly fetch: Fetch;
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /** The setting that says where the vendor is. */
  readonly where: string;
  /** The settings that prove who asks. */
  readonly credentials: string;
  /** Milliseconds to wait, where an answer of 200 says that it was too much. */
  readonly throttled?: (body: unknown) => number | undefined;
}

/** What a vendor answered. */
export interface Told {
  readonly status: number;
  /** The JSON, `null` where there was none. */
  readonly body: unknown;
}

const mostBytes = 1_000_000;
/** Nobody waits longer for a vendor that asks for patience: the club asks again later. */
const patience = 15_000;
const mostTries = 5;

/**
 * Asks a vendor, again where it says that it was too much, within the signal's time. Messages of failures hold neither
 * addresses nor what was sent or answered: both have codes in them. Whether a failed request did something is open.
 */
export async function askVendor(asking: Asking): Promise<Told> {
  for (let tried = 1; ; tried += 1) {
    const { wait, ...told } = await once(asking);
    if (wait === undefined) return told;
    if (tried === mostTries || wait > patience) throw new Error(`${asking.vendor} has too many requests and asks to wait ${Math.ceil(wait / 1_000)} s.`);
    await guarded(asking, () => after(wait, undefined, { signal: asking.signal }));
  }
}

async function once(asking: Asking): Promise<Told & { readonly wait: number | undefined }> {
  const { vendor, url, method, body, signal, where, credentials, throttled } = asking;
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': 'application/json' }), ...asking.headers };
  const answer = await guarded(asking, () => asking.fetch(url, { method, headers, ...sent, redirect: 'manual', signal }));
  const { status } = answer;
  if (answer.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await dropped(answer);
    throw new Error(`${vendor} answered with a redirect, which is not followed. ${where} must be the final address.`);
  }
  if (status === 401 || status === 403) {
    await dropped(answer);
    throw new Error(`${vendor} answered ${status}: it does not take ${credentials}, or they may not change discounts.`);
  }
  const told = { status, body: jsonOf(asking, answer, await guarded(asking, () => boundedText(answer, mostBytes))) };
  if (status === 429) return { ...told, wait: waitOf({ headers: Object.fromEntries(answer.headers) }) ?? 1_000 };
  return { ...told, wait: status === 200 ? throttled?.(told.body) : undefined };
}

async function dropped(answer: Response): Promise<void> {
  await answer.body?.cancel().catch(() => undefined);
}

// A failure of fetch may repeat the address, and that may have a code in it.
async function guarded<T>({ vendor, signal }: Asking, work: () => Promise<T>): Promise<T> {
  try {
    signal.throwIfAborted();
    return await work();
  } catch (thrown) {
    if (signal.aborted) throw new Error(`${vendor} did not answer in time.`);
    if (thrown instanceof TooLong) throw new Error(`${vendor} answered more than ${mostBytes} bytes.`);
    throw new Error(`${vendor} could not be reached${reasonOf(thrown)}.`);
  }
}

function reasonOf(thrown: unknown): string {
  const cause: unknown = thrown instanceof Error ? (thrown.cause ?? thrown) : undefined;
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? ` (${code})` : '';
}

// What is no JSON is a failure only where an answer is expected: an error page says enough by its status.
function jsonOf({ vendor }: Asking, { ok }: Response, text: string): unknown {
  try {
    return text.trim() === '' ? null : JSON.parse(text);
  } catch {
    if (!ok) return null;
    throw new Error(`${vendor} answered something that is no JSON.`);
  }
}

// Clear words that a wish is refused. Others (too many, a server in trouble) may pass.
const refusals: ReadonlySet<number> = new Set([400, 404, 409, 410, 422]);

/** Fails unless the answer is good; `reason` is a word of the vendor's for it. A clear refusal of a wish for a code is a `CodeRefused`. */
export function checkStatus(vendor: string, { status }: Told, wishing: boolean, reason?: string): void {
  if (status >= 200 && status < 300) return;
  const word = reason !== undefined && /^[A-Za-z_]{1,80}$/.test(reason) ? ` (${reason})` : '';
  if (wishing && refusals.has(status)) throw new CodeRefused(`${vendor} answered ${status}${word}: there will be no code.`);
  throw new Error(`${vendor} answered ${status}${word}.`);
}

/** `true` when a text that was stored with a discount names the redemption. */
export function names(text: string | null | undefined, redemptionId: string): boolean {
  return text?.includes(redemptionId) ?? false;
}

/** What stands beside a discount in the shop, so that it is found again; no more than the owner may see. */
export function noteOf(rewardId: string, redemptionId: string): string {
  return `Vafa: reward ${rewardId.slice(0, 100)}, redemption ${redemptionId}`;
}

/** What stands beside a discount that was only made so that nobody else makes one. */
export function takenBackNote(redemptionId: string): string {
  return `${takenBack} redemption ${redemptionId}`;
}

const takenBack = 'Vafa: taken back,';

/** `true` for the note of a discount that holds the place of one that must not be. */
export function isTakenBack(note: string | null | undefined): boolean {
  return note?.startsWith(takenBack) ?? false;
}

import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { boundedText, TooLong } from '../../adapters/bounded-text.js';
import { instant, softAddress } from '../../domain/schema.js';
import { CodeRefused, type CodeIssuer, type CodeWish, type IssuedCode, type RevokeWish } from './issuer.js';

/** How the shop's maker of codes is reached. */
export interface CallbackOptions {
  readonly url: string;
  /** Shared with the shop's server; `whsec_` and base64, or any text. */
  readonly secret: string;
  readonly fetch?: typeof fetch;
  /** The time that is signed; the system's by default. */
  readonly now?: () => Date;
}

const issued = z.object({ code: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)), url: softAddress, expiresAt: z.optional(instant) });
const revoked = z.union([z.object({ revoked: z.literal(true) }), z.object({ used: z.literal(true) })]);

/** The most bytes of an answer that are read. */
const mostBytes = 16_384;

/** The shop's server as a maker of codes: a signed POST (Standard Webhooks) that it answers with the code. */
export class CallbackIssuer implements CodeIssuer {
  constructor(private readonly options: CallbackOptions) {
    keyOf(options.secret);
  }

  async issue(wish: CodeWish, call: { readonly signal: AbortSignal }): Promise<IssuedCode> {
    return z.parse(issued, await this.#ask('code.issue', wish, call.signal));
  }

  async revoke(wish: RevokeWish, call: { readonly signal: AbortSignal }): Promise<'revoked' | 'used'> {
    const answer = z.parse(revoked, await this.#ask('code.revoke', wish, call.signal));
    return 'used' in answer ? 'used' : 'revoked';
  }

  async #ask(type: 'code.issue' | 'code.revoke', wish: CodeWish | RevokeWish, signal: AbortSignal): Promise<unknown> {
    const { url, secret, fetch: send = fetch, now = () => new Date() } = this.options;
    const body = JSON.stringify({ type, ...wish });
    // Named after what is asked: the shop's server sees that a second delivery is the same wish.
    // A connection of its own: one that was kept may be dead, and a wish is no place to find out.
    const headers = { Connection: 'close', ...signed(secret, `${type}.${wish.redemptionId}`, now(), body) };
    const answer = await send(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    if (type === 'code.issue' && refusals.has(answer.status)) {
      await answer.body?.cancel();
      throw new CodeRefused(`The shop's server answered ${answer.status}: there will be no code.`);
    }
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new Error(`The shop's server answered ${answer.status} to ${type} at ${new URL(url).origin}. It must answer 200 with JSON.`);
    }
    return parsed(await textOf(answer), type);
  }
}
// Clear words that this wish is refused. Others (wrong signature, too many, a server in trouble) may pass.
const refusals: ReadonlySet<number> = new Set([400, 404, 409, 410, 422]);

/** The headers of a Standard Webhooks message. */
export function signed(secret: string, messageId: string, at: Date, body: string): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const signature = createHmac('sha256', keyOf(secret)).update(`${messageId}.${seconds}.${body}`).digest('base64');
  return {
    'Content-Type': 'application/json',
    'webhook-id': messageId,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}

// An empty key would sign what anybody can sign.
function keyOf(secret: string): Buffer {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8');
  if (key.length > 0) return key;
  throw new Error('The secret has no key in it: it must be any long text, or whsec_ and base64.');
}

// Not in the engine's own words: they repeat the beginning, and that may be the code.
function parsed(text: string, type: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The shop's server answered ${type} with something that is no JSON.`);
  }
}

async function textOf(answer: Response): Promise<string> {
  try {
    return await boundedText(answer, mostBytes);
  } catch (thrown) {
    if (thrown instanceof TooLong) throw new Error(`The shop's server answered more than ${mostBytes} bytes.`);
    throw thrown;
  }
}

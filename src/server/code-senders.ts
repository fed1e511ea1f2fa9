import { randomUUID } from 'node:crypto';
import { signed } from './club/callback.js';
import type { CodeSender } from './gateway/identity/code-store.js';

/** Milliseconds that the shop’s mailer may take. */
const sendFor = 10_000;

/** How the shop’s mailer is reached. */
export interface WebhookSenderOptions {
  readonly url: string;
  /** Shared with the mailer; `whsec_` and base64, or any text. */
  readonly secret: string;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** The time that is signed; the system’s by default. */
  readonly now?: () => Date;
}

/** Sends one-time codes by the shop’s own mailer: a signed POST (Standard Webhooks) that it answers with 2xx. */
export function webhookSender({ url, secret, fetch: call = fetch, now = () => new Date() }: WebhookSenderOptions): CodeSender {
  const scheme = URL.parse(url)?.protocol;
  if (scheme !== 'https:' && scheme !== 'http:') throw new Error(`The address of the mailer is "${url}". Write it like https://shop.example/codes.`);
  // Fails here and now where the secret has no key in it.
  signed(secret, 'start', now(), '');
  return async ({ to, code, locale }) => {
    const body = JSON.stringify({ type: 'code.requested', to, code, locale });
    const headers = { Connection: 'close', ...signed(secret, `code_${randomUUID()}`, now(), body) };
    const answer = await call(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(sendFor) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the mailer at ${new URL(url).origin} answered ${answer.status}. It must answer 2xx.`);
  };
}

/** Writes one-time codes to a log, for development. Refuses to be made in production: whoever reads the log could be anybody. */
export function logSender(write: (line: string) => void, { production = process.env.NODE_ENV === 'production' }: { readonly production?: boolean } = {}): CodeSender {
  if (production) throw new Error('The sender `log` writes one-time codes where others can read them: it is for development. Use `webhook` in production.');
  return async ({ code, locale }) => write(`one-time code ${code} (${locale})`);
}

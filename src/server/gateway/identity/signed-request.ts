import { createHmac, timingSafeEqual } from 'node:crypto';
import { HttpProblem } from '../problems.js';
import { checkSecrets } from '../token.js';
import type { Nonces } from './nonces.js';

/** Seconds that the clock of a shop’s server may differ. */
const tolerance = 300;

/** The headers of a signed request, as Standard Webhooks names them. */
export interface SignedHeaders {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** Checks who signed a request, when, and that it did not come before. Fails with 401 and what to change. */
export function signatureCheck(secrets: readonly string[], nonces: Nonces, now: () => Date): (headers: SignedHeaders, body: string) => Promise<void> {
  const keys = checkSecrets(secrets, 'identity session-exchange secrets').map(keyOf);
  return async ({ id = '', timestamp = '', signature = '' }, body) => {
    // No points: where an id could hold one, it could be read as the time.
    if (!/^[\w-]{16,200}$/.test(id)) throw refused('`webhook-id` must be new for each request: 16 to 200 letters, digits, - and _, e.g. a UUID', 'request_id');
    if (!/^\d{1,12}$/.test(timestamp)) throw refused('`webhook-timestamp` must be the second the request is made in', 'request_time');
    const signed = `${id}.${timestamp}.${body}`;
    if (!keys.map((key) => isSigned(key, signed, signature)).includes(true)) {
      throw refused('its signature is wrong. `webhook-signature` must be `v1,` and base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the shop secret', 'request_signature');
    }
    if (Math.abs(now().getTime() / 1_000 - Number(timestamp)) > tolerance) throw refused(`\`webhook-timestamp\` is more than ${tolerance} seconds away: look at the clock of the shop’s server`, 'request_time');
    const until = new Date((Number(timestamp) + tolerance + 1) * 1_000);
    if (!(await nonces.first(id, until))) throw refused('a request with this `webhook-id` came before. Make a new one for each', 'request_repeated');
  };
}

// The header may hold several, one for each secret of the sender.
function isSigned(key: Buffer, signed: string, header: string): boolean {
  const mine = createHmac('sha256', key).update(signed).digest();
  const given = header.split(' ').slice(0, 10).map((one) => Buffer.from(/^v1,([A-Za-z0-9+/]{43}=)$/.exec(one)?.[1] ?? '', 'base64'));
  return given.map((one) => one.length === mine.length && timingSafeEqual(one, mine)).includes(true);
}

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8');
}

function refused(why: string, code: string): HttpProblem {
  return new HttpProblem({ kind: 'unauthenticated', detail: `The request is not valid here: ${why}.`, code }, 401);
}

/** Headers that sign a request, as a shop’s server sends them. */
export function signRequest(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

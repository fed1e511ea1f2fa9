import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { id, text } from '../../../domain/schema.js';
import { clockTolerance, faultOf, longestLife, longestToken, refusal, tooLong } from '../token-faults.js';
import { checkSecrets, type Identity } from '../token.js';
import { within } from './strategies.js';

const payload = z.object({ sub: id, iat: z.int(), exp: z.optional(z.int()), name: z.optional(text), email: z.optional(text) });
type Payload = z.infer<typeof payload>;

/** What digests are made with, and how long they are good for. */
export interface DigestRules {
  readonly secrets: readonly string[];
  readonly maxAgeSeconds?: number;
}

/** `v1.`, the payload as base64url of JSON, and the digest of all before it in small hexadecimal digits. */
const form = /^(v1\.[A-Za-z0-9_-]+={0,2})\.([0-9a-f]{64})$/;

/** Whether a token claims to be of this kind; no JWT begins like it. */
export function looksLikeDigest(token: string): boolean {
  return token.startsWith('v1.');
}

/** Verifies tokens of the form `v1.<payload>.<digest>`. */
export function digestVerifier({ secrets, maxAgeSeconds = 300 }: DigestRules, now: () => Date): (token: string) => Identity {
  checkSecrets(secrets, 'identity hmac-digest secrets');
  const maxAge = within('identity hmac-digest maxAgeSeconds', maxAgeSeconds, 10, longestLife);
  return (token) => {
    if (token.length > longestToken) throw tooLong();
    const [, signed, digest] = form.exec(token) ?? [];
    if (signed === undefined || digest === undefined) throw refusal('The token is not valid here: it must be `v1.`, base64url of JSON, a point, and 64 small hexadecimal digits.');
    const given = Buffer.from(digest, 'hex');
    // Every secret is tried, so that the time tells nothing of which one fits.
    if (!secrets.map((secret) => timingSafeEqual(given, hmac(secret, signed))).includes(true)) {
      throw refusal('The token is not valid here: its digest is wrong. It must be HMAC-SHA256 of `v1.` and the payload, as they are sent, with the gateway’s secret as the whole text and not decoded.');
    }
    return identityOf(payloadOf(signed.slice('v1.'.length)), maxAge, now());
  };
}

function payloadOf(encoded: string): Payload {
  try {
    return z.parse(payload, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64url'))));
  } catch (thrown) {
    if (thrown instanceof z.core.$ZodError) throw faultOf(thrown, '');
    throw refusal('The token is not valid here: its payload must be base64url of JSON in UTF-8.');
  }
}

function identityOf({ sub, iat, exp, name, email }: Payload, maxAge: number, now: Date): Identity {
  const at = now.getTime() / 1_000;
  if (iat > at + clockTolerance) throw refusal('The token is not valid here: `iat` must not be in the future: look at the clock of the shop’s server. It counts seconds, not milliseconds.');
  if (exp !== undefined && exp <= iat) throw refusal('The token is not valid here: `exp` must be after `iat`, or left out.');
  const end = Math.min(exp ?? Number.POSITIVE_INFINITY, iat + maxAge);
  if (at >= end + clockTolerance) throw refusal('The token has expired. Ask the shop for another.', 'token_expired');
  return { memberId: sub, expiresAt: new Date(end * 1_000), ...(name ? { name } : {}), ...(email ? { email } : {}) };
}

function hmac(secret: string, signed: string): Buffer {
  return createHmac('sha256', secret).update(signed).digest();
}

/** What a shop’s server puts into a token of the form `v1.<payload>.<digest>`. */
export interface DigestWish {
  readonly secret: string;
  readonly memberId: string;
  readonly name?: string;
  readonly email?: string;
  readonly now?: Date;
}

/** Makes a member’s token of the form `v1.<payload>.<digest>`, as a shop’s server does after its own sign-in. */
export function mintDigest({ secret, memberId, name, email, now = new Date() }: DigestWish): string {
  const said = JSON.stringify({ sub: memberId, iat: Math.floor(now.getTime() / 1_000), ...(name ? { name } : {}), ...(email ? { email } : {}) });
  const signed = `v1.${Buffer.from(said).toString('base64url')}`;
  return `${signed}.${hmac(secret, signed).toString('hex')}`;
}

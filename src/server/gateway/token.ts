import { createHash, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import { id, text } from '../../domain/schema.js';
import type { TokenRules } from './options.js';
import { clockTolerance, faultOf, longestLife, longestToken, tooLong, wrongLife, wrongSignature } from './token-faults.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Who a verified token speaks for. */
export interface Identity {
  readonly memberId: string;
  readonly name?: string;
  readonly email?: string;
  /** When the token ends. */
  readonly expiresAt: Date;
}

/** What every token of this kit says in its header. */
const tokenType = 'vafa+jwt';
const audience = 'vafa';

const claims = z.object({
  sub: id,
  // An array is allowed by the standard; accepting one would make "for us" a matter of interpretation.
  aud: z.literal(audience),
  iat: z.int(),
  exp: z.int(),
  name: z.optional(text),
  email: z.optional(text),
});

/** What people write where a secret belongs, until they find the time. */
const placeholder = /example|placeholder|(change|replace)[-_ ]?(me|this|it)|(your|my|super|top)[-_ ]?(\w{1,10}[-_ ])?secret/i;

/** Refuses secrets that could be guessed; `where` names the setting. */
export function checkSecrets(secrets: readonly string[], where: string): readonly string[] {
  if (secrets.length === 0) throw new Error(`${where} is empty. Set it to at least 32 random bytes, e.g. from \`openssl rand -base64 48\`.`);
  for (const secret of secrets) {
    const bytes = new TextEncoder().encode(secret).length;
    if (bytes < 32) throw new Error(`${where} has a secret of ${bytes} bytes. Use at least 32 random bytes, e.g. from \`openssl rand -base64 48\`.`);
    if (placeholder.test(secret)) throw new Error(`${where} has a secret out of an example. Use random bytes of your own, e.g. from \`openssl rand -base64 48\`.`);
    if (new Set(secret).size < 8) throw new Error(`${where} has a secret of few different characters. Use random bytes, e.g. from \`openssl rand -base64 48\`.`);
  }
  return secrets;
}

/** Verifies members' tokens. What is wrong with the claims of one is said only where its signature is right. */
export function tokenVerifier(rules: TokenRules, now: () => Date): (token: string) => Promise<Identity> {
  const keys = checkSecrets(rules.secrets, 'token.secrets').map((secret) => new TextEncoder().encode(secret));
  const verified = new VerifiedTokens();
  return async (token) => {
    if (token.length > longestToken) throw tooLong();
    const at = now();
    const known = verified.find(token, at);
    if (known) return known;
    for (const key of keys) {
      const identity = await verify(token, key, rules.issuer, at);
      if (!identity) continue;
      // Of all that is checked, only the end can come about by time alone.
      verified.keep(token, identity, at, new Date(identity.expiresAt.getTime() + clockTolerance * 1_000));
      return identity;
    }
    throw wrongSignature();
  };
}

// `undefined` when it is signed with another key, so that the next one can be tried.
async function verify(token: string, key: Uint8Array, issuer: string, now: Date): Promise<Identity | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: tokenType,
      issuer,
      audience,
      requiredClaims: ['sub', 'exp', 'iat'],
      maxTokenAge: longestLife,
      clockTolerance,
      currentDate: now,
    });
    const { sub, exp, iat, name, email } = z.parse(claims, payload);
    if (exp <= iat || exp - iat > longestLife) throw wrongLife();
    return { memberId: sub, expiresAt: new Date(exp * 1_000), ...(name ? { name } : {}), ...(email ? { email } : {}) };
  } catch (thrown) {
    if (thrown instanceof errors.JWSSignatureVerificationFailed) return undefined;
    throw faultOf(thrown, issuer);
  }
}

/** What a shop's server puts into a member's token. */
export interface TokenWish {
  readonly secret: string;
  readonly issuer: string;
  readonly memberId: string;
  readonly name?: string;
  readonly email?: string;
  readonly now?: Date;
  /** At most 900; 600 by default. */
  readonly lifeSeconds?: number;
}

/** Makes a member's token, as a shop's server does after its own sign-in. */
export function mintToken(wish: TokenWish): Promise<string> {
  const issued = Math.floor((wish.now ?? new Date()).getTime() / 1_000);
  return new SignJWT({ ...(wish.name ? { name: wish.name } : {}), ...(wish.email ? { email: wish.email } : {}) })
    .setProtectedHeader({ alg: 'HS256', typ: tokenType })
    .setIssuer(wish.issuer)
    .setAudience(audience)
    .setSubject(wish.memberId)
    .setIssuedAt(issued)
    .setExpirationTime(issued + (wish.lifeSeconds ?? 600))
    .sign(new TextEncoder().encode(wish.secret));
}

/** Whether the text is one of the secrets, in a time that tells nothing of how near it came. */
export function isSecret(given: string, secrets: readonly string[]): boolean {
  // Digests are of equal length, so neither the length nor the first differing byte can be measured.
  const digest = (value: string) => createHash('sha256').update(value, 'utf8').digest();
  const mine = digest(given);
  return secrets.map((secret) => timingSafeEqual(mine, digest(secret))).includes(true);
}

import { errors } from 'jose';
import * as z from 'zod/mini';
import { PortalError } from '../../domain/errors.js';

/** The longest a token may live, in seconds. */
export const longestLife = 15 * 60;
/** How far two clocks may differ, in seconds. */
export const clockTolerance = 5;
/** Longer is no token of ours and not worth the work of checking. */
export const longestToken = 8_192;

/** What a token must say, by the claim or header that says it. Nothing of the token itself is repeated: it may be personal. */
const mustBe = new Map<string, (issuer: string) => string>([
  ['typ', () => 'its header `typ` must be `vafa+jwt`'],
  ['iss', (issuer) => `\`iss\` must be \`${issuer}\`, the gateway’s VAFA_ISSUER or else the id of its club`],
  ['aud', () => '`aud` must be `vafa`, one text and no list'],
  ['sub', () => '`sub` must be the member’s id at the shop, a text of 1 to 200 characters'],
  ['iat', () => '`iat` must be the second it was issued in, which is not in the future: look at the clock of the shop’s server'],
  ['exp', () => '`exp` must be the second it ends in, a whole number'],
  ['nbf', () => '`nbf` must not be in the future: leave it out, or look at the clock of the shop’s server'],
  ['name', () => '`name` must be a text, or left out'],
  ['email', () => '`email` must be a text, or left out'],
]);

/** A token that cannot be taken: what to change, and a code that tells one that ended (`token_expired`) from one that was never good. */
export function refusal(detail: string, code: 'token_invalid' | 'token_expired' = 'token_invalid'): PortalError {
  return new PortalError({ kind: 'unauthenticated', detail, code });
}

/** A token that nobody needs so long. */
export function tooLong(): PortalError {
  return refusal(`The token is longer than ${longestToken} characters: put no more into it than \`sub\`, \`name\` and \`email\`.`);
}

/** No key of the gateway made the signature. Told without a word of the claims: who cannot sign learns nothing of them. */
export function wrongSignature(): PortalError {
  return refusal('The token is not valid here: its signature is wrong. Sign it with HS256 and the gateway’s VAFA_TOKEN_SECRET, as the whole text and not decoded.');
}

/** A token that lives too long, or ends before it begins. */
export function wrongLife(): PortalError {
  return refusal(`The token is not valid here: \`exp\` must be after \`iat\`, by at most ${longestLife} seconds.`);
}

/** What is wrong with a token that could not be verified, and what to change. */
export function faultOf(thrown: unknown, issuer: string): PortalError {
  if (thrown instanceof PortalError) return thrown;
  // Jose says so too of an `iat` long ago; one that has not ended since lives too long.
  if (thrown instanceof errors.JWTExpired) return thrown.claim === 'iat' ? wrongLife() : refusal('The token has expired. Ask the shop for another.', 'token_expired');
  const must = mustBe.get(claimOf(thrown) ?? '');
  if (must) return refusal(`The token is not valid here: ${must(issuer)}.`);
  if (thrown instanceof errors.JOSEAlgNotAllowed) return refusal('The token is not valid here: its header `alg` must be `HS256`.');
  return refusal('The token is not valid here: it is no signed JWT of three parts. Send what the signing library gives, unchanged.');
}

function claimOf(thrown: unknown): string | undefined {
  if (thrown instanceof errors.JWTClaimValidationFailed) return thrown.claim;
  if (!(thrown instanceof z.core.$ZodError)) return undefined;
  const [first] = thrown.issues;
  return first && String(first.path[0]);
}

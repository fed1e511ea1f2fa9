import type { GatewayOptions } from '../options.js';
import { refusal } from '../token-faults.js';
import { tokenVerifier, type Identity } from '../token.js';
import { digestVerifier, looksLikeDigest } from './digest.js';
import { strategiesOf, strategyOf } from './strategies.js';

/** Verifies what a page sends as its bearer, by the strategies that are in force. */
export function bearerVerifier({ identity, token: rules }: Pick<GatewayOptions, 'identity' | 'token'>, now: () => Date): (token: string) => Promise<Identity> {
  const strategies = strategiesOf(identity);
  const digests = strategyOf(strategies, 'hmac-digest');
  const digest = digests && digestVerifier({ secrets: rules.secrets, ...digests }, now);
  // All other strategies end in a JWT: of the shop’s making, or of the gateway’s.
  const jwt = strategies.some(({ type }) => type !== 'hmac-digest') ? tokenVerifier(rules, now) : undefined;
  return async (token) => {
    if (digest && (looksLikeDigest(token) || !jwt)) return digest(token);
    if (jwt) return jwt(token);
    throw refusal('The token is not valid here.');
  };
}

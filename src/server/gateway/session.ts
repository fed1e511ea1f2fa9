import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.js';
import { PortalError } from '../../domain/errors.js';
import { bearerVerifier } from './identity/bearer.js';
import { RateLimit, Seldom } from './limits.js';
import { preferredLocale } from './locale.js';
import { defaultLimits, type GatewayOptions } from './options.js';
import { HttpProblem } from './problems.js';
import type { Identity } from './token.js';

/** Finds out who a portal request speaks for, and counts it. Without a token it is a guest; with a wrong one it fails. */
export function identify(options: GatewayOptions): MiddlewareHandler<Env> {
  const now = options.now ?? (() => new Date());
  const verify = bearerVerifier(options, now);
  const byMember = new RateLimit(options.limits?.memberPerMinute ?? defaultLimits.memberPerMinute, now);
  const seldom = new Seldom(60, now);
  const tell = (thrown: unknown, requestId: string): never => {
    // For the owner: a shop that signs wrongly. One that ended is everyday life.
    if (thrown instanceof PortalError && thrown.code === 'token_invalid' && seldom.take(thrown.message)) options.onError?.(thrown, requestId);
    throw thrown;
  };
  return async (c, next) => {
    const token = bearerOf(c.req.header('Authorization'));
    const identity = token === undefined ? undefined : await verify(token).catch((thrown: unknown) => tell(thrown, c.get('requestId')));
    if (identity) byMember.take(identity.memberId);
    c.set('identity', identity);
    c.set('session', sessionOf(options.shopId, identity));
    c.set('locale', preferredLocale(c.req.header('Accept-Language')));
    await next();
  };
}

function sessionOf(shopId: string, identity: Identity | undefined) {
  if (!identity) return { shopId };
  const { memberId, name, email } = identity;
  return { shopId, memberId, ...(name ? { name } : {}), ...(email ? { email } : {}) };
}

/** The token of an `Authorization` header; `undefined` without the header. */
export function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, token] = /^Bearer ([\x21-\x7e]+)$/i.exec(header) ?? [];
  if (token === undefined) {
    throw new HttpProblem({ kind: 'unauthenticated', detail: 'Send the token as `Authorization: Bearer <token>`.', code: 'token_invalid' }, 401);
  }
  return token;
}

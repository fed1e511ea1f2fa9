import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.js';

/** Headers of every answer, errors included. A route may set another `Cache-Control`; without one, nothing is kept. */
export const headers: MiddlewareHandler<Env> = async (c, next) => {
  const requestId = randomUUID();
  c.set('requestId', requestId);
  await next();
  const { headers: answer } = c.res;
  answer.set('X-Request-Id', requestId);
  answer.set('X-Content-Type-Options', 'nosniff');
  answer.set('Referrer-Policy', 'no-referrer');
  answer.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  if (!answer.has('Cache-Control')) answer.set('Cache-Control', 'no-store, private');
  if (!answer.has('Cross-Origin-Resource-Policy')) answer.set('Cross-Origin-Resource-Policy', 'cross-origin');
  // The script is the same for everybody, and shared caches should know it.
  if (!answer.get('Cache-Control')?.startsWith('public')) answer.append('Vary', 'Authorization, Accept-Language');
};

import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from './env.js';

const safety = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};
const byDefault = { 'Cache-Control': 'no-store, private', 'Cross-Origin-Resource-Policy': 'cross-origin' };
/** What an answer depends on, besides what a route says. */
const varies = 'Authorization, Accept-Language';

/** Headers of every answer, errors included. A route may set another `Cache-Control`; without one, nothing is kept. */
export const headers: MiddlewareHandler<Env> = async (c, next) => {
  const requestId = randomUUID();
  c.set('requestId', requestId);
  c.set('headers', {});
  await next();
  if (c.get('complete')) return;
  const { headers: answer } = c.res;
  for (const [name, value] of Object.entries({ ...c.get('headers'), ...safety, 'X-Request-Id': requestId })) answer.set(name, value);
  for (const [name, value] of Object.entries(byDefault)) if (!answer.has(name)) answer.set(name, value);
  // The script is the same for everybody, and shared caches should know it.
  if (!answer.get('Cache-Control')?.startsWith('public')) answer.append('Vary', varies);
};

/** Answers JSON with all its headers at once: setting them one by one on a web-standard response costs more than the answer. */
export function answerJson(c: Context<Env>, data: unknown): Response {
  const { Vary, ...some } = c.get('headers');
  c.set('complete', true);
  const vary = Vary === undefined ? varies : `${Vary}, ${varies}`;
  const all = { 'Content-Type': 'application/json', ...some, ...safety, ...byDefault, 'X-Request-Id': c.get('requestId'), Vary: vary };
  return new Response(JSON.stringify(data), { headers: all });
}

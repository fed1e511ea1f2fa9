import type { Context } from 'hono';
import type { Env } from './env.js';

/** Whether Node's own HTTP server hands the request over; an app that is called directly (a test, an edge runtime) has none. */
export function isServed(c: Context<Env>): boolean {
  const env: unknown = c.env;
  return typeof env === 'object' && env !== null && 'incoming' in env;
}

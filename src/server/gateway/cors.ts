import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.js';
import { HttpProblem } from './problems.js';

const allowedHeaders = 'Authorization, Content-Type, Idempotency-Key, Accept-Language';
const exposedHeaders = 'Retry-After, X-Request-Id';

/** Checks the list of origins at start: an entry that could never match, or would match too much, is a mistake. */
export function checkOrigins(origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    const parsed = URL.parse(origin);
    if (!parsed || parsed.origin === 'null' || parsed.origin !== origin) {
      throw new Error(`origins has "${origin}", which is not an exact origin. Write it like https://shop.example or http://localhost:4800.`);
    }
  }
  return new Set(origins);
}

/**
 * Lets exactly the listed origins read answers. Cookies are never asked for, so a page of another origin
 * that is refused here can do nothing in the member's name.
 */
export function cors(origins: ReadonlySet<string>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const origin = c.req.header('Origin');
    const answer = c.get('headers');
    answer['Vary'] = 'Origin';
    if (origin === undefined) return next();
    if (!origins.has(origin)) throw refusal(origin);
    answer['Access-Control-Allow-Origin'] = origin;
    answer['Access-Control-Expose-Headers'] = exposedHeaders;
    if (c.req.method !== 'OPTIONS' || !c.req.header('Access-Control-Request-Method')) return next();
    answer['Access-Control-Allow-Methods'] = 'GET, POST';
    answer['Access-Control-Allow-Headers'] = allowedHeaders;
    answer['Access-Control-Max-Age'] = '600';
    return c.body(null, 204);
  };
}

function refusal(origin: string): HttpProblem {
  const detail =
    origin === 'null'
      ? 'This page has no origin of its own (a sandboxed frame, or a file). Serve it from a web address, or add allow-same-origin to the sandbox.'
      : 'Pages of this origin may not call here. Add it to the allowed origins of the gateway (VAFA_ORIGINS).';
  return new HttpProblem({ kind: 'forbidden', detail, code: 'origin' }, 403);
}

import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Env } from './gateway/env.js';

/** One line of the log of requests: nothing in it says who asked, what for, or with which token. */
export interface RequestLine {
  readonly at: string;
  readonly level: 'info' | 'error';
  readonly event: 'request';
  /** To find it again; also in the answer’s `X-Request-Id` and problem document. */
  readonly requestId: string;
  readonly method: string;
  /** The route, not the address: addresses may hold names. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** What a running gateway can be watched by. */
export interface Observer {
  /** Counts and logs every request. */
  readonly middleware: MiddlewareHandler<Env>;
  /** The numbers, as Prometheus reads them. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Watches a gateway: a log line and numbers for each request. */
export function observer(log: ((line: RequestLine) => void) | undefined, now: () => Date = () => new Date()): Observer {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vafa_' });
  const requests = new Counter({ name: 'vafa_requests_total', help: 'Requests, by route and status.', labelNames: ['method', 'route', 'status'], registers: [registry] });
  const seconds = new Histogram({ name: 'vafa_request_seconds', help: 'Seconds until an answer began, by route.', labelNames: ['route'], buckets: [0.005, 0.02, 0.1, 0.5, 2, 8], registers: [registry] });
  return {
    middleware: async (c, next) => {
      const began = performance.now();
      await next();
      const ms = performance.now() - began;
      const route = routePath(c, -1);
      const { status } = c.res;
      requests.inc({ method: c.req.method, route, status: String(status) });
      seconds.observe({ route }, ms / 1_000);
      log?.({ at: now().toISOString(), level: status >= 500 ? 'error' : 'info', event: 'request', requestId: c.res.headers.get('x-request-id') ?? '', method: c.req.method, route, status, ms: Math.round(ms * 10) / 10 });
    },
    metrics: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

import type { MiddlewareHandler } from 'hono';

/** The page's policy: its own files, and the club's script, pictures and answers. No inline code or style at all. */
export function contentPolicy(gatewayOrigin: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${gatewayOrigin}`,
    "style-src 'self'",
    `img-src 'self' ${gatewayOrigin}`,
    "font-src 'self'",
    `connect-src 'self' ${gatewayOrigin}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer, errors included. */
export function guardHeaders(gatewayOrigin: string): MiddlewareHandler {
  const policy = contentPolicy(gatewayOrigin);
  return async (c, next) => {
    await next();
    c.header('Content-Security-Policy', policy);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'same-origin');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
  };
}

/** Answers only to this machine's own names, so that no foreign name can be pointed at the shop. */
export function guardHost(): MiddlewareHandler {
  return async (c, next) => {
    const { hostname } = new URL(c.req.url);
    if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return c.text('This demo answers on localhost only.', 421);
    return next();
  };
}

/** Refuses a write that a page of another origin sent; SameSite cookies are the second lock. */
export function guardWrites(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const origin = c.req.header('Origin');
    if (origin !== new URL(c.req.url).origin) return c.text('This form was not sent from a page of the shop. Open the shop and try again.', 403);
    return next();
  };
}

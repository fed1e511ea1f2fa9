import type { Fetch } from '../../src/adapters/declarative/transport.js';

/** A request as a vendor sees it. */
export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly text: string;
}

/** What a vendor answers: JSON with status 200, or a whole response. */
export type Reply = Response | object | null;

/** A vendor in this process: `answer` plays it, `seen` is what it was asked. */
export function vendor(answer: (request: Seen, at: number) => Reply | Promise<Reply>): { fetch: Fetch; seen: Seen[] } {
  const seen: Seen[] = [];
  const fetch: Fetch = async (url, { method = 'GET', headers, body, signal }) => {
    signal?.throwIfAborted();
    const text = typeof body === 'string' ? body : '';
    const request: Seen = { method, url: new URL(url), headers: Object.fromEntries(new Headers(headers)), body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text, text };
    seen.push(request);
    const reply = await answer(request, seen.length - 1);
    return reply instanceof Response ? reply : Response.json(reply);
  };
  return { fetch, seen };
}

/** A refusal with a code, as vendors write them. */
export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error: { code } }, { status, headers });
}

/** A description with these operations. */
export function described(ops: object, more: object = {}) {
  return {
    format: 1,
    dialect: 'jmespath-community/1',
    id: 'example',
    baseUrl: 'https://api.example.com/v1',
    allowedHosts: ['api.example.com'],
    auth: { type: 'bearer', secret: 'env:EXAMPLE_KEY' },
    member: { from: 'session.sub' },
    errors: { code: 'body.error.code', codes: { low_balance: 'insufficient_balance', gone: 'out_of_stock', again: 'limit_reached' } },
    ops,
    ...more,
  };
}

/** Looks the one secret up that `described` names. */
export const secrets = (reference: string): string | undefined => (reference === 'env:EXAMPLE_KEY' ? 's3cret-canary' : undefined);

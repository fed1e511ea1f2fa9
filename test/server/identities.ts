import { expect, vi } from 'vitest';
import { createMemory } from '../../src/adapters/memory/memory.js';
import type { Session } from '../../src/adapters/port.js';
import { createGateway } from '../../src/server/gateway/gateway.js';
import type { IdentityStrategy, OneTimeCodeStrategy } from '../../src/server/gateway/identity/strategies.js';
import type { GatewayOptions } from '../../src/server/gateway/options.js';
import { origin, shopSecret, tokenSecret } from './gateways.js';

/** The hour in which these tests play. */
export const start = new Date('2026-11-22T12:00:00Z');

/** A gateway over a club in memory with these strategies, and a clock that the test holds. */
export function identityGateway(identity: readonly IdentityStrategy[] | undefined, options: Partial<GatewayOptions> = {}) {
  let now = start;
  const told: string[] = [];
  const memory = createMemory();
  const sessions: Session[] = [];
  const open = (session: Session) => {
    sessions.push(session);
    return memory.open(session);
  };
  const app = createGateway({
    backend: { open },
    shopId: 'memory',
    token: { secrets: [tokenSecret], issuer: 'demo' },
    origins: [origin],
    shop: { port: memory, secrets: [shopSecret] },
    now: () => now,
    onError: (error) => told.push(error instanceof Error ? `${error.message} ${error.stack ?? ''}` : String(error)),
    addressOf: ({ forwarded }) => forwarded ?? '192.0.2.1',
    identity,
    ...options,
  });
  const request = async (path: string, init: RequestInit = {}) => app.request(`http://gateway.test${path}`, init);
  return {
    app,
    request,
    /** What the owner was told. */
    told,
    now: () => now,
    after: (seconds: number) => void (now = new Date(start.getTime() + seconds * 1_000)),
    /** Sends JSON, as a page of the shop does. */
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      request(path, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: origin, ...headers }, body: JSON.stringify(body) }),
    /** Who the gateway takes the bearer of this token for. */
    whoIs: async (token: string) => {
      const answer = await request('/portal/v1/member', { headers: { Authorization: `Bearer ${token}` } });
      const { id, kind, code, detail } = await answer.json();
      const { name, email } = sessions.splice(0).at(-1) ?? {};
      return { status: answer.status, id, name, email, kind, code, detail };
    },
  };
}

/** Makes members’ ids in the tests. */
export const codeSecret = 'a-secret-that-makes-members-ids-in-tests-0123456789';

/** A gateway with one-time codes, and what was sent. */
export function codesGateway(strategy: Partial<OneTimeCodeStrategy> = {}, options: Partial<GatewayOptions> = {}) {
  const sent: { to: string; code: string; locale: string }[] = [];
  const send = async (message: (typeof sent)[number]) => void sent.push(message);
  const gateway = identityGateway([{ type: 'one-time-code', secret: codeSecret, send, ...strategy }], options);
  const ask = (to: string, from = '192.0.2.1') => gateway.post('/identity/v1/codes', { to }, { 'X-Forwarded-For': from });
  const enter = (to: string, code: string, from = '192.0.2.1') => gateway.post('/identity/v1/tokens', { to, code }, { 'X-Forwarded-For': from });
  const sentAfter = async (count: number) => {
    await vi.waitFor(() => expect(sent).toHaveLength(count));
    return sent.at(-1)?.code ?? '';
  };
  return { ...gateway, sent, ask, enter, sentAfter, codeFor: async (to: string) => { const before = sent.length; await ask(to); return sentAfter(before + 1); } };
}

/** What happens after an answer has happened. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Every strategy there is. */
export const everyStrategy: readonly IdentityStrategy[] = [
  { type: 'jwt' },
  { type: 'hmac-digest' },
  { type: 'session-exchange' },
  { type: 'shopify-app-proxy', secrets: ['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'], shop: 'my-shop.myshopify.com' },
  { type: 'one-time-code', secret: codeSecret, send: async () => undefined },
];

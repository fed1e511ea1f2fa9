import { inspect } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, vi } from 'vitest';
import { logSender, webhookSender } from '../../src/server/code-senders.js';

const url = 'https://shop.example/mail/codes';
const secret = `whsec_${Buffer.from('a-key-of-the-mailer-0123456789-0123').toString('base64')}`;
const message = { to: 'ann@example.com', code: '012345', locale: 'fa' };

describe('the sender `webhook`', () => {
  it('posts what the reference library verifies, once, and follows nobody elsewhere', async () => {
    const call = vi.fn(async (_: string, init: RequestInit) => new Response(null, { status: init.redirect === 'manual' ? 204 : 500 }));
    await webhookSender({ url, secret, fetch: call })(message);
    expect(call).toHaveBeenCalledTimes(1);
    const [to, { method, headers, body } = {}] = call.mock.calls[0] ?? [];
    expect([to, method]).toEqual([url, 'POST']);
    expect(new Webhook(secret).verify(String(body), headers as Record<string, string>)).toEqual({ type: 'code.requested', ...message });
  });

  it('fails when the mailer does, saying neither the address nor the code', async () => {
    for (const status of [302, 404, 500]) {
      const thrown = await webhookSender({ url, secret, fetch: async () => new Response('no ann@example.com', { status }) })(message).catch((error: unknown) => error);
      expect(inspect(thrown)).toContain(`the mailer at https://shop.example answered ${status}`);
      expect(inspect(thrown)).not.toMatch(/ann@|012345|whsec/);
    }
  });

  it.each([['mailer', secret], ['ftp://shop.example', secret], [url, 'whsec_'], [url, '']])('is not made for %j with %j', (to, key) => {
    expect(() => webhookSender({ url: to, secret: key })).toThrow(/address of the mailer|secret has no key/);
  });
});

describe('the sender `log`', () => {
  it('writes the code and no address, in development', async () => {
    const lines: string[] = [];
    await logSender((line) => void lines.push(line), { production: false })(message);
    expect(lines).toEqual(['one-time code 012345 (fa)']);
  });

  it('is refused in production', () => {
    expect(() => logSender(() => undefined, { production: true })).toThrow(/for development. Use `webhook`/);
    vi.stubEnv('NODE_ENV', 'production');
    expect(() => logSender(() => undefined)).toThrow(/for development/);
    vi.unstubAllEnvs();
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/server/config/config.js';
import { digestVerifier, mintDigest } from '../../src/server/gateway/identity/digest.js';
import { webhookSender } from '../../src/server/code-senders.js';
import { listen, type Listening } from '../../src/server/listen.js';
import { origin, shopSecret, tokenSecret } from './gateways.js';
import { codeSecret, identityGateway, start } from './identities.js';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const guide = await readFile(`${docs}identity.md`, 'utf8');
const files = await readdir(`${docs}examples`);
const texts = new Map(await Promise.all(files.map(async (name) => [name, await readFile(`${docs}examples/${name}`, 'utf8')] as const)));
/** An example, as a shop would import it. */
const example = async (name: string): Promise<Record<string, (...given: never[]) => unknown>> => import(/* @vite-ignore */ `${docs}examples/${name}`);
const blocks = (language: string) => [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text.trim());

const mailed: { to: string; code: string; locale: string }[] = [];
const mailerSecret = 'a-secret-of-the-mailer-in-tests-0123456789';
const sender = () => webhookSender({ url: `${shopUrl}/codes`, secret: mailerSecret });
const gateway = identityGateway(
  [{ type: 'jwt' }, { type: 'hmac-digest' }, { type: 'session-exchange' }, { type: 'one-time-code', secret: codeSecret, send: (message) => sender()(message) }],
  { now: undefined },
);
let served: Listening;
let shop: Server;
let shopUrl = '';
const env = () => ({ VAFA_TOKEN_SECRET: tokenSecret, VAFA_SHOP_SECRET: shopSecret, VAFA_ISSUER: 'demo', VAFA_API: served.url, MAILER_SECRET: mailerSecret });
/** Whoever the cookie says: the shop’s own session. */
const customerOf = (request: IncomingMessage) => (request.headers.cookie === 'session=sara' ? { id: 17, name: 'سارا' } : undefined);
beforeAll(async () => {
  served = await listen(gateway.app.fetch, '127.0.0.1', 0);
  const { takeCode } = await example('code-mailer.mjs');
  shop = createServer((request: IncomingMessage, response: ServerResponse) => {
    const name = request.url?.slice(1) ?? '';
    const answered = name === 'codes' ? takeCode?.(...([request, response, (message: (typeof mailed)[number]) => void mailed.push(message), env()] as never[])) : example(name).then(({ answerToken }) => answerToken?.(...([request, response, customerOf, env()] as never[])));
    Promise.resolve(answered).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
afterAll(async () => {
  shop?.close();
  await served?.close();
});

describe('the guide to identity', () => {
  it('links every example, and no other', () => {
    const linked = [...guide.matchAll(/\(examples\/([\w.-]+)\)/g)].map(([, name]) => name);
    expect([...new Set(linked)].sort()).toEqual([...files].sort());
    for (const [, anchor = ''] of guide.matchAll(/\(#([\w-]+)\)/g)) expect(guide.toLowerCase().replaceAll(' ', '-')).toContain(`#-${anchor}`);
  });

  it('quotes the examples as they are', () => {
    const lines = (text: string) => text.split('\n').map((line) => line.trim());
    const all = new Set([...texts.values()].flatMap(lines));
    for (const line of [...blocks('php'), blocks('js')[0] ?? ''].flatMap(lines)) expect(all, line).toContain(line);
  });

  it('names strategies as vafa.json takes them', () => {
    const [json = ''] = blocks('json');
    expect(parseConfig({ format: 1, origins: [origin], backend: { type: 'club' }, ...JSON.parse(json) }).identity).toHaveLength(5);
  });

  it('has a token to try one’s own code with, whose secret opens nothing', () => {
    const secret = 'example-secret-that-every-gateway-refuses';
    expect(guide).toContain(secret);
    expect(guide).toContain(mintDigest({ secret, memberId: 'c-17', now: start }));
    expect(() => digestVerifier({ secrets: [secret] }, () => start)).toThrow(/out of an example/);
  });

  it.each(['token-jwt.mjs', 'token-digest.mjs', 'token-exchange.mjs'])('%s tells the page who is signed in, and 204 for a guest', async (name) => {
    const answer = await fetch(`${shopUrl}/${name}`, { headers: { Cookie: 'session=sara' } });
    expect([answer.status, answer.headers.get('Cache-Control'), answer.headers.get('Content-Type')]).toEqual([200, 'no-store', 'application/json']);
    expect(await gateway.whoIs((await answer.json()).token)).toMatchObject({ status: 200, id: '17', name: 'سارا' });
    const guest = await fetch(`${shopUrl}/${name}`);
    expect([guest.status, guest.headers.get('Cache-Control'), await guest.text()]).toEqual([204, 'no-store', '']);
  });

  it('sign-in.mjs and code-mailer.mjs sign a member in on a page without sessions, again after a reload, and out', async () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    const { signIn } = await example('sign-in.mjs');
    interface Club { ask(to: string, locale: string): Promise<boolean>; enter(to: string, code: string): Promise<boolean>; getToken(): Promise<string | null>; leave(): void }
    const page = () => signIn?.(...([{ api: served.url, storage }] as never[])) as Club;
    const club = page();
    expect(await club.getToken()).toBeNull();
    expect(await club.ask('nobody', 'fa')).toBe(false);
    expect(await club.ask('sara@example.com', 'fa')).toBe(true);
    await expect.poll(() => mailed).toHaveLength(1);
    expect(mailed[0]).toMatchObject({ to: 'sara@example.com', locale: 'fa' });
    expect(await club.enter('sara@example.com', 'x')).toBe(false);
    expect(await club.enter('sara@example.com', mailed[0]?.code ?? '')).toBe(true);
    for (const at of [club, club, page()]) expect(await gateway.whoIs((await at.getToken()) ?? '')).toMatchObject({ status: 200, email: 'sara@example.com' });
    expect(JSON.stringify([...kept])).not.toContain('sara');
    kept.set('vafa-session', 'nonsense');
    expect([await page().getToken(), kept.size]).toEqual([null, 0]);
    club.leave();
    expect(await club.getToken()).toBeNull();
  });

  it('code-mailer.mjs sends nothing that the gateway did not sign', async () => {
    const before = mailed.length;
    const forged = await fetch(`${shopUrl}/codes`, { method: 'POST', body: '{"to":"eve@example.com"}', headers: { 'webhook-id': 'x', 'webhook-timestamp': String(Math.floor(Date.now() / 1_000)), 'webhook-signature': 'v1,AAAA' } });
    expect(forged.status).toBe(401);
    await expect(webhookSender({ url: `${shopUrl}/codes`, secret: mailerSecret, now: () => new Date(Date.now() - 400_000) })({ to: 'a@example.com', code: '123456', locale: 'en' })).rejects.toThrow('401');
    expect(mailed).toHaveLength(before);
  });

  it('the PHP of every example makes what Node does, as far as it can be read without PHP', () => {
    for (const [name, text] of texts) {
      if (!name.endsWith('.php')) continue;
      expect(text, name).toContain("$signed = 'v1.' . rtrim(strtr(base64_encode($payload), '+/', '-_'), '=');");
      expect(text, name).toContain("$signed . '.' . hash_hmac('sha256', $signed, ");
      expect(text, name).toMatch(/'sub' => (\$id|\(string\) )/);
      expect(text, name).toContain("'iat' => time()");
      expect(text, name).not.toMatch(/'email'/);
    }
  });
});

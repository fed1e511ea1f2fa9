import { createHmac, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { noncesInMemory } from '../../src/server/gateway/identity/nonces.js';
import { signRequest } from '../../src/server/gateway/identity/signed-request.js';
import { origin, shopSecret, tokenSecret } from './gateways.js';
import { identityGateway, start } from './identities.js';

const path = '/identity/v1/exchange';
const body = JSON.stringify({ memberId: 'c-17', name: 'Ann', email: 'ann@example.com' });
const fresh = () => identityGateway([{ type: 'session-exchange' }]);
const gateway = fresh();
const ask = (headers: Record<string, string>, text = body, at = gateway) => at.request(path, { method: 'POST', headers, body: text });
const good = () => signRequest(shopSecret, randomUUID(), start, body);
const signature = (text: string, secret = shopSecret) => `v1,${createHmac('sha256', secret).update(text).digest('base64')}`;
const seconds = String(start.getTime() / 1_000);

const attacks: [string, () => Record<string, string>, string, string?][] = [
  ['no headers', () => ({ 'Content-Type': 'application/json' }), 'request_id'],
  ['the shop secret as a bearer', () => ({ 'Content-Type': 'application/json', Authorization: `Bearer ${shopSecret}` }), 'request_id'],
  ['no id', () => ({ ...good(), 'webhook-id': '' }), 'request_id'],
  ['a short id', () => signRequest(shopSecret, 'short', start, body), 'request_id'],
  ['an id with a point, so that it might hold the time', () => signRequest(shopSecret, `${randomUUID()}.${seconds}`, start, body), 'request_id'],
  ['no time', () => ({ ...good(), 'webhook-timestamp': '' }), 'request_time'],
  ['a time with a fraction', () => ({ ...good(), 'webhook-timestamp': `${seconds}.5` }), 'request_time'],
  ['a time long ago', () => signRequest(shopSecret, randomUUID(), new Date(start.getTime() - 301_000), body), 'request_time'],
  ['a time to come', () => signRequest(shopSecret, randomUUID(), new Date(start.getTime() + 301_000), body), 'request_time'],
  ['another time than was signed', () => ({ ...good(), 'webhook-timestamp': String(Number(seconds) + 1) }), 'request_signature'],
  ['another id than was signed', () => ({ ...good(), 'webhook-id': randomUUID() }), 'request_signature'],
  ['another body than was signed', good, 'request_signature', body.replace('c-17', 'c-18')],
  ['a body with one more space', good, 'request_signature', `${body} `],
  ['no signature', () => ({ ...good(), 'webhook-signature': '' }), 'request_signature'],
  ['a signature without its version', () => ({ ...good(), 'webhook-signature': good()['webhook-signature']?.slice(3) ?? '' }), 'request_signature'],
  ['a signature in hexadecimal digits', () => ({ ...good(), 'webhook-signature': `v1,${'0'.repeat(64)}` }), 'request_signature'],
  ['the token secret', () => signRequest(tokenSecret, randomUUID(), start, body), 'request_signature'],
  ['another secret', () => signRequest(`${shopSecret}x`, randomUUID(), start, body), 'request_signature'],
  ['the body alone signed', () => ({ ...good(), 'webhook-signature': signature(body) }), 'request_signature'],
  ['a right signature behind ten wrong ones', () => ({ ...good(), 'webhook-signature': `${`${signature('x')} `.repeat(10)}${good()['webhook-signature']}` }), 'request_signature'],
];

describe('a session that is exchanged', () => {
  it('gives a token of the member, which the portal takes', async () => {
    const answer = await ask(good());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Cache-Control')).toBe('no-store, private');
    const { token, ...more } = await answer.json();
    expect(more).toEqual({});
    expect(await gateway.whoIs(token)).toMatchObject({ status: 200, id: 'c-17', name: 'Ann', email: 'ann@example.com' });
  });

  it.each(attacks)('refuses %s', async (_, headers, code, text = body) => {
    const answer = await ask(headers(), text);
    expect(answer.status).toBe(401);
    const { requestId: _id, ...said } = await answer.json();
    expect(said).toMatchObject({ kind: 'unauthenticated', code });
    expect(JSON.stringify(said)).not.toMatch(/c-1[78]|a-secret|\.ts:/);
  });

  it('of the longest names gives a token that the portal takes', async () => {
    const text = JSON.stringify({ memberId: 'م'.repeat(200), name: 'م'.repeat(500), email: 'x'.repeat(500) });
    const answer = await ask(signRequest(shopSecret, randomUUID(), start, text), text);
    expect((await gateway.whoIs((await answer.json()).token)).status).toBe(200);
  });

  it('takes a request once, also at the same moment', async () => {
    const headers = good();
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => ask(headers)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array.from({ length: 9 }, () => 401)]);
    expect(await (await ask(headers)).json()).toMatchObject({ code: 'request_repeated' });
  });

  it('remembers a request for as long as its time is good', async () => {
    const at = fresh();
    const early = signRequest(shopSecret, randomUUID(), new Date(start.getTime() + 300_000), body);
    expect((await ask(early, body, at)).status).toBe(200);
    for (const later of [1, 299, 301, 599, 600]) {
      at.after(later);
      expect((await (await ask(early, body, at)).json()).code, String(later)).toBe('request_repeated');
    }
    at.after(601);
    expect((await (await ask(early, body, at)).json()).code).toBe('request_time');
  });

  it('takes what the reference library signs, with a secret of its kind, and several signatures at once', async () => {
    const secret = `whsec_${Buffer.from('a-key-that-the-library-likes-0123456789').toString('base64')}`;
    const at = identityGateway([{ type: 'session-exchange', secrets: [shopSecret, secret] }]);
    const id = `msg_${randomUUID()}`;
    const headers = { 'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1a,x ${signature('other')} ${new Webhook(secret).sign(id, start, body)}` };
    expect((await ask(headers, body, at)).status).toBe(200);
    expect((await ask(good(), body, at)).status).toBe(200);
  });

  it.each([
    ['no JSON', '{', 400], ['no member', '{"name":"Ann"}', 422], ['an empty member', '{"memberId":""}', 422], ['a member that is a number', '{"memberId":17}', 422],
    ['a name that no header could hold', JSON.stringify({ memberId: 'x', name: 'x'.repeat(501) }), 422], ['a long member', JSON.stringify({ memberId: 'x'.repeat(201) }), 422], ['too much', JSON.stringify({ memberId: 'x', name: 'x'.repeat(110_000) }), 413],
  ])('refuses a body of %s', async (_, text, status) => {
    expect((await ask(signRequest(shopSecret, randomUUID(), start, text), text)).status).toBe(status);
  });

  it('is for the shop’s server: a page of the shop gets no permission to read it, nor do others', async () => {
    for (const from of [origin, 'https://evil.example', 'null']) {
      const answers = [await ask({ ...good(), Origin: from }), await gateway.request(path, { method: 'OPTIONS', headers: { Origin: from, 'Access-Control-Request-Method': 'POST' } })];
      for (const answer of answers) expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
  });

  it('counts refused requests by address, and those that are signed by member', async () => {
    const at = identityGateway([{ type: 'session-exchange' }], { limits: { addressPerMinute: 3, memberPerMinute: 5 } });
    const signed = () => signRequest(shopSecret, randomUUID(), start, body);
    const statuses = async (times: number, headers: () => Record<string, string>) => {
      const found = [];
      for (let time = 0; time < times; time += 1) found.push((await ask(headers(), body, at)).status);
      return found;
    };
    expect(await statuses(6, signed)).toEqual([200, 200, 200, 200, 200, 429]);
    const last = await ask(signed(), body, at);
    expect(await last.json()).toMatchObject({ kind: 'rate_limited', retryAfter: 12 });
    expect(last.headers.get('Retry-After')).toBe('12');
    expect(await statuses(2, () => ({ ...signed(), 'webhook-signature': '' }))).toEqual([401, 401]);
    expect(await statuses(2, () => ({ ...signed(), 'Content-Type': 'text/plain' }))).toEqual([415, 429]);
  });

  it('is not there where it is not named, and needs a secret that is worth the name', async () => {
    expect((await ask(good(), body, identityGateway(undefined))).status).toBe(404);
    expect(() => identityGateway([{ type: 'session-exchange' }], { shop: undefined })).toThrow(/has no secrets/);
    expect(() => identityGateway([{ type: 'session-exchange', secrets: ['changeme'] }])).toThrow(/identity session-exchange secrets.*32/);
  });
});

describe('requests that are remembered', () => {
  it('are so many at most: then no more are taken, rather than one twice', async () => {
    let now = start;
    const nonces = noncesInMemory(() => now, 2);
    const until = new Date(start.getTime() + 1_000);
    expect([await nonces.first('a', until), await nonces.first('b', until)]).toEqual([true, true]);
    await expect(nonces.first('c', until)).rejects.toThrow('More than 2');
    now = new Date(start.getTime() + 1_001);
    expect(await nonces.first('c', new Date(now.getTime() + 1_000))).toBe(true);
    expect(await nonces.first('c', until)).toBe(false);
  });
});

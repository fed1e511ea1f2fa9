import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSecrets, isSecret } from '../../src/server/gateway/token.js';
import type { Club } from '../../src/server/club/club.js';
import { testClub } from './clubs.js';
import { gatewayOver, tokenFor, tokenSecret, type TestGateway } from './gateways.js';

const now = new Date('2026-11-22T12:00:00Z');
const seconds = now.getTime() / 1_000;
const header = { alg: 'HS256', typ: 'vafa+jwt' };
const claims = { iss: 'demo', aud: 'vafa', sub: 'ann', iat: seconds, exp: seconds + 600 };

let club: Club;
let gateway: TestGateway;
beforeAll(async () => {
  club = await testClub({ now: () => now });
  gateway = gatewayOver(club, { now: () => now });
});
afterAll(() => club?.close());

const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token made by hand, so that it may be as wrong as an attacker likes. */
function forge(head: unknown, body: unknown, secret = tokenSecret, algorithm = 'sha256'): string {
  const signed = `${encode(head)}.${encode(body)}`;
  return `${signed}.${createHmac(algorithm, secret).update(signed).digest('base64url')}`;
}

const good = () => forge(header, claims);
const without = (name: keyof typeof claims) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const attacks: readonly (readonly [string, () => string])[] = [
  ['alg none without a signature', () => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`],
  ['alg None', () => `${encode({ ...header, alg: 'None' })}.${encode(claims)}.`],
  ['alg none with a signature', () => forge({ ...header, alg: 'none' }, claims)],
  ['alg nOnE with a signature', () => forge({ ...header, alg: 'nOnE' }, claims)],
  ['HS384 with the right secret', () => forge({ ...header, alg: 'HS384' }, claims, tokenSecret, 'sha384')],
  ['HS512 with the right secret', () => forge({ ...header, alg: 'HS512' }, claims, tokenSecret, 'sha512')],
  ['RS256 with a key of the attacker', () => {
    const signed = `${encode({ ...header, alg: 'RS256' })}.${encode(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), rsa.privateKey).toString('base64url')}`;
  }],
  ['HS256 signed with a public key', () => forge(header, claims, publicPem)],
  ['another secret', () => forge(header, claims, `${tokenSecret}x`)],
  ['an empty secret', () => forge(header, claims, '')],
  ['no signature', () => good().split('.').slice(0, 2).join('.')],
  ['an empty signature', () => `${good().split('.').slice(0, 2).join('.')}.`],
  ['a signature cut short', () => good().slice(0, -4)],
  ['a signature of another body', () => `${encode(header)}.${encode({ ...claims, sub: 'bob' })}.${good().split('.')[2] ?? ''}`],
  ['a fourth part', () => `${good()}.x`],
  ['five parts, as if encrypted', () => `${good()}.x.y`],
  ['no typ', () => forge({ alg: 'HS256' }, claims)],
  ['typ JWT', () => forge({ ...header, typ: 'JWT' }, claims)],
  ['a typ that begins right', () => forge({ ...header, typ: 'vafa+jwt2' }, claims)],
  ['crit that is not understood', () => forge({ ...header, crit: ['x'], x: 1 }, claims)],
  ['b64 false', () => forge({ ...header, b64: false, crit: ['b64'] }, claims)],
  ['expired a minute ago', () => forge(header, { ...claims, iat: seconds - 660, exp: seconds - 60 })],
  ['expired just beyond the tolerance', () => forge(header, { ...claims, exp: seconds - 6 })],
  ['no exp', () => forge(header, without('exp'))],
  ['exp as text', () => forge(header, { ...claims, exp: String(claims.exp) })],
  ['exp with a fraction', () => forge(header, { ...claims, exp: claims.exp + 0.5 })],
  ['exp that is endless', () => forge(header, `{"iss":"demo","aud":"vafa","sub":"ann","iat":${seconds},"exp":1e999}`)],
  ['a life longer than fifteen minutes', () => forge(header, { ...claims, exp: seconds + 901 })],
  ['a life of minus one second', () => forge(header, { ...claims, exp: seconds - 1 })],
  ['no iat', () => forge(header, without('iat'))],
  ['iat in the future', () => forge(header, { ...claims, iat: seconds + 60, exp: seconds + 600 })],
  ['iat an hour ago, exp still to come', () => forge(header, { ...claims, iat: seconds - 3_600 })],
  ['not valid yet', () => forge(header, { ...claims, nbf: seconds + 60 })],
  ['no iss', () => forge(header, without('iss'))],
  ['another iss', () => forge(header, { ...claims, iss: 'other' })],
  ['iss as a list', () => forge(header, { ...claims, iss: ['demo'] })],
  ['no aud', () => forge(header, without('aud'))],
  ['another aud', () => forge(header, { ...claims, aud: 'shop' })],
  ['aud as a list', () => forge(header, { ...claims, aud: ['vafa', 'other'] })],
  ['no sub', () => forge(header, without('sub'))],
  ['an empty sub', () => forge(header, { ...claims, sub: '' })],
  ['sub as a number', () => forge(header, { ...claims, sub: 7 })],
  ['sub as an object', () => forge(header, { ...claims, sub: { $ne: null } })],
  ['a sub too long', () => forge(header, { ...claims, sub: 'x'.repeat(201) })],
  ['a name that is no text', () => forge(header, { ...claims, name: { toString: 'x' } })],
  ['a body that is a list', () => forge(header, [claims])],
  ['a body that is no JSON', () => forge(header, '{"sub":')],
  ['a header that is no JSON', () => forge('{"alg"', claims)],
  ['a megabyte', () => forge(header, { ...claims, name: 'x'.repeat(1_000_000) })],
  ['alg twice, none first, unsigned', () => `${encode('{"alg":"none","alg":"HS256","typ":"vafa+jwt"}')}.${encode(claims)}.`],
  ['alg twice, none last, unsigned', () => `${encode('{"alg":"HS256","alg":"none","typ":"vafa+jwt"}')}.${encode(claims)}.`],
  ['alg twice, none last, signed', () => forge('{"alg":"HS256","alg":"none","typ":"vafa+jwt"}', claims)],
  ['aud twice, the wrong one last', () => forge(header, `{"iss":"demo","aud":"vafa","aud":"shop","sub":"ann","iat":${seconds},"exp":${seconds + 600}}`)],
  ['exp twice, the ended one last', () => forge(header, `{"iss":"demo","aud":"vafa","sub":"ann","iat":${seconds - 600},"exp":${seconds + 100},"exp":${seconds - 100}}`)],
  ['claims behind a second signature', () => `${good()}.${good()}`],
  ['padding in base64', () => good().replace('.', '=.')],
];

/** What is wrong with a token, what is said of it, and under which code. */
const faults: readonly [string, () => string, RegExp, string?][] = [
  ['another secret', () => forge(header, claims, `${tokenSecret}x`), /signature is wrong.*VAFA_TOKEN_SECRET/],
  ['another secret and another aud', () => forge(header, { ...claims, aud: 'shop' }, `${tokenSecret}x`), /signature is wrong/],
  ['another alg', () => forge({ ...header, alg: 'HS512' }, claims, tokenSecret, 'sha512'), /`alg` must be `HS256`/],
  ['another typ', () => forge({ ...header, typ: 'JWT' }, claims), /`typ` must be `vafa\+jwt`/],
  ['no iss', () => forge(header, without('iss')), /`iss` must be `demo`.*VAFA_ISSUER/],
  ['another iss', () => forge(header, { ...claims, iss: 'private-issuer' }), /`iss` must be `demo`/],
  ['another aud', () => forge(header, { ...claims, aud: 'private-audience' }), /`aud` must be `vafa`/],
  ['aud as a list', () => forge(header, { ...claims, aud: ['vafa'] }), /`aud` must be `vafa`, one text/],
  ['no sub', () => forge(header, without('sub')), /`sub` must be the member’s id/],
  ['sub as a number', () => forge(header, { ...claims, sub: 7 }), /`sub` must be the member’s id/],
  ['no exp', () => forge(header, without('exp')), /`exp` must be/],
  ['no iat', () => forge(header, without('iat')), /`iat` must be/],
  ['iat in the future', () => forge(header, { ...claims, iat: seconds + 60 }), /`iat` must be.*clock/],
  ['not valid yet', () => forge(header, { ...claims, nbf: seconds + 60 }), /`nbf` must not be in the future/],
  ['a long life', () => forge(header, { ...claims, exp: seconds + 901 }), /`exp` must be after `iat`, by at most 900 seconds/],
  ['a long life that began long ago', () => forge(header, { ...claims, iat: seconds - 3_600 }), /`exp` must be after `iat`/],
  ['a name that is no text', () => forge(header, { ...claims, name: 7 }), /`name` must be a text/],
  ['no JWT', () => 'a.b', /no signed JWT of three parts/],
  ['one that ended', () => forge(header, { ...claims, iat: seconds - 660, exp: seconds - 60 }), /has expired/, 'token_expired'],
];

describe('tokens', () => {
  it('a good one is accepted, with its name', async () => {
    const token = forge(header, { ...claims, name: 'Ann', email: 'ann@example.com' });
    const answer = await gateway.call('/portal/v1/member', { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: 'ann', name: 'Ann' });
  });

  it('the table has at least 25 attacks', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(25);
  });

  it.each(attacks)('refuses %s, everywhere, saying nothing of how', async (_, token) => {
    for (const path of ['/portal/v1/member', '/portal/v1/shop', '/portal/v1/snapshot?include=wallets', '/portal/v1/watch']) {
      const answer = await gateway.call(path, { headers: { Authorization: `Bearer ${token()}` } });
      const body = await answer.text();
      expect(answer.status, path).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect(JSON.parse(body)).toMatchObject({ kind: 'unauthenticated' });
      expect(body).not.toMatch(/\bat \/|node_modules|\.ts:/);
    }
  });

  it.each(faults)('says what to change about %s, and nothing of what it says', async (_, token, said, code = 'token_invalid') => {
    const answer = await gateway.call('/portal/v1/member', { headers: { Authorization: `Bearer ${token()}` } });
    expect(await answer.json()).toMatchObject({ code, detail: expect.stringMatching(said) });
    expect(await (await gateway.call('/portal/v1/member', { headers: { Authorization: `Bearer ${token()}` } })).text()).not.toMatch(/private|ann/);
  });

  it('tells the owner what is wrong with one, once a minute, and nothing of one that ended', async () => {
    const told: string[] = [];
    let clock = now;
    const listened = gatewayOver(club, { now: () => clock, onError: (error) => told.push(String(error)) });
    const call = (token: string) => listened.call('/portal/v1/member', { headers: { Authorization: `Bearer ${token}` } });
    for (let time = 0; time < 3; time += 1) await call(forge(header, { ...claims, aud: 'shop' }));
    await call(forge(header, { ...claims, iat: seconds - 660, exp: seconds - 60 }));
    expect(told).toEqual([expect.stringContaining('`aud` must be `vafa`')]);
    await call(forge(header, without('sub')));
    clock = new Date(now.getTime() + 61_000);
    await call(forge(header, { ...claims, aud: 'shop' }));
    expect(told).toHaveLength(3);
  });

  it.each(['kid', 'jku', 'x5u', 'jwk'])('looks for no key where the header’s %s points', async (name) => {
    const token = forge({ ...header, [name]: name === 'jwk' ? { kty: 'oct', k: encode('x'.repeat(32)) } : '../../dev/null' }, claims, 'x'.repeat(32));
    expect((await gateway.call('/portal/v1/member', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Token x', 'Bearer a b', `Bearer\u00a0x`])('refuses the header %j instead of serving a guest', async (value) => {
    const answer = await gateway.call('/portal/v1/shop', { headers: { Authorization: value } });
    expect(answer.status).toBe(401);
  });

  it('takes no token from the address or a cookie', async () => {
    const token = await tokenFor('ann', { now });
    const answer = await gateway.call(`/portal/v1/member?token=${token}&access_token=${token}`, { headers: { Cookie: `token=${token}` } });
    expect(answer.status).toBe(401);
  });

  it('accepts the old secret beside the new one while they are exchanged, and not afterwards', async () => {
    const fresh = 'the-next-secret-of-the-tests-which-is-long-enough-42';
    const token = await tokenFor('ann', { now });
    const status = async (secrets: string[]) => {
      const changed = gatewayOver(club, { now: () => now, token: { secrets, issuer: 'demo' } });
      return (await changed.call('/portal/v1/member', { headers: { Authorization: `Bearer ${token}` } })).status;
    };
    expect(await status([fresh, tokenSecret])).toBe(200);
    expect(await status([fresh])).toBe(401);
  });

  it('ends a token five seconds late at most, for clocks that differ', async () => {
    const token = await new SignJWT({}).setProtectedHeader(header).setIssuer('demo').setAudience('vafa').setSubject('ann')
      .setIssuedAt(seconds - 100).setExpirationTime(seconds - 4).sign(new TextEncoder().encode(tokenSecret));
    expect((await gateway.call('/portal/v1/member', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
  });
});

describe('secrets', () => {
  it.each([
    ['none', [], 'is empty'],
    ['a short one', ['only-31-bytes-long-0123456789-a'], '31 bytes'],
    ['a short one beside a good one', [tokenSecret, 'short'], '5 bytes'],
    ['a long but poor one', ['a'.repeat(64)], 'few different'],
  ])('refuses %s, naming the setting', (_, secrets, said) => {
    expect(() => checkSecrets(secrets, 'VAFA_TOKEN_SECRET')).toThrow(new RegExp(`VAFA_TOKEN_SECRET.*${said}`));
  });

  it('a gateway does not start with a poor one', () => {
    expect(() => gatewayOver(club, { token: { secrets: ['changeme'], issuer: 'demo' } })).toThrow('at least 32');
    expect(() => gatewayOver(club, { shop: { port: club, secrets: ['changeme'] } })).toThrow('at least 32');
  });

  it('compares whole secrets, of any length', () => {
    expect(isSecret('abc', ['abc'])).toBe(true);
    expect(isSecret('abc', ['x', 'abc'])).toBe(true);
    for (const wrong of ['', 'ab', 'abcd', 'ABC']) expect(isSecret(wrong, ['abc']), wrong).toBe(false);
  });

  it.each(['', 'Bearer wrong', `Bearer ${tokenSecret}`, 'Basic x'])('the shop’s side refuses %j', async (value) => {
    const headers = { 'Content-Type': 'application/json', ...(value ? { Authorization: value } : {}) };
    const answer = await gateway.call('/shop/v1/events', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(401);
  });

  it('a member’s token does not open the shop’s side', async () => {
    expect((await gateway.call('/shop/v1/events', { as: 'ann', method: 'POST', body: '{}' })).status).toBe(401);
  });
});

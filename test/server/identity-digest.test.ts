import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mintDigest } from '../../src/server/gateway/identity/digest.js';
import { tokenFor, tokenSecret } from './gateways.js';
import { identityGateway, start } from './identities.js';

const seconds = start.getTime() / 1_000;
const { whoIs, after, told } = identityGateway([{ type: 'hmac-digest' }]);
const claims = { sub: 'ann', iat: seconds };

/** A token made by hand, as wrong as an attacker likes. */
function forge(payload: unknown, { secret = tokenSecret, version = 'v1', algorithm = 'sha256', encoding = 'hex' as 'hex' | 'base64url' } = {}): string {
  const signed = `${version}.${Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString('base64url')}`;
  return `${signed}.${createHmac(algorithm, secret).update(signed).digest(encoding)}`;
}
const good = () => forge(claims);
const [head = '', body = '', digest = ''] = good().split('.');

const attacks: [string, string, RegExp?][] = [
  ['no digest', `${head}.${body}`],
  ['an empty digest', `${head}.${body}.`],
  ['a digest of another payload', `${head}.${forge({ ...claims, sub: 'bob' }).split('.')[1]}.${digest}`, /digest is wrong/],
  ['another secret', forge(claims, { secret: `${tokenSecret}x` }), /digest is wrong.*whole text and not decoded/],
  ['an empty secret', forge(claims, { secret: '' }), /digest is wrong/],
  ['a digest cut short', good().slice(0, -2)],
  ['a digest with one digit changed', `${good().slice(0, -1)}${good().endsWith('0') ? '1' : '0'}`, /digest is wrong/],
  ['capital digits', `${head}.${body}.${digest.toUpperCase()}`],
  ['a digest in base64url', forge(claims, { encoding: 'base64url' })],
  ['SHA-1', forge(claims, { algorithm: 'sha1' })],
  ['SHA-512', forge(claims, { algorithm: 'sha512' })],
  ['a digest of the payload alone', `${head}.${body}.${createHmac('sha256', tokenSecret).update(body).digest('hex')}`, /digest is wrong/],
  ['another version', forge(claims, { version: 'v2' })],
  ['a fourth part', `${good()}.x`],
  ['white space inside', good().replace('.', '. ')],
  ['a payload that is no JSON', forge('{"sub":'), /base64url of JSON/],
  ['a payload that is a list', forge([claims])],
  ['a payload that is null', forge('null')],
  ['bytes that are no UTF-8', (() => { const signed = `v1.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}`; return `${signed}.${createHmac('sha256', tokenSecret).update(signed).digest('hex')}`; })(), /UTF-8/],
  ['no sub', forge({ iat: seconds }), /`sub` must be/],
  ['an empty sub', forge({ ...claims, sub: '' }), /`sub` must be/],
  ['sub as a number', forge({ ...claims, sub: 7 }), /`sub` must be/],
  ['sub as an object', forge({ ...claims, sub: { $ne: null } }), /`sub` must be/],
  ['no iat', forge({ sub: 'ann' }), /`iat` must be/],
  ['iat as text', forge({ ...claims, iat: String(seconds) }), /`iat` must be/],
  ['iat in milliseconds', forge({ ...claims, iat: seconds * 1_000 }), /seconds, not milliseconds/],
  ['iat in the future', forge({ ...claims, iat: seconds + 6 }), /future/],
  ['an exp that lies before', forge({ ...claims, exp: seconds - 1 }), /`exp` must be after/],
  ['exp as text', forge({ ...claims, exp: '9999999999' }), /`exp` must be/],
  ['a name that is no text', forge({ ...claims, name: 7 }), /`name` must be/],
  ['a megabyte', forge({ ...claims, name: 'x'.repeat(1_000_000) }), /longer than/],
  ['a JWT with the right secret, where JWTs are not taken', await tokenFor('ann', { now: start }), /must be `v1\.`/],
];

describe('tokens with a digest', () => {
  it('a good one says who it is', async () => {
    expect(await whoIs(mintDigest({ secret: tokenSecret, memberId: 'ann', name: 'Ann', email: 'ann@example.com', now: start }))).toMatchObject({ status: 200, id: 'ann', name: 'Ann' });
    expect(await whoIs(forge({ ...claims, name: 'سارا' }))).toMatchObject({ status: 200, name: 'سارا' });
  });

  it('one whose base64url is padded is good too: Liquid pads it', async () => {
    const signed = `v1.${Buffer.from(JSON.stringify({ ...claims, sub: 'an' })).toString('base64')}`;
    expect(signed).toMatch(/=$/);
    expect(await whoIs(`${signed}.${createHmac('sha256', tokenSecret).update(signed).digest('hex')}`)).toMatchObject({ status: 200, id: 'an' });
  });

  it.each(attacks)('refuses %s', async (_, token, said = /./) => {
    const answer = await whoIs(token);
    expect(answer).toMatchObject({ status: 401, kind: 'unauthenticated', code: 'token_invalid', detail: expect.stringMatching(said) });
    expect(JSON.stringify(answer)).not.toMatch(/ann|\.ts:/);
  });

  it('none of these is told to the owner with what it says', () => {
    expect(told.length).toBeGreaterThan(3);
    expect(told.join()).not.toMatch(/\bann\b|a-secret-for/);
  });

  it.each([
    [0, 200], [299, 200], [304, 200], [305, 401], [3_600, 401],
  ])('%i seconds after it was made the answer is %i', async (later, status) => {
    after(later);
    expect(await whoIs(good())).toMatchObject({ status, ...(status === 401 && { code: 'token_expired' }) });
    after(0);
  });

  it('ends when its own `exp` says so, but never later than the gateway allows', async () => {
    const short = forge({ ...claims, exp: seconds + 60 });
    const long = forge({ ...claims, exp: seconds + 86_400 });
    after(100);
    expect([(await whoIs(short)).status, (await whoIs(long)).status]).toEqual([401, 200]);
    after(400);
    expect((await whoIs(long)).code).toBe('token_expired');
    after(0);
  });

  it('stands beside JWTs where both are named, each with its own secret', async () => {
    const other = 'another-secret-of-the-tests-for-digests-42-and-more';
    const both = identityGateway([{ type: 'jwt' }, { type: 'hmac-digest', secrets: [other, tokenSecret.toUpperCase()] }]);
    expect(await both.whoIs(await tokenFor('ann', { now: start }))).toMatchObject({ id: 'ann' });
    expect(await both.whoIs(forge(claims, { secret: other }))).toMatchObject({ id: 'ann' });
    // The old secret beside the new one, while they are exchanged.
    expect(await both.whoIs(forge(claims, { secret: tokenSecret.toUpperCase() }))).toMatchObject({ id: 'ann' });
    expect(await both.whoIs(good())).toMatchObject({ status: 401 });
    expect(await identityGateway(undefined).whoIs(good())).toMatchObject({ status: 401 });
  });

  it('a signature of one kind is none of the other', async () => {
    const jwt = await tokenFor('ann', { now: start });
    const [h, p, s = ''] = jwt.split('.');
    const hex = Buffer.from(s, 'base64url').toString('hex');
    const both = identityGateway([{ type: 'jwt' }, { type: 'hmac-digest' }]);
    for (const token of [`v1.${p}.${hex}`, `v1.${h}.${hex}`, `${h}.${p}.${hex}`, `v1.${body}.${s}`]) expect((await both.whoIs(token)).status, token).toBe(401);
  });

  it.each([
    [[], /identity is empty/],
    [[{ type: 'jwt' }, { type: 'jwt' }], /jwt twice/],
    [[{ type: 'hmac-digest', secrets: ['short'] }], /identity hmac-digest secrets.*5 bytes/],
    [[{ type: 'hmac-digest', maxAgeSeconds: 901 }], /maxAgeSeconds is 901. It must be 10 to 900/],
    [[{ type: 'hmac-digest', maxAgeSeconds: Number.NaN }], /maxAgeSeconds/],
  ] as const)('a gateway does not start with %j', (identity, said) => {
    expect(() => identityGateway(identity)).toThrow(said);
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProgram } from '../../src/server/club/program/program.js';
import { described } from '../adapters/vendor.js';
import { env, examinedVendor, wallets } from './examined-vendor.js';
import { typedWhole } from './keyboard.js';

const vendor = examinedVendor();
const { doctor, seen } = vendor;

describe('vafa doctor', () => {
  it('says of each operation that it was reached, mapped and valid, and what is not offered and why', async () => {
    const { code, out } = await doctor({ wallets: { ...wallets, degraded: 'Only the main wallet.' } }, { cannot: { tiers: 'The vendor has no tiers.' } });
    expect(code).toBe(0);
    expect(out).toMatch(/✓ wallets\s+reached, mapped, valid: 1 of them/);
    expect(out).toContain('Only the main wallet.');
    expect(out).toMatch(/- tiers\s+not offered: The vendor has no tiers\./);
    expect(out).toContain('Everything that is described works.');
    expect(seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([['/v1/members/ann', 'Bearer s3cret-canary']]);
  });

  it('shows a request once that was repeated with the same answer, and how often', async () => {
    vendor.answer = () => ({ status: 503, body: { wait: true } });
    const { out } = await doctor({ wallets });
    expect(seen).toHaveLength(3);
    expect(out.split(`GET http://${vendor.host}/v1/members/ann`)).toHaveLength(2);
    expect(out).toContain('503 {"wait":true} (3 times)');
  });

  it('shows the request, the beginning of the answer, the path that was missed and the fields there are', async () => {
    vendor.answer = () => ({ body: { balance: { amount: 12 } } });
    const { code, out } = await doctor({ wallets });
    expect(code).toBe(1);
    expect(out).toMatch(/✗ wallets\s+reached and mapped, but not valid/);
    expect(out).toContain('[0].available: Invalid input: expected number, received undefined');
    expect(out).toContain(`GET http://${vendor.host}/v1/members/ann`);
    expect(out).toContain('200 {"balance":{"amount":12}}');
    expect(out).toContain('the fields balance, amount');
    expect(out).toContain('1 operation does not work.');
  });

  it('names the expression that failed', async () => {
    const { out } = await doctor({ wallets: { ...wallets, map: 'sum(body.points)' } });
    expect(out).toMatch(/✗ wallets\s+reached, but not mapped/);
    expect(out).toContain('ops.wallets.map: the expression “sum(body.points)” failed');
  });

  it('signs with every secret, and shows none of them, not even where the vendor repeats them', async () => {
    const auth = { type: 'header', header: 'X-App-Token', secret: 'env:EXAMPLE_KEY', more: [{ header: 'X-App-Id', secret: 'env:EXAMPLE_APP' }] };
    const secrets = ['s3cret-canary', '4pp-canary-0123'];
    vendor.answer = () => ({ status: 401, body: { error: { code: 'x', hint: `${'-'.repeat(250)}${secrets.join(' and ')} are not known here` } } });
    for (const args of [[], ['--json']]) {
      const { code, out } = await doctor({ wallets }, { auth }, args, { EXAMPLE_KEY: secrets[0], EXAMPLE_APP: secrets[1] });
      expect(code).toBe(1);
      expect(out).toContain('… and … are not known');
      for (const secret of secrets) for (const part of [secret, secret.slice(0, 6)]) expect(out, part).not.toContain(part);
    }
    expect(seen.map(({ headers }) => [headers['x-app-token'], headers['x-app-id']])).toContainEqual(secrets);
  });

  it('shows no member’s token that the vendor repeats', async () => {
    vendor.answer = () => ({ status: 400, body: { error: { code: 'x', hint: 'm3mber-canary is over' } } });
    const { out } = await doctor({ wallets }, { auth: { type: 'member' } }, ['--member-token', 'env:MEMBER_TOKEN'], { MEMBER_TOKEN: 'm3mber-canary' });
    expect(out).toContain('… is over');
    expect(out).not.toContain('m3mber');
  });

  it('says which secret is missing, also when it is the second', async () => {
    const auth = { type: 'bearer', secret: 'env:EXAMPLE_KEY', more: [{ header: 'X-App-Id', secret: 'env:EXAMPLE_APP' }] };
    const { code, err } = await doctor({ wallets }, { auth });
    expect(code).not.toBe(0);
    expect(err).toContain('auth.more[0].secret: env:EXAMPLE_APP is empty. Set the environment variable EXAMPLE_APP.');
    expect(seen).toEqual([]);
  });

  it.each([
    [401, 'check `auth` and that its secret'],
    [404, 'that the test member is known to the vendor'],
    [429, 'set `budget`'],
    [400, 'compare query and body'],
    [500, 'in trouble'],
  ])('says what to look at when %s is answered', async (status, says) => {
    vendor.answer = () => ({ status, body: { error: { code: 'x' } } });
    const { out } = await doctor({ wallets: { ...wallets, retries: 0 } });
    expect(out).toContain(says);
    expect(out).toContain(`${status} {"error":{"code":"x"}}`);
    if (status === 429) expect(out).toContain('was refused on the way (~)');
  });

  it('says that nothing answers, and that a host inside must be named', async () => {
    const file = join(vendor.folder, 'my.adapter.json');
    await writeFile(file, JSON.stringify(described({ wallets }, { baseUrl: `http://${vendor.host}/v1`, allowedHosts: [vendor.host] })));
    const { code, out } = await typedWhole(['doctor', file, '--member', 'ann'], { env });
    expect(code).toBe(1);
    expect(out).toContain('only https is');
  });

  it('tells of an answer in another version of the API, and how the description was checked', async () => {
    vendor.answer = () => ({ body: { points: 1 }, headers: { 'x-api-version': '2027-01' } });
    const { out } = await doctor({ wallets }, { apiVersion: '2026-10', versionHeader: 'X-Api-Version', verified: { how: 'docs', on: '2026-11-25' } });
    expect(out).toContain('! example was described for version 2026-10 of the API; 2027-01 answers.');
    expect(out).toContain('not against a live account');
  });

  it('changes nothing, unless it is told to', async () => {
    const redeem = { method: 'POST', path: '/redeem', body: { reward: '=input.rewardId', cost: '=input.cost' }, map: "{id: 'r', rewardId: input.rewardId, title: 'x', kind: 'coupon', state: 'issued', cost: input.cost, unit: {id: 'p', kind: 'points', decimals: `0`}, at: ctx.now, conditions: `[]`}" };
    expect((await doctor({ redeem })).out).toContain('not tried: it changes something');
    expect(seen).toEqual([]);
    const { out } = await doctor({ redeem }, {}, ['--redeem', 'mug=50']);
    expect(out).toMatch(/✓ redeem\s+reached, mapped, valid/);
    expect(seen.map(({ path }) => path)).toEqual(['/v1/redeem']);
  });

  it('names the option with which a change is tried, and tries joining, cancelling and completing with it', async () => {
    const member = "{id: ctx.memberId, state: 'enrolled'}";
    const redemption = "{id: input.redemptionId, rewardId: 'mug', title: 'x', kind: 'coupon', state: 'cancelled', cost: `1`, unit: {id: 'p', kind: 'points', decimals: `0`}, at: ctx.now, conditions: `[]`}";
    const ops = {
      join: { method: 'POST', path: '/join', map: member },
      cancelRedemption: { method: 'POST', path: '/cancel/{input.redemptionId}', map: redemption },
      completeEarnAction: { method: 'POST', path: '/done/{input.actionId}', map: "{id: input.actionId, title: 'x', kind: 'visit', state: 'done'}" },
    };
    const { out: untried } = await doctor(ops);
    for (const option of ['(--join)', '(--cancel redemption)', '(--complete action)']) expect(untried).toContain(option);
    const { code } = await doctor(ops, {}, ['--join', '--cancel', 'r1', '--complete', 'a1']);
    expect(code).toBe(0);
    expect(seen.map(({ path }) => path)).toEqual(['/v1/join', '/v1/cancel/r1', '/v1/done/a1']);
  });

  it('says what the map must make, and tells what is null apart from what is not made at all', async () => {
    vendor.answer = () => ({ body: { points: 12, since: '05/03/2026' } });
    const { out } = await doctor({ wallets: { ...wallets, map: "list({unit: {id: 'p', kind: 'points', decimals: `0`}, available: num(body.points), expiring: `[]`, activating: `[]`, asOf: instant(body.since)})" } });
    expect(out).toContain('The map makes asOf, but nothing came of it');
    expect(out).toContain('The map does not make id.');
    expect(out).toContain('It must be [{id: id, unit: Unit, available: whole, pending?: count,');
    expect(out).toContain('Unit is {id: id, kind: points | credit | stamps | other,');
  });

  it('shows the answer for a map that makes nothing yet', async () => {
    const { out } = await doctor({ wallets: { ...wallets, map: '`null`' } });
    expect(out).toContain('the answer: Invalid input: expected array, received null');
    expect(out).not.toContain('The map makes');
  });

  it('says how somebody who has not joined is told', async () => {
    vendor.answer = () => ({ status: 404, body: {} });
    const { out } = await doctor({ member: { path: '/members/{ctx.accountId}', map: "{id: ctx.memberId, state: 'enrolled'}" } }, { member: { from: 'session.sub', lookup: { steps: [{ as: 'found', path: '/find', accept: [404] }], id: 'found.id' } } });
    expect(out).toContain('let `"when": "ctx.accountId"` leave the request out');
  });

  it('tells once what fails all operations alike', async () => {
    vendor.answer = () => ({ status: 401, body: {} });
    const lookup = { from: 'session.sub', lookup: { steps: [{ as: 'found', path: '/find' }], id: 'found.id' } };
    const { out } = await doctor({ wallets, member: { path: '/me', map: '`null`' } }, { member: lookup });
    expect(out).toMatch(/✗ wallets\s+not reached, as member/);
    expect(out.split('check `auth` and that its secret')).toHaveLength(2);
  });

  it('answers one JSON document, and never the secret', async () => {
    vendor.answer = () => ({ status: 401, body: { error: { code: 'bad' } } });
    const { code, out, err } = await doctor({ wallets }, {}, ['--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ reports: [{ findings: expect.arrayContaining([expect.objectContaining({ operation: 'wallets', outcome: 'broken', stage: 'reached' })]) }] });
    expect(out + err).not.toContain('s3cret-canary');
  });

  it('reads a configuration too, and tries every described part of it', async () => {
    await writeFile(join(vendor.folder, 'my.adapter.json'), JSON.stringify(described({ wallets }, { baseUrl: `http://${vendor.host}/v1`, allowedHosts: [vendor.host] })));
    await writeFile(join(vendor.folder, 'vafa.json'), JSON.stringify({ format: 1, shop: { id: 's', name: 'S' }, origins: [], privateHosts: [vendor.host], backend: { type: 'compose', parts: { mine: { type: 'adapter', file: './my.adapter.json' }, ours: { type: 'club' } }, operations: { wallets: 'mine' }, otherwise: 'ours' } }));
    const { code, out } = await typedWhole(['doctor', join(vendor.folder, 'vafa.json'), '--member', 'ann'], { env });
    expect(out).toMatch(/✓ wallets/);
    expect(code).toBe(0);
  });

  it('says what is missing: the member, a secret, a file, a setting', async () => {
    const file = join(vendor.folder, 'my.adapter.json');
    await writeFile(file, JSON.stringify(described({ wallets }, { settings: { programId: { says: 'Id of the program.', example: '7' } } })));
    expect((await typedWhole(['doctor', file], { env })).err).toContain('is missing: Id of the program.');
    expect((await typedWhole(['doctor', file, '--set', 'programId=7'], { env })).err).toContain('--member is missing');
    expect((await typedWhole(['doctor', file, '--set', 'programId=7', '--member', 'a'], { env: {} })).err).toContain('Set the environment variable EXAMPLE_KEY');
    expect((await typedWhole(['doctor', join(vendor.folder, 'none.json'), '--member', 'a'], { env })).err).toContain('There is no file');
  });
});

describe('vafa init', () => {
  const words = ['--shop-id', 'tea', '--shop-name', 'Tea house', '--time-zone', 'Asia/Tehran', '--origin', 'https://tea.example'];

  it('writes a first configuration for a preset, and says what is to be set and done next', async () => {
    const file = join(vendor.folder, 'vafa.json');
    const { code, out } = await typedWhole(['init', file, ...words, '--backend', 'smile-io', '--set', 'currency=EUR']);
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ shop: { id: 'tea', timeZone: 'Asia/Tehran' }, origins: ['https://tea.example'], backend: { type: 'preset', preset: 'smile-io', settings: { currency: 'EUR' } } });
    expect(out).toContain('SMILE_IO_API_KEY');
    expect(out).toContain('vafa doctor');
    const asked: string[] = [];
    expect((await typedWhole(['init', file], { ask: async (question, given) => (asked.push(question), given) })).err).toContain('is there already');
    expect(asked).toEqual([]);
  });

  it('asks what was not said, and writes a program for a club', async () => {
    const file = join(vendor.folder, 'vafa.json');
    const asked: string[] = [];
    const { code } = await typedWhole(['init', file, '--shop-id', 'tea'], { ask: async (question, given) => (asked.push(question), question.startsWith('Origin') ? 'https://tea.example' : given) });
    expect(code).toBe(0);
    expect(asked).toHaveLength(5);
    expect(JSON.parse(await readFile(join(vendor.folder, 'vafa.program.json'), 'utf8'))).toMatchObject({ shop: { id: 'tea' } });
  });

  it.each([
    ['1 EUR', { minor: 100, currency: 'EUR' }, []],
    ['100 JPY', { minor: 100, currency: 'JPY' }, []],
    ['۱۰۰۰۰ IRT', { minor: 100_000, currency: 'IRR' }, ['IRT']],
    ['100000 IRR', { minor: 100_000, currency: 'IRR' }, ['IRT']],
  ])('writes a program that earns a point for each %s, and promises nothing of the sample shop', async (spent, per, shown) => {
    const { code } = await typedWhole(['init', join(vendor.folder, 'vafa.json'), ...words, '--backend', 'club', '--spend-per-point', spent]);
    expect(code).toBe(0);
    const written = parseProgram(JSON.parse(await readFile(join(vendor.folder, 'vafa.program.json'), 'utf8')));
    expect(written).toMatchObject({ shop: { id: 'tea', timeZone: 'Asia/Tehran' }, earning: [{ gives: 1, per }], actions: [], rewards: [] });
    expect(written.shop.currencies.map(({ code: unit }) => unit)).toEqual(shown);
  });

  it.each(['1', 'EUR', '0 EUR', '−1 EUR', '1 euro', '1 ABC', '0.001 EUR'])('says how to write what a point is earned for, instead of %s', async (spent) => {
    const { code, err } = await typedWhole(['init', join(vendor.folder, 'vafa.json'), ...words, '--backend', 'club', '--spend-per-point', spent]);
    expect(code).toBe(2);
    expect(err).toContain(`--spend-per-point ${spent} must be an amount and a currency, e.g. "1 EUR" or "10000 IRT" (toman).`);
    await expect(readFile(join(vendor.folder, 'vafa.json'), 'utf8')).rejects.toThrow('ENOENT');
  });

  it('says which option is missing where nobody can be asked', async () => {
    const { code, err } = await typedWhole(['init', join(vendor.folder, 'vafa.json')]);
    expect(code).toBe(2);
    expect(err).toContain('--shop-id is missing');
  });
});

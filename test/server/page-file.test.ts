import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageBackends } from '../../src/adapters/declarative/for-page.js';
import { onceInMemory } from '../../src/adapters/declarative/once.js';
import { typedWhole } from './keyboard.js';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'vafa-page-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const shop = { id: 'tea', name: { en: 'Tea house', fa: 'چایخانه' }, timeZone: 'Asia/Tehran', currencies: [{ code: 'IRT', decimals: 0, label: { en: 'toman', fa: 'تومان' } }] };
const shopify = { type: 'preset', preset: 'shopify-store-credit', settings: { shopId: '12345678' } };

/** Types `vafa page` over a configuration; gives what it said and where the file went. */
async function written(backend: object, more: object = { shop }) {
  const [config, out] = [join(folder, 'vafa.json'), join(folder, 'club.json')];
  await writeFile(config, JSON.stringify({ format: 1, origins: [], backend, ...more }));
  return { file: out, ...(await typedWhole(['page', config, '--out', out])) };
}

describe('vafa page', () => {
  it('writes all that a page needs, and says how the page names it and whom it asks', async () => {
    const { file, code, out: said } = await written(shopify);
    expect(code).toBe(0);
    expect(said).toContain('data-api="/club.json"');
    expect(said).toContain('connect-src: shopify.com');
    const told = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    expect(told).toMatchObject({ format: 1, settings: { shopId: '12345678' }, adapter: { id: 'shopify-store-credit', auth: { type: 'member' } } });
    expect(Object.keys(told.adapter as object)).not.toContain('cannot');
    const asked: string[] = [];
    const backend = pageBackends(told, { once: onceInMemory(), memberToken: async () => 'a-token', fetch: async (url) => (asked.push(url), new Response('{"data":{"customer":{"id":"1","firstName":"Sara","createdAt":"2026-01-01T00:00:00Z"}}}')) })();
    const port = backend.open({ shopId: '', memberId: 'm1' });
    expect(await port.member?.()).toMatchObject({ id: 'm1', name: 'Sara' });
    expect(await port.shop?.({ locale: 'fa-IR' })).toMatchObject({ name: 'چایخانه', currencies: [{ code: 'IRT', label: 'تومان' }] });
    expect(await port.shop?.()).toMatchObject({ name: 'Tea house' });
    expect(asked).toEqual(['https://shopify.com/12345678/account/customer/api/2026-04/graphql']);
  });

  it.each([
    ['a vendor that is signed for with a secret', { type: 'preset', preset: 'smile-io', settings: { currency: 'EUR' } }, /backend: this vendor is signed for with “bearer”, and everything in a page is public\..*`vafa serve`/],
    ['a club', { type: 'club' }, /backend\.type is “club”: a page speaks to one vendor itself/],
    ['several backends', { type: 'compose', parts: { a: shopify }, operations: {}, otherwise: 'a' }, /backend\.type is “compose”/],
    ['a setting that is missing', { ...shopify, settings: {} }, /settings\.shopId/],
  ])('refuses %s, and writes nothing', async (_, backend, says) => {
    const { file, code, err } = await written(backend);
    expect(code).toBe(1);
    expect(err).toMatch(says);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('says which folder is missing', async () => {
    const config = join(folder, 'vafa.json');
    await writeFile(config, JSON.stringify({ format: 1, origins: [], backend: shopify, shop }));
    const { code, err } = await typedWhole(['page', config, '--out', join(folder, 'public', 'club.json')]);
    expect(code).toBe(1);
    expect(err).toContain(`There is no folder ${join(folder, 'public')}: make it, or say another --out.`);
  });

  it('wants a name by which the script knows the file', async () => {
    for (const args of [[], ['--out', 'club.txt']]) expect(await typedWhole(['page', ...args])).toMatchObject({ code: 2, err: expect.stringMatching(/--out is missing: where the file goes\. Its name must end in \.json/) });
  });

  it('writes its own file anew, and replaces no other', async () => {
    await written(shopify);
    expect((await written(shopify)).code).toBe(0);
    const config = join(folder, 'vafa.json');
    const before = await readFile(config, 'utf8');
    expect(await typedWhole(['page', config, '--out', config])).toMatchObject({ code: 1, err: expect.stringContaining('is there already, and vafa page did not write it') });
    expect(await readFile(config, 'utf8')).toBe(before);
  });

  it('writes a file that the doctor reads', async () => {
    const { file } = await written(shopify);
    const { code, err } = await typedWhole(['doctor', file]);
    expect(code).toBe(2);
    expect(err).toMatch(/--member is missing/);
  });
});

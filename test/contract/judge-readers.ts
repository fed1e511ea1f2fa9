import { expect } from 'vitest';
import * as z from 'zod/mini';
import { capabilities, operations } from '../../src/domain/capabilities.schema.js';
import { shop } from '../../src/domain/shop.schema.js';
import { dataOf, expectKind, includeOf, offeredReads, opened, place, readOf, schemas, wallet, type Subject } from './support.js';

/** Capabilities are truthful. */
export function judgeCapabilities({ guest, enrolled, offers, it }: Subject): void {
  it('names what it can do, and a guest may ask', [], async () => {
    const able = await guest().capabilities();
    expect(z.safeParse(capabilities, able).success).toBe(true);
    expect(Object.keys(able).every((key) => operations.some((operation) => operation === key))).toBe(true);
  });

  it('has a method for everything it calls yes or degraded', [], async () => {
    const { port } = await enrolled();
    const able = await port.capabilities();
    const offered = operations.filter((operation) => able[operation] === 'yes' || able[operation] === 'degraded');
    expect(offered.length).toBeGreaterThan(0);
    for (const operation of offered) expect(port[operation], operation).toBeTypeOf('function');
  });

  it('answers every read it offers to an enrolled member, valid by its schema', [], async () => {
    const { port } = await enrolled();
    for (const include of offeredReads(offers)) {
      const data = await readOf(port, include);
      const parsed = z.safeParse(schemas[include.read], data);
      expect(parsed.error?.issues ?? [], include.read).toEqual([]);
    }
  });
}

/** Guests, strangers and members each read what is theirs. */
export function judgeReaders({ bench, guest, stranger, enrolled, it }: Subject): void {
  it('lets a guest read the shop and the ladder, without a place on it', ['guests', 'shop', 'tiers'], async () => {
    expect(z.safeParse(shop, await guest().shop()).success).toBe(true);
    const [track] = await guest().tiers();
    expect(track?.tiers.length).toBeGreaterThan(0);
    expect(track?.current).toBeUndefined();
  });

  for (const read of ['member', 'wallets', 'activity'] as const) {
    it(`asks a guest to sign in for ${read}`, [read], async () => expectKind(readOf(guest(), includeOf(read)), 'unauthenticated'));
  }

  it('knows a signed-in stranger as not enrolled, with the ladder but no balance', ['join', 'member', 'tiers', 'wallets', 'activity'], async () => {
    const { id, port } = stranger();
    expect(await port.member()).toMatchObject({ id, state: 'not_enrolled' });
    expect((await port.tiers())[0]?.tiers.length).toBeGreaterThan(0);
    await expectKind(readOf(port, wallet), 'not_enrolled');
    await expectKind(readOf(port, includeOf('activity')), 'not_enrolled');
  });

  it('keeps members apart: one joining does not make another a member', ['join', 'member'], async () => {
    const { id } = await enrolled();
    const other = opened(bench(), { memberId: `${id}-2` });
    expect(await other.member()).toMatchObject({ id: `${id}-2`, state: 'not_enrolled' });
  });
}

/** Texts follow the reader. */
export function judgeLanguage({ guest, bench, enrolled, it }: Subject): void {
  it('writes its texts in the language of the call', ['guests', 'tiers', 'shop'], async () => {
    const names = async (locale: string) => (await guest().tiers({ locale }))[0]?.tiers.map((tier) => tier.name).join();
    expect(await names('fa')).toMatch(/[\u0600-\u06ff]/);
    expect(await names('fa-IR')).toBe(await names('fa'));
    expect(await names('en')).toMatch(/^[\x20-\x7e]+$/);
    const { parts } = await guest().snapshot([{ read: 'shop' }], { locale: 'fa' });
    expect(dataOf(parts[0])).toEqual(await guest().shop({ locale: 'fa' }));
  });

  it('has an answer for a language it does not speak, and for one that is none', ['guests', 'shop'], async () => {
    for (const locale of ['tlh', 'x', '', 'en_US!']) expect((await guest().shop({ locale })).name, locale).not.toBe('');
  });

  it('tells the same history in either language, with other titles', ['translations', 'earning', 'place', 'activity'], async () => {
    const { id, port } = await enrolled();
    await place(bench(), id);
    const [en, fa] = await Promise.all(['en', 'fa'].map(async (locale) => (await port.activity({}, { locale })).items[0]));
    expect(fa?.id).toBe(en?.id);
    expect(fa?.title).not.toBe(en?.title);
  });
}

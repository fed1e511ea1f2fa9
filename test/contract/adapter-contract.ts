import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { includeKey } from '../../src/adapters/include.js';
import type { Include, Part, PortalAdapter, ReadName, Session } from '../../src/adapters/port.js';
import { activityPage, type Activity } from '../../src/domain/activity.schema.js';
import { capabilities, operations } from '../../src/domain/capabilities.schema.js';
import { PortalError } from '../../src/domain/errors.js';
import { member } from '../../src/domain/member.schema.js';
import type { Money } from '../../src/domain/money.schema.js';
import type { Order } from '../../src/domain/order.schema.js';
import { shop } from '../../src/domain/shop.schema.js';
import type { Change } from '../../src/domain/snapshot.schema.js';
import { tierTracks } from '../../src/domain/tier.schema.js';
import { wallets, type Wallet } from '../../src/domain/wallet.schema.js';

/** An adapter under judgement, and the shop's side of it where there is one. */
export interface Bench {
  readonly shopId: string;
  /** Opens the adapter for a session. Any member id must do; one never seen before is not enrolled. */
  open(session: Session): PortalAdapter;
  /** The shop says that the member ordered. 100,000 rials must earn one point. */
  place?(memberId: string, order: Order): Promise<unknown>;
  deliver?(orderId: string): Promise<unknown>;
  /** The shop says that the order, or a part of its value, came back. */
  return?(orderId: string, amount?: Money): Promise<unknown>;
  close(): Promise<void>;
}

const schemas = { capabilities, shop, member, wallets, tiers: tierTracks, activity: activityPage } as const;
const everyRead: readonly Include[] = [
  { read: 'capabilities' },
  { read: 'shop' },
  { read: 'member' },
  { read: 'wallets' },
  { read: 'tiers' },
  { read: 'activity', query: { limit: 5 } },
];
const wallet = { read: 'wallets' } as const;

/** Judges an adapter by what every adapter promises. `setup` is called once; each test brings a member of its own. */
export function adapterContract(name: string, setup: () => Promise<Bench>): void {
  describe(`adapter contract: ${name}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await setup();
    });
    afterAll(() => bench?.close());
    const subject: Subject = {
      bench: () => bench,
      guest: () => opened(bench, {}),
      stranger: () => newcomer(bench),
      enrolled: async () => {
        const someone = newcomer(bench);
        await someone.port.join({ acceptTerms: true }, { key: randomUUID() });
        return someone;
      },
    };
    describe('capabilities', () => judgeCapabilities(subject));
    describe('who may read what', () => judgeReaders(subject));
    describe('join', () => judgeJoin(subject));
    describe('snapshot', () => judgeSnapshot(subject));
    describe('watch', () => judgeWatch(subject));
    describe('abort', () => judgeAbort(subject));
    describe('language', () => judgeLanguage(subject));
    describe('points of an order', () => judgePoints(subject));
    describe('history', () => judgeHistory(subject));
  });
}

type Port = Required<PortalAdapter>;

interface Someone {
  readonly id: string;
  readonly port: Port;
}

interface Subject {
  bench(): Bench;
  guest(): Port;
  stranger(): Someone;
  enrolled(): Promise<Someone>;
}

function judgeCapabilities({ guest, enrolled }: Subject): void {
  it('names what it can do, and a guest may ask', async () => {
    const able = await guest().capabilities();
    expect(z.safeParse(capabilities, able).success).toBe(true);
    expect(Object.keys(able).every((key) => operations.some((operation) => operation === key))).toBe(true);
  });

  it('has a method for everything it calls yes or degraded', async () => {
    const { port } = await enrolled();
    const able = await port.capabilities();
    const offered = operations.filter((operation) => able[operation] === 'yes' || able[operation] === 'degraded');
    expect(offered.length).toBeGreaterThan(0);
    for (const operation of offered) expect(port[operation], operation).toBeTypeOf('function');
  });

  it('answers every read it offers to an enrolled member, valid by its schema', async () => {
    const { port } = await enrolled();
    for (const include of everyRead) {
      const data = await readOf(port, include);
      const parsed = z.safeParse(schemas[include.read], data);
      expect(parsed.error?.issues ?? [], include.read).toEqual([]);
    }
  });
}

function judgeReaders({ bench, guest, stranger, enrolled }: Subject): void {
  it('lets a guest read the shop and the ladder, without a place on it', async () => {
    expect(z.safeParse(shop, await guest().shop()).success).toBe(true);
    const [track] = await guest().tiers();
    expect(track?.tiers.length).toBeGreaterThan(0);
    expect(track?.current).toBeUndefined();
  });

  it.each(['member', 'wallets', 'activity'] as const)('asks a guest to sign in for %s', async (read) => {
    await expectKind(readOf(guest(), includeOf(read)), 'unauthenticated');
  });

  it('knows a signed-in stranger as not enrolled, with the ladder but no balance', async () => {
    const { id, port } = stranger();
    expect(await port.member()).toMatchObject({ id, state: 'not_enrolled' });
    expect((await port.tiers())[0]?.tiers.length).toBeGreaterThan(0);
    await expectKind(readOf(port, wallet), 'not_enrolled');
    await expectKind(readOf(port, includeOf('activity')), 'not_enrolled');
  });

  it('keeps members apart: one joining does not make another a member', async () => {
    const { id } = await enrolled();
    const other = opened(bench(), { memberId: `${id}-2` });
    expect(await other.member()).toMatchObject({ id: `${id}-2`, state: 'not_enrolled' });
  });
}

function judgeJoin({ guest, stranger }: Subject): void {
  it('makes a stranger a member with an empty wallet on the lowest tier', async () => {
    const { id, port } = stranger();
    const { result } = await port.join({ acceptTerms: true }, { key: randomUUID() });
    expect(result).toMatchObject({ id, state: 'enrolled' });
    expect(await port.member()).toMatchObject({ id, state: 'enrolled' });
    expect((await port.wallets())[0]).toMatchObject({ available: 0 });
    const [track] = await port.tiers();
    const lowest = Math.min(...(track?.tiers ?? []).map(({ rank }) => rank));
    expect(track?.tiers.find(({ id }) => id === track.current)?.rank).toBe(lowest);
  });

  it('answers the reads asked for along with the write, as they are after it', async () => {
    const { port } = stranger();
    const { parts, version } = await port.join({ acceptTerms: true }, { key: randomUUID(), includes: [{ read: 'member' }, wallet] });
    expect(parts.map(({ key }) => key)).toEqual(['member', 'wallets']);
    expect(dataOf(parts[0])).toMatchObject({ state: 'enrolled' });
    expect(dataOf(parts[1])).toHaveLength(1);
    expect(version).toBe((await snapshot(port, [])).version);
  });

  it('gives the same key the same answer and has one effect', async () => {
    const { port } = stranger();
    const call = { key: randomUUID() };
    const first = await port.join({ acceptTerms: true }, call);
    const second = await port.join({ acceptTerms: true }, call);
    expect({ ...second, parts: [] }).toEqual({ ...first, parts: [] });
    expect((await snapshot(port, [])).version).toBe(first.version);
  });

  it('refuses a key that was used for another wish, and a join without the terms', async () => {
    const { port } = stranger();
    await expectKind(port.join({ acceptTerms: false }, { key: randomUUID() }), 'rejected');
    expect(await port.member()).toMatchObject({ state: 'not_enrolled' });
    const call = { key: randomUUID() };
    await port.join({ acceptTerms: true }, call);
    await expectKind(port.join({ acceptTerms: false }, call), 'rejected');
  });

  it('asks a guest to sign in first', async () => {
    await expectKind(guest().join({ acceptTerms: true }, { key: randomUUID() }), 'unauthenticated');
  });
}

function judgeSnapshot({ guest, stranger, enrolled }: Subject): void {
  it('answers each include once, in order, under its own key', async () => {
    const { port } = await enrolled();
    const { parts, at } = await snapshot(port, everyRead);
    expect(parts.map(({ key }) => key)).toEqual(everyRead.map(includeKey));
    expect(parts.map(({ read }) => read)).toEqual(everyRead.map(({ read }) => read));
    for (const part of parts) expect(z.safeParse(schemas[part.read], dataOf(part)).success, part.key).toBe(true);
    expect(Number.isNaN(Date.parse(at))).toBe(false);
  });

  it('lets a part fail alone', async () => {
    const { parts } = await snapshot(stranger().port, [{ read: 'shop' }, wallet, { read: 'member' }]);
    expect(dataOf(parts[0])).toHaveProperty('timeZone');
    expect(errorOf(parts[1]).kind).toBe('not_enrolled');
    expect(dataOf(parts[2])).toMatchObject({ state: 'not_enrolled' });
    const asGuest = await snapshot(guest(), [{ read: 'shop' }, wallet]);
    expect(dataOf(asGuest.parts[0])).toHaveProperty('timeZone');
    expect(errorOf(asGuest.parts[1]).kind).toBe('unauthenticated');
  });

  it('answers unchanged, without parts, to the version it just told, and in full to any other', async () => {
    const { port } = await enrolled();
    const { version } = await snapshot(port, [wallet]);
    expect(version).toBeTypeOf('number');
    expect(await snapshot(port, [wallet], version)).toMatchObject({ unchanged: true, version, parts: [] });
    const other = await snapshot(port, [wallet], (version ?? 0) + 1_000);
    expect(other.unchanged ?? false).toBe(false);
    expect(other.parts).toHaveLength(1);
  });

  it('tells a greater version after a change', async () => {
    const { port } = stranger();
    const before = await snapshot(port, []);
    await port.join({ acceptTerms: true }, { key: randomUUID() });
    const after = await snapshot(port, [{ read: 'member' }], before.version);
    expect(after.version ?? 0).toBeGreaterThan(before.version ?? 0);
    expect(after.parts).toHaveLength(1);
  });
}

function judgeWatch({ stranger, enrolled }: Subject): void {
  it('says first that it listens, then tells of a change with its version', async () => {
    const { port } = stranger();
    await watching(port, async (next) => {
      expect((await next()).keys).toEqual([]);
      const { version } = await port.join({ acceptTerms: true }, { key: randomUUID() });
      const told = await next();
      expect(told.keys).toContain('member');
      expect(told.version).toBe(version);
    });
  });

  it('does not tell one member of another', async () => {
    const [{ port }, other] = [await enrolled(), stranger()];
    await watching(port, async (next) => {
      await next();
      await other.port.join({ acceptTerms: true }, { key: randomUUID() });
      await watching(other.port, async (nextOfOther) => {
        expect((await nextOfOther()).version).toBeGreaterThan(0);
      });
      const settled = await Promise.race([next(), snapshot(port, []).then(() => 'nothing')]);
      expect(settled).toBe('nothing');
    });
  });

  it('ends with its signal', async () => {
    const { port } = await enrolled();
    const ending = new AbortController();
    const changes = port.watch({ signal: ending.signal })[Symbol.asyncIterator]();
    await changes.next();
    const last = changes.next();
    ending.abort();
    const end = await last.catch(() => ({ done: true }));
    expect(end.done).toBe(true);
  });
}

function judgeAbort({ stranger, enrolled }: Subject): void {
  it('rejects every call that was aborted before it began, with the reason', async () => {
    const { port } = await enrolled();
    const call = { signal: AbortSignal.abort(new Error('changed my mind')) };
    for (const include of everyRead) await expect(readOf(port, include, call), include.read).rejects.toThrow('changed my mind');
    await expect(port.snapshot([wallet], call)).rejects.toThrow('changed my mind');
    await expect(port.join({ acceptTerms: true }, { ...call, key: randomUUID() })).rejects.toThrow('changed my mind');
  });

  it('rejects a call that is aborted while it runs', async () => {
    const { port } = await enrolled();
    const stopping = new AbortController();
    const answer = port.wallets({ signal: stopping.signal }).then(() => 'answered', (thrown: unknown) => thrown);
    stopping.abort(new Error('changed my mind'));
    // An adapter that answers from memory may be done already; one that has to ask must stop.
    const settled = await answer;
    if (settled !== 'answered') expect(settled).toMatchObject({ message: 'changed my mind' });
  });

  it('does nothing for an aborted join', async () => {
    const { port } = stranger();
    await port.join({ acceptTerms: true }, { key: randomUUID(), signal: AbortSignal.abort() }).catch(() => undefined);
    expect(await port.member()).toMatchObject({ state: 'not_enrolled' });
  });
}

function judgeLanguage({ guest, bench, enrolled }: Subject): void {
  it('writes its texts in the language of the call', async () => {
    const names = async (locale: string) => (await guest().tiers({ locale }))[0]?.tiers.map((tier) => tier.name).join();
    expect(await names('fa')).toMatch(/[\u0600-\u06ff]/);
    expect(await names('fa-IR')).toBe(await names('fa'));
    expect(await names('en')).toMatch(/^[\x20-\x7e]+$/);
    const { parts } = await guest().snapshot([{ read: 'shop' }], { locale: 'fa' });
    expect(dataOf(parts[0])).toEqual(await guest().shop({ locale: 'fa' }));
  });

  it('has an answer for a language it does not speak, and for one that is none', async () => {
    for (const locale of ['tlh', 'x', '', 'en_US!']) expect((await guest().shop({ locale })).name, locale).not.toBe('');
  });

  it('tells the same history in either language, with other titles', async ({ skip }) => {
    if (!bench().place) return skip();
    const { id, port } = await enrolled();
    await place(bench(), id);
    const [en, fa] = await Promise.all(['en', 'fa'].map(async (locale) => (await port.activity({}, { locale })).items[0]));
    expect(fa?.id).toBe(en?.id);
    expect(fa?.title).not.toBe(en?.title);
  });
}

function judgePoints({ bench, enrolled, stranger }: Subject): void {
  const each = (sentence: string, judge: () => Promise<void>) =>
    it(sentence, async ({ skip }) => (bench().place && bench().deliver && bench().return ? judge() : skip()));

  each('an order brings pending points, which delivery makes available', async () => {
    const { id, port } = await enrolled();
    const order = await place(bench(), id, 20_000_000);
    expect(await balance(port)).toMatchObject({ available: 0, pending: 200 });
    await bench().deliver?.(order);
    expect(await balance(port)).toMatchObject({ available: 200, pending: 0 });
    expect((await lines(port))[0]).toMatchObject({ kind: 'earn', delta: 200, state: 'approved', orderId: order });
  });

  each('each step raises the version, and the tiers follow what became available', async () => {
    const { id, port } = await enrolled();
    const seen = [(await snapshot(port, [])).version ?? 0];
    const order = await place(bench(), id, 20_000_000);
    seen.push((await snapshot(port, [])).version ?? 0);
    await bench().deliver?.(order);
    seen.push((await snapshot(port, [])).version ?? 0);
    await bench().return?.(order);
    seen.push((await snapshot(port, [])).version ?? 0);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect((await port.tiers())[0]?.value).toBe(0);
  });

  each('a return before delivery takes pending points, in proportion', async () => {
    const { id, port } = await enrolled();
    const order = await place(bench(), id, 20_000_000);
    await bench().return?.(order, rials(5_000_000));
    expect(await balance(port)).toMatchObject({ available: 0, pending: 150 });
    await bench().deliver?.(order);
    expect(await balance(port)).toMatchObject({ available: 150, pending: 0 });
  });

  each('returns after delivery take available points, together never more than were earned', async () => {
    const { id, port } = await enrolled();
    const order = await place(bench(), id, 20_000_000);
    await bench().deliver?.(order);
    await bench().return?.(order, rials(10_000_000));
    expect(await balance(port)).toMatchObject({ available: 100 });
    await bench().return?.(order);
    expect(await balance(port)).toMatchObject({ available: 0, pending: 0 });
    await bench().return?.(order, rials(1_000_000));
    expect(await balance(port)).toMatchObject({ available: 0, pending: 0 });
    expect((await lines(port)).reduce((sum, line) => sum + line.delta, 0)).toBe(0);
  });

  each('an order of somebody who has not joined earns nothing, the next one after joining does', async () => {
    const { id, port } = stranger();
    await place(bench(), id);
    await port.join({ acceptTerms: true }, { key: randomUUID() });
    expect(await balance(port)).toMatchObject({ available: 0, pending: 0 });
    await place(bench(), id, 20_000_000);
    expect(await balance(port)).toMatchObject({ available: 0, pending: 200 });
  });

  each('an order that nobody placed is not found', async () => {
    const refused = bench().deliver?.(`never-placed-${randomUUID()}`) ?? Promise.resolve();
    await expectKind(refused, 'not_found');
  });

  each('a change at the shop reaches whoever watches', async () => {
    const { id, port } = await enrolled();
    await watching(port, async (next) => {
      await next();
      await place(bench(), id);
      expect((await next()).keys).toContain('wallets');
    });
  });
}

function judgeHistory({ bench, enrolled }: Subject): void {
  it('of a new member is empty and has no next page', async () => {
    const { port } = await enrolled();
    expect(await port.activity({})).toEqual({ items: [] });
  });

  it('comes in pages with each line once, newest first, and ends', async ({ skip }) => {
    if (!bench().place) return skip();
    const { id, port } = await enrolled();
    const placed: string[] = [];
    for (let count = 0; count < 7; count += 1) placed.push(await place(bench(), id));
    const told: Activity[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await port.activity({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(3);
      told.push(...page.items);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(cursor).toBeUndefined();
    expect(new Set(told.map((line) => line.id)).size).toBe(7);
    expect(told.map((line) => line.orderId)).toEqual(placed.reverse());
    expect((await port.activity({ limit: 7 })).next).toBeUndefined();
  });
}

// What the judges share.

function newcomer(bench: Bench): Someone {
  const id = `contract-${randomUUID()}`;
  return { id, port: opened(bench, { memberId: id }) };
}

/** The adapter with all its methods; a missing one fails the test by name instead of being skipped in silence. */
function opened(bench: Bench, session: Omit<Session, 'shopId'>): Port {
  const port = bench.open({ shopId: bench.shopId, ...session });
  if (isWhole(port)) return port;
  throw new Error(`The adapter lacks ${methods.filter((name) => port[name] === undefined).join(', ')}.`);
}

const methods = [...operations, 'capabilities', 'snapshot'] as const;

function isWhole(port: PortalAdapter): port is Port {
  return methods.every((name) => port[name] !== undefined);
}

function includeOf(read: ReadName): Include {
  return read === 'activity' ? { read, query: {} } : { read };
}

async function readOf(port: Port, include: Include, call: { signal?: AbortSignal } = {}): Promise<unknown> {
  return include.read === 'activity' ? port.activity(include.query, call) : port[include.read](call);
}

function snapshot(port: Port, includes: readonly Include[], since?: number) {
  return port.snapshot(includes, since === undefined ? {} : { since });
}

function dataOf(part: Part | undefined): unknown {
  if (!part || 'error' in part) throw new Error(`The part ${part?.key ?? ''} has no data${part ? `: ${part.error.message}` : ''}.`);
  return part.data;
}

function errorOf(part: Part | undefined): PortalError {
  if (!part || !('error' in part)) throw new Error(`The part ${part?.key ?? ''} should have failed.`);
  return part.error;
}

async function expectKind(answer: Promise<unknown>, kind: PortalError['kind']): Promise<void> {
  const thrown = await answer.then(() => undefined, (failure: unknown) => failure);
  expect(thrown).toBeInstanceOf(PortalError);
  expect(thrown).toMatchObject({ kind });
}

const rials = (minor: number): Money => ({ minor, currency: 'IRR' });
let placedSoFar = 0;

async function place(bench: Bench, memberId: string, minor = 1_000_000): Promise<string> {
  const id = `order-${randomUUID()}`;
  placedSoFar += 1;
  // A later order has a later instant, so that "newest first" has one meaning.
  const placedAt = new Date(Date.now() - 3_600_000 + placedSoFar * 1_000).toISOString();
  const items = [{ id: '1', title: 'Tea', quantity: 1, total: rials(minor) }];
  if (!bench.place) throw new Error('This adapter has no shop side.');
  await bench.place(memberId, { id, number: String(1_000 + placedSoFar), placedAt, items, total: rials(minor), state: 'placed' });
  return id;
}

async function balance(port: Port): Promise<Wallet | undefined> {
  const [first] = await port.wallets();
  return first;
}

async function lines(port: Port): Promise<readonly Activity[]> {
  return (await port.activity({ limit: 100 })).items;
}

/** Watches while the test runs; `next` is the next thing told. */
async function watching(port: Port, run: (next: () => Promise<Change>) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const changes = port.watch({ signal: ending.signal })[Symbol.asyncIterator]();
  const next = async () => {
    const told = await changes.next();
    if (told.done) throw new Error('The watching ended before it was told to.');
    return told.value;
  };
  try {
    await run(next);
  } finally {
    ending.abort();
  }
}

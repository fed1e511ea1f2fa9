import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { includeKey } from '../../src/adapters/include.js';
import { dataOf, errorOf, offeredReads, readOf, schemas, snapshot, wallet, watching, type Subject } from './support.js';

/** Several reads at once. */
export function judgeSnapshot({ guest, stranger, enrolled, offers, it }: Subject): void {
  it('answers each include once, in order, under its own key', [], async () => {
    const { port } = await enrolled();
    const reads = offeredReads(offers);
    const { parts, at } = await snapshot(port, reads);
    expect(parts.map(({ key }) => key)).toEqual(reads.map(includeKey));
    expect(parts.map(({ read }) => read)).toEqual(reads.map(({ read }) => read));
    for (const part of parts) expect(z.safeParse(schemas[part.read], dataOf(part)).success, part.key).toBe(true);
    expect(Number.isNaN(Date.parse(at))).toBe(false);
  });

  it('lets a part fail alone', ['join', 'shop', 'wallets', 'member'], async () => {
    const { parts } = await snapshot(stranger().port, [{ read: 'shop' }, wallet, { read: 'member' }]);
    expect(dataOf(parts[0])).toHaveProperty('timeZone');
    expect(errorOf(parts[1]).kind).toBe('not_enrolled');
    expect(dataOf(parts[2])).toMatchObject({ state: 'not_enrolled' });
  });

  it('lets a part of a guest’s fail alone', ['guests', 'shop', 'wallets'], async () => {
    const asGuest = await snapshot(guest(), [{ read: 'shop' }, wallet]);
    expect(dataOf(asGuest.parts[0])).toHaveProperty('timeZone');
    expect(errorOf(asGuest.parts[1]).kind).toBe('unauthenticated');
  });

  it('answers unchanged, without parts, to the version it just told, and in full to any other', ['versions', 'wallets'], async () => {
    const { port } = await enrolled();
    const { version } = await snapshot(port, [wallet]);
    expect(version).toBeTypeOf('number');
    expect(await snapshot(port, [wallet], version)).toMatchObject({ unchanged: true, version, parts: [] });
    const other = await snapshot(port, [wallet], (version ?? 0) + 1_000);
    expect(other.unchanged ?? false).toBe(false);
    expect(other.parts).toHaveLength(1);
  });

  it('tells a greater version after a change', ['versions', 'join', 'member'], async () => {
    const { port } = stranger();
    const before = await snapshot(port, []);
    await port.join({ acceptTerms: true }, { key: randomUUID() });
    const after = await snapshot(port, [{ read: 'member' }], before.version);
    expect(after.version ?? 0).toBeGreaterThan(before.version ?? 0);
    expect(after.parts).toHaveLength(1);
  });
}

/** Changes as they happen. */
export function judgeWatch({ stranger, enrolled, it }: Subject): void {
  it('says first that it listens, then tells of a change with its version', ['watch', 'join'], async () => {
    const { port } = stranger();
    await watching(port, async (next) => {
      expect((await next()).keys).toEqual([]);
      const { version } = await port.join({ acceptTerms: true }, { key: randomUUID() });
      const told = await next();
      expect(told.keys).toContain('member');
      expect(told.version).toBe(version);
    });
  });

  it('does not tell one member of another', ['watch', 'join'], async () => {
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

  it('ends with its signal', ['watch'], async () => {
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

/** Calls that are given up. */
export function judgeAbort({ stranger, enrolled, offers, it }: Subject): void {
  const aborted = { signal: AbortSignal.abort(new Error('changed my mind')) };

  it('rejects every call that was aborted before it began, with the reason', [], async () => {
    const { port } = await enrolled();
    for (const include of offeredReads(offers)) await expect(readOf(port, include, aborted), include.read).rejects.toThrow('changed my mind');
    await expect(port.snapshot([wallet], aborted)).rejects.toThrow('changed my mind');
  });

  it('rejects a join that was aborted before it began, with the reason', ['join'], async () => {
    const { port } = await enrolled();
    await expect(port.join({ acceptTerms: true }, { ...aborted, key: randomUUID() })).rejects.toThrow('changed my mind');
  });

  it('rejects a call that is aborted while it runs', ['wallets'], async () => {
    const { port } = await enrolled();
    const stopping = new AbortController();
    const answer = port.wallets({ signal: stopping.signal }).then(() => 'answered', (thrown: unknown) => thrown);
    stopping.abort(new Error('changed my mind'));
    // An adapter that answers from memory may be done already; one that has to ask must stop.
    const settled = await answer;
    if (settled !== 'answered') expect(settled).toMatchObject({ message: 'changed my mind' });
  });

  it('does nothing for an aborted join', ['join', 'member'], async () => {
    const { port } = stranger();
    await port.join({ acceptTerms: true }, { key: randomUUID(), signal: AbortSignal.abort() }).catch(() => undefined);
    expect(await port.member()).toMatchObject({ state: 'not_enrolled' });
  });
}

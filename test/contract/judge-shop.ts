import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Activity } from '../../src/domain/activity.schema.js';
import type { Need } from './bench.js';
import { balance, buy, expectKind, lines, place, rials, snapshot, watching, type Subject } from './support.js';

/** From an order to points and back. */
export function judgePoints({ bench, enrolled, stranger, it }: Subject): void {
  const each = (sentence: string, needs: readonly Need[], judge: () => Promise<void>) => it(sentence, ['earning', 'place', 'deliver', 'return', 'wallets', ...needs], judge);

  each('an order brings pending points, which delivery makes available', ['activity'], async () => {
    const { id, port } = await enrolled();
    const order = await place(bench(), id, 20_000_000);
    expect(await balance(port)).toMatchObject({ available: 0, pending: 200 });
    await bench().deliver?.(order);
    expect(await balance(port)).toMatchObject({ available: 200, pending: 0 });
    expect((await lines(port))[0]).toMatchObject({ kind: 'earn', delta: 200, state: 'approved', orderId: order });
  });

  each('each step raises the version, and the tiers follow what became available', ['versions', 'tiers'], async () => {
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

  each('a return before delivery takes pending points, in proportion', [], async () => {
    const { id, port } = await enrolled();
    const order = await place(bench(), id, 20_000_000);
    await bench().return?.(order, rials(5_000_000));
    expect(await balance(port)).toMatchObject({ available: 0, pending: 150 });
    await bench().deliver?.(order);
    expect(await balance(port)).toMatchObject({ available: 150, pending: 0 });
  });

  each('returns after delivery take available points, together never more than were earned', ['activity'], async () => {
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

  each('an order of somebody who has not joined earns nothing, the next one after joining does', ['join'], async () => {
    const { id, port } = stranger();
    await place(bench(), id);
    await port.join({ acceptTerms: true }, { key: randomUUID() });
    expect(await balance(port)).toMatchObject({ available: 0, pending: 0 });
    await place(bench(), id, 20_000_000);
    expect(await balance(port)).toMatchObject({ available: 0, pending: 200 });
  });

  each('an order that nobody placed is not found', [], async () => {
    const refused = bench().deliver?.(`never-placed-${randomUUID()}`) ?? Promise.resolve();
    await expectKind(refused, 'not_found');
  });

  each('a change at the shop reaches whoever watches', ['watch'], async () => {
    const { id, port } = await enrolled();
    await watching(port, async (next) => {
      await next();
      await place(bench(), id);
      expect((await next()).keys).toContain('wallets');
    });
  });
}

/** Paging through the history. */
export function judgeHistory({ bench, enrolled, offers, it }: Subject): void {
  it('of a new member is empty and has no next page', ['activity'], async () => {
    const { port } = await enrolled();
    expect(await port.activity({})).toEqual({ items: [] });
  });

  it('comes in pages with each line once, newest first, and ends', ['activity'], async () => {
    const { id, port } = await enrolled();
    const earning = offers('earning');
    const placed: string[] = [];
    for (let count = 0; count < 7; count += 1) earning ? placed.push(await place(bench(), id)) : await buy(bench(), id, 1 + count);
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
    if (earning) expect(told.map((line) => line.orderId)).toEqual(placed.reverse());
    else expect(told.map(({ delta }) => delta)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect((await port.activity({ limit: 7 })).next).toBeUndefined();
  });
}

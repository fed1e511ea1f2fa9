import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPages, type PageOf } from '../../src/domain/pages.js';

const item = (id: number) => ({ id: `${id}` });
const ids = (pages: readonly PageOf<{ id: string }>[]): string => joinPages(pages).items.map(({ id }) => id).join();

describe('pages put together', () => {
  it('are nothing where there is none', () => {
    expect(joinPages([])).toEqual({ items: [], next: undefined });
  });

  it('hold every item in order, and the cursor of the last page', () => {
    const pages = [{ items: [item(1), item(2)], next: 'a' }, { items: [item(3)], next: 'b' }];
    expect([ids(pages), joinPages(pages).next]).toEqual(['1,2,3', 'b']);
  });

  it('count an item once that came again because lines were added on top', () => {
    expect(ids([{ items: [item(0), item(1)], next: 'a' }, { items: [item(1), item(2)] }])).toBe('0,1,2');
  });

  it('end where a cursor leads back to a page that was read', () => {
    const circle = [{ items: [item(1)], next: 'a' }, { items: [item(2)], next: 'b' }, { items: [item(3)], next: 'a' }];
    expect(joinPages(circle).next).toBeUndefined();
    expect(joinPages([{ items: [item(1)], next: 'a' }, { items: [], next: 'a' }]).next).toBeUndefined();
  });

  it('never show an item twice, whatever a backend sends', () => {
    const page = fc.record({ items: fc.array(fc.integer({ min: 0, max: 20 }).map(item), { maxLength: 6 }), next: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(page, { maxLength: 8 }), (pages) => {
        const shown = joinPages(pages).items.map(({ id }) => id);
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });
});

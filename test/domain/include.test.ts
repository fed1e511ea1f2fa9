import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { includeKey } from '../../src/adapters/include.js';
import { parseInclude } from '../../src/adapters/parse-include.js';
import type { Include } from '../../src/adapters/port.js';

const plain = fc.constantFrom<Include>({ read: 'capabilities' }, { read: 'shop' }, { read: 'member' }, { read: 'wallets' }, { read: 'tiers' });
const history = fc.record({ limit: fc.integer({ min: 1, max: 100 }), cursor: fc.string({ unit: 'grapheme', maxLength: 200 }) }, { requiredKeys: [] }).map((query): Include => ({ read: 'activity', query }));
const order = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((id): Include => ({ read: 'order', query: { id } }));
const estimate = fc.record({ amount: fc.nat(), currency: fc.constant('IRR'), product: fc.string({ minLength: 1, maxLength: 50 }) }, { requiredKeys: [] }).map((query): Include => ({ read: 'estimate', query }));

describe('the text of an include', () => {
  it('reads back as the include it was made of', () => {
    fc.assert(
      fc.property(fc.oneof(plain, history, order, estimate), (include) => {
        expect(parseInclude(includeKey(include))).toEqual(include);
      }),
    );
  });

  it('is another for every other include', () => {
    const others: readonly Include[] = [{ read: 'wallets' }, { read: 'activity', query: {} }, { read: 'activity', query: { limit: 5 } }, { read: 'activity', query: { cursor: '5' } }];
    expect(new Set(others.map(includeKey)).size).toBe(others.length);
  });

  it.each([[''], ['toString'], ['__proto__'], ['wallets '], ['activity?limit=0'], ['activity?limit=101'], ['activity?limit=1e2'], ['activity?limit=-1'], ['activity?filter=all'], ['activity?from=yesterday'], ['order'], ['order?id='], ['estimate?amount=1.5'], ['estimate?currency=toman'], [`activity?cursor=${'a'.repeat(2_001)}`]])('that is none of ours (%s) is refused', (text) => {
    expect(parseInclude(text)).toBeUndefined();
  });
});

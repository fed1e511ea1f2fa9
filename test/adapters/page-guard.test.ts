import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { pageDocument as guard } from '../../src/adapters/declarative/page.guard.generated.js';
import { pageDocument as schema } from '../../src/adapters/declarative/page.schema.js';
import { GuardError } from '../../src/domain/guard.js';
import { restDescription } from '../fakes/rest-description.js';
import { mutated } from '../domain/arbitrary.js';

type Verdict = { ok: true; value: unknown } | { ok: false };

const folder = new URL('../../src/adapters/presets/', import.meta.url);
const shop = { id: 'shop', name: 'Shop', timeZone: 'UTC', currencies: [], display: { digits: 'locale', calendar: 'locale', expiringDays: 30 } };
const presets = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file): object => ({ format: 1, settings: { pool: 'x', most: 2, on: true }, shop: { en: shop, fa: shop }, adapter: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object }));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function byGuard(json: unknown): Verdict {
  try {
    return { ok: true, value: plain(guard(json)) };
  } catch (thrown) {
    if (thrown instanceof GuardError) return { ok: false };
    throw thrown;
  }
}

function bySchema(json: unknown): Verdict {
  try {
    const parsed = z.safeParse(schema, json);
    return parsed.success ? { ok: true, value: plain(parsed.data) } : { ok: false };
  } catch (thrown) {
    // zod's own fault with what pretends to be a list.
    if (thrown instanceof TypeError) return { ok: false };
    throw thrown;
  }
}

const sound = fc.constantFrom(...presets, { format: 1, adapter: restDescription });

describe('the guard of what a page is told that speaks to a vendor itself', () => {
  it.each([
    ['sound', sound, 50],
    ['nearly sound', mutated(sound), 3_000],
    ['twice wrong', mutated(mutated(sound)), 1_000],
    ['random', fc.jsonValue(), 300],
  ])('gives the verdict and the value of its schema for a %s description', (_, json, numRuns) => {
    fc.assert(
      fc.property(json, (value) => {
        expect(byGuard(value)).toEqual(bySchema(value));
      }),
      { numRuns },
    );
  });

  it('takes every preset, so that the comparison is not of refusals alone', () => {
    for (const preset of presets) expect(byGuard(preset).ok).toBe(true);
  });

  it.each([
    ['a member that is not there', { retires: 2 }, 'adapter.ops.wallets.retires: no such member; one of'],
    ['a map that is no text', { map: 7 }, 'adapter.ops.wallets.map: text expected'],
    ['a map of no lines', { map: [] }, 'adapter.ops.wallets.map: list of 1 to 200 expected'],
    ['a kind of error that is not there', { errors: { x: 'broken' } }, 'adapter.ops.wallets.errors.x: known value expected'],
    ['paging of an unknown kind', { paging: { kind: 'scroll', items: 'x' } }, 'adapter.ops.wallets.paging.kind: known value expected'],
  ])('names the path of %s', (_, wrong, says) => {
    const adapter = { ...restDescription, ops: { wallets: { path: '/x', map: 'x', ...wrong } } };
    expect(() => guard({ format: 1, adapter })).toThrow(says);
  });

  it('refuses an operation that is not there, by its name', () => {
    expect(() => guard({ format: 1, adapter: { ...restDescription, ops: { walets: { path: '/x', map: 'x' } } } })).toThrow('adapter.ops.walets: known value expected');
  });
});

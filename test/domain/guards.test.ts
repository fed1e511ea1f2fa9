import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { activityPage } from '../../src/domain/activity.schema.js';
import { capabilities } from '../../src/domain/capabilities.schema.js';
import { earnAction, earnActions, estimate } from '../../src/domain/earning.schema.js';
import { problem } from '../../src/domain/error.schema.js';
import { GuardError, int, obj, oneOf, union, type Guard } from '../../src/domain/guard.js';
import { activityPage as activityGuard } from '../../src/domain/guards-activity.generated.js';
import { change as changeGuard } from '../../src/domain/guards-care.generated.js';
import * as earningGuards from '../../src/domain/guards-earning.generated.js';
import { dismissed as dismissedGuard } from '../../src/domain/guards-dismiss.generated.js';
import { estimate as estimateGuard } from '../../src/domain/guards-estimate.generated.js';
import * as orderGuards from '../../src/domain/guards-orders.generated.js';
import * as redeemGuards from '../../src/domain/guards-redeem.generated.js';
import { rewards as rewardsGuard } from '../../src/domain/guards-rewards.generated.js';
import { tierTracks as tierGuard } from '../../src/domain/guards-tier.generated.js';
import * as core from '../../src/domain/guards.generated.js';
import { member } from '../../src/domain/member.schema.js';
import { order, orderPage } from '../../src/domain/order.schema.js';
import { redemption, redemptions, rewards } from '../../src/domain/reward.schema.js';
import { shop } from '../../src/domain/shop.schema.js';
import { change, snapshot } from '../../src/domain/snapshot.schema.js';
import { dismissed, tierTracks } from '../../src/domain/tier.schema.js';
import { wallets } from '../../src/domain/wallet.schema.js';
import { safeParseWire, withoutNulls } from '../../src/domain/wire.js';
import { guardsFile, guardsTexts } from '../../tools/guards.js';
import { arbitraryOf, mutated } from './arbitrary.js';

const guards = {
  activityPage: activityGuard,
  capabilities: core.capabilities,
  change: changeGuard,
  dismissed: dismissedGuard,
  earnAction: earningGuards.earnAction,
  earnActions: earningGuards.earnActions,
  estimate: estimateGuard,
  member: core.member,
  order: orderGuards.order,
  orderPage: orderGuards.orderPage,
  problem: core.problem,
  redemption: redeemGuards.redemption,
  redemptions: redeemGuards.redemptions,
  rewards: rewardsGuard,
  shop: core.shop,
  snapshot: core.snapshot,
  tierTracks: tierGuard,
  wallets: core.wallets,
};

const schemas: Record<keyof typeof guards, z.core.$ZodType> = {
  activityPage, capabilities, change, dismissed, earnAction, earnActions, estimate, member, order, orderPage, problem, redemption, redemptions, rewards, shop, snapshot, tierTracks, wallets,
};

type Verdict = { ok: true; value: unknown } | { ok: false };

function byGuard(guard: Guard<unknown>, json: unknown): Verdict {
  try {
    return { ok: true, value: withoutNulls(guard(json)) };
  } catch (thrown) {
    if (!(thrown instanceof GuardError)) throw thrown;
    return { ok: false };
  }
}

function bySchema(schema: z.core.$ZodType, json: unknown): Verdict {
  const result = safeParseWire(schema, json);
  return result.success ? { ok: true, value: result.data } : { ok: false };
}

const guardsAndSchemas = Object.entries(guards).map(([name, guard]) => {
  const schema = Object.entries(schemas).find(([key]) => key === name)?.[1];
  if (!schema) throw new Error(`No schema is tested for the guard \`${name}\`.`);
  return { name, guard, schema };
});

describe('the generated guards', () => {
  it('are as `npm run guards` writes them from the schemas', async () => {
    for (const [group, text] of await guardsTexts()) expect(await readFile(guardsFile(group), 'utf8')).toBe(text);
  });

  describe.each(guardsAndSchemas)('$name', ({ guard, schema }) => {
    const valid = arbitraryOf(schema);
    it.each([
      ['valid', valid, 300],
      ['nearly valid', mutated(valid), 3_000],
      ['twice wrong', mutated(mutated(valid)), 1_000],
      ['random', fc.jsonValue(), 300],
    ])('gives the verdict and the value of its schema for %s JSON', (_, json, numRuns) => {
      fc.assert(
        fc.property(json, (value) => {
          expect(byGuard(guard, value)).toEqual(bySchema(schema, value));
        }),
        { numRuns },
      );
    });

    it.each([[{ length: {} }], [{ items: { length: {} } }], [{ length: { valueOf: 1 } }]])('refuses what pretends to be a list as its schema does: %j', (json) => {
      expect(byGuard(guard, json)).toEqual(bySchema(schema, json));
    });

    it('accepts what its schema accepts, so that the comparison is not of refusals alone', () => {
      const accepted = fc.sample(valid, { numRuns: 50, seed: 1 }).filter((json) => byGuard(guard, json).ok);
      expect(accepted.length).toBeGreaterThan(40);
    });
  });
});

describe('a guard', () => {
  it('names the path of what is wrong', () => {
    const wallet = { id: 'w', unit: { id: 'p', kind: 'points', decimals: 0 }, available: 1, activating: [], asOf: '2026-05-03' };
    const wrong = [wallet, { ...wallet, expiring: [{ amount: -1, at: '2026-05-03' }] }];
    expect(() => guards.wallets([{ ...wallet, expiring: [] }, ...wrong.slice(1)])).toThrow('[1].expiring[0].amount: number expected');
    expect(() => guards.wallets(wrong)).toThrow('[0].expiring: list expected');
    expect(() => guards.wallets('x')).toThrow('The answer: list expected');
    expect(() => guards.member({ id: 7 })).toThrow('id: text expected');
  });

  it('gives objects that inherit nothing, so that no member comes from anywhere else', () => {
    const decoded = guards.member({ id: 'm', state: 'guest' });
    expect(Object.getPrototypeOf(decoded)).toBeNull();
  });

  it('tells the kinds of a union apart by one member, and refuses a kind it does not know', () => {
    const price = union('kind', {
      fixed: obj({ kind: oneOf(['fixed']), cost: int(0) }),
      variable: obj({ kind: oneOf(['variable']), step: int(1) }),
    });
    expect({ ...price({ kind: 'variable', step: 5, cost: 'free' }) }).toEqual({ kind: 'variable', step: 5 });
    expect(() => price({ kind: 'fixed', step: 5 }, 'price')).toThrow('price.cost: integer expected');
    for (const kind of ['free', 'toString', '__proto__', null, 1]) expect(() => price({ kind })).toThrow('.kind: known value expected');
  });

  it('reads own members only', () => {
    expect(() => guards.member(Object.create({ id: 'm', state: 'guest' }))).toThrow(GuardError);
  });
});

describe('a guard on a page that added members to the prototypes', () => {
  const added: [object, string][] = [];
  const add = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
    added.push([target, name]);
  };
  afterEach(() => {
    for (const [target, name] of added.splice(0)) Reflect.deleteProperty(target, name);
  });

  it('decodes the same as without them', () => {
    const json = { id: 'm', state: 'enrolled' };
    const track = { id: 't', metric: 'points', tiers: [{ id: 'a', name: 'A', rank: 1, perks: [] }] };
    add(Object.prototype, 'name', 'Mallory');
    add(Object.prototype, 'since', 12);
    add(Object.prototype, 'forEach', () => 0);
    add(Array.prototype, 'first', () => 0);
    expect({ ...guards.member(json) }).toEqual({ id: 'm', state: 'enrolled' });
    expect(guards.tierTracks([track])[0]?.tiers).toHaveLength(1);
    expect(Object.keys(guards.tierTracks([track])[0] ?? {})).toEqual(['id', 'tiers', 'metric']);
  });
});

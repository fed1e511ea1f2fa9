import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedPerks, tierProgress, tierStanding } from '../../src/domain/tier-progress.js';
import type { Tier, TierTrack } from '../../src/domain/tier.schema.js';

const perk = (id: string) => ({ id, kind: 'benefit', title: id }) as const;
const silver: Tier = { id: 'silver', name: 'Silver', rank: 2, threshold: 500, perks: [perk('ship')] };
const gold: Tier = { id: 'gold', name: 'Gold', rank: 3, threshold: 2_000, perks: [perk('ship'), perk('double')] };
const track = (parts: Partial<TierTrack> = {}): TierTrack => ({ id: 't', metric: 'points', tiers: [silver, gold], ...parts });
const bare: Tier = { id: 'gold', name: 'Gold', rank: 3, perks: [] };

describe('the third of value, target and remaining', () => {
  it.each([
    ['remaining', { value: 1_250, target: 2_000 }, { value: 1_250, target: 2_000, remaining: 750, share: 0.625 }],
    ['value', { target: 2_000, remaining: 500 }, { value: 1_500, target: 2_000, remaining: 500, share: 0.75 }],
    ['target', { value: 1_500, remaining: 500 }, { value: 1_500, target: 2_000, remaining: 500, share: 0.75 }],
    ['none: what is told goes first', { value: 1_000, target: 2_000, remaining: 900 }, { value: 1_000, target: 2_000, remaining: 900, share: 0.5 }],
  ])('is derived: %s', (_, parts, progress) => expect(tierProgress(track(parts), bare)).toEqual(progress));

  it.each([
    ['nothing', {}],
    ['the value alone', { value: 10 }],
    ['the target alone', { target: 10 }],
    ['what is missing alone', { remaining: 10 }],
    ['a target of zero', { value: 0, target: 0 }],
    ['a negative target', { value: 0, target: -5 }],
  ])('is not made up from %s', (_, parts) => expect(tierProgress(track(parts), bare)).toBeUndefined());

  it('falls back to the threshold of the tier', () => expect(tierProgress(track({ value: 500 }), gold)).toMatchObject({ target: 2_000, remaining: 1_500, share: 0.25 }));

  it.each([
    ['past the target', { value: 3_000, target: 2_000 }, { remaining: 0, share: 1 }],
    ['below zero, after returns', { value: -200, target: 2_000 }, { remaining: 2_200, share: 0 }],
  ])('stays within the bar: %s', (_, parts, progress) => expect(tierProgress(track(parts), bare)).toMatchObject(progress));

  it('agrees with itself whichever two are told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 10 ** 9 }), (value, remaining) => {
        const target = value + remaining;
        const tellings = [{ value, target }, { value, remaining }, { target, remaining }].map((parts) => tierProgress(track(parts), bare));
        expect(new Set(tellings.map((each) => JSON.stringify(each))).size).toBe(1);
      }),
    );
  });
});

describe('a standing', () => {
  it.each([
    ['climbing', track({ current: 'silver', next: 'gold', value: 500 }), { kind: 'climbing', current: silver, next: gold, remaining: 1_500 }],
    ['climbing without a tier yet', track({ next: 'silver', value: 100 }), { kind: 'climbing', current: undefined, next: silver, remaining: 400 }],
    ['climbing, with only what is missing', track({ tiers: [silver, bare], current: 'silver', next: 'gold', remaining: 9 }), { kind: 'climbing', progress: undefined, remaining: 9 }],
    ['climbing, nothing known of the way', track({ tiers: [silver, bare], current: 'silver', next: 'gold' }), { kind: 'climbing', progress: undefined, remaining: undefined }],
    ['the top', track({ current: 'gold', value: 5_000 }), { kind: 'top', current: gold }],
    ['the top, where the next is no tier of the ladder', track({ current: 'silver', next: 'platinum' }), { kind: 'top', current: silver }],
    ['empty without steps', track({ tiers: [], current: 'gold' }), { kind: 'empty' }],
    ['empty where the club says nothing of the member', track({}), { kind: 'empty' }],
  ])('is %s', (_, from, standing) => expect(tierStanding(from)).toMatchObject(standing));
});

describe('the perks a tier adds', () => {
  it('are those the one before has not', () => expect(addedPerks(gold, silver).map(({ id }) => id)).toEqual(['double']));
  it('are all where there is none before', () => expect(addedPerks(gold, undefined)).toHaveLength(2));
  it('are none where it adds none', () => expect(addedPerks(silver, gold)).toEqual([]));
});

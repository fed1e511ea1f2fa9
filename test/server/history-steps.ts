import fc from 'fast-check';

/** One thing that happens in the life of a member. */
export type Step =
  | { readonly do: 'place' | 'buy'; readonly points: number }
  | { readonly do: 'deliver'; readonly order: number }
  | { readonly do: 'return'; readonly order: number; readonly rials: number }
  | { readonly do: 'grant'; readonly amount: number; readonly days: number }
  | { readonly do: 'adjust'; readonly wallet: 'points' | 'credit'; readonly amount: number }
  | { readonly do: 'redeem'; readonly reward: 'tea' | 'made' | 'credit'; readonly cost: number; readonly maker: 'well' | 'refuses' | 'fails' }
  | { readonly do: 'cancel' | 'use'; readonly redemption: number }
  | { readonly do: 'settle'; readonly maker: 'well' | 'refuses' }
  | { readonly do: 'wait'; readonly days: number };

const of = fc.constantFrom;
const points = fc.integer({ min: 0, max: 200 });
const amount = fc.integer({ min: 1, max: 200 });
const which = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: of('place' as const, 'buy' as const), points }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deliver' as const), order: which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('return' as const), order: which, rials: fc.integer({ min: 1, max: 20_000_000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('grant' as const), amount, days: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('adjust' as const), wallet: of('points' as const, 'points' as const, 'credit' as const), amount: fc.integer({ min: -300, max: 100 }).filter((n) => n !== 0) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('redeem' as const), reward: of('tea' as const, 'made' as const, 'made' as const, 'credit' as const), cost: fc.integer({ min: 1, max: 150 }), maker: of('well' as const, 'refuses' as const, 'fails' as const) }),
  },
  { weight: 3, arbitrary: fc.record({ do: of('cancel' as const, 'cancel' as const, 'use' as const), redemption: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), maker: of('well' as const, 'refuses' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }) },
);
/** Lives of any kind. Most begin with points, so that there is something to lose. */
const anyLife: fc.Arbitrary<Step[]> = fc
  .tuple(fc.option(fc.record({ do: fc.constant('grant' as const), amount, days: fc.integer({ min: 5, max: 60 }) }), { freq: 8 }), fc.array(step, { minLength: 3, maxLength: 9 }))
  .map(([first, rest]) => (first ? [first, ...rest] : rest));

/** Lives in which points come back from a code after something befell the lots they came from: rare by chance. */
const returning: fc.Arbitrary<Step[]> = fc
  .record({
    bought: fc.integer({ min: 10, max: 100 }),
    granted: fc.option(fc.integer({ min: 10, max: 100 })),
    cost: fc.integer({ min: 5, max: 100 }),
    maker: of('well' as const, 'fails' as const),
    befell: fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('adjust' as const), wallet: fc.constant('points' as const), amount: fc.integer({ min: -200, max: -1 }) }),
        fc.record({ do: fc.constant('return' as const), order: fc.constant(0), rials: fc.integer({ min: 1, max: 10_000_000 }) }),
        fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 29 }) }),
        step,
      ),
      { minLength: 1, maxLength: 3 },
    ),
    rest: fc.array(step, { maxLength: 3 }),
  })
  .map(({ bought, granted, cost, maker, befell, rest }) => [
    { do: 'buy', points: bought },
    ...(granted === null ? [] : [{ do: 'grant', amount: granted, days: 10 } as const]),
    { do: 'redeem', reward: 'made', cost, maker },
    ...befell,
    maker === 'well' ? { do: 'cancel', redemption: 0 } : { do: 'settle', maker: 'refuses' },
    ...rest,
  ]);

/** The lives that are lived. */
export const history = fc.oneof(anyLife, returning);

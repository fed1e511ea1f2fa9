/** What a tier asks for, by criterion. */
export interface ForecastTier {
  readonly enter: Readonly<Record<string, number>>;
  /** What is enough for who holds it already. */
  readonly keep: Readonly<Record<string, number>>;
}

/** How far somebody came in how much of a period. */
export interface Pace {
  /** The steps of the ladder, lowest first. */
  readonly tiers: readonly ForecastTier[];
  readonly match: 'all' | 'any';
  /** Place of the tier held now. */
  readonly current: number;
  /** What counted so far, by criterion. */
  readonly values: Readonly<Record<string, number>>;
  readonly start: Date;
  readonly now: Date;
  readonly end: Date;
}

/** Where a pace leads. */
export interface Forecast {
  /** Place of the highest tier that is reached, or kept, by the end of the period. */
  readonly tier: number;
  /** When it is reached; nothing when it is the one held now, or a lower one. */
  readonly at?: Date;
}

/** The part of a period that must have passed: one purchase on the first day is no pace. */
const smallestShare = 1 / 12;

/** Where the present pace leads: what counted so far, over the time it took, drawn on to the period's end. Nothing while that is too short to tell. */
export function tierForecast(pace: Pace): Forecast | undefined {
  const { tiers, current, start, now, end } = pace;
  const elapsed = now.getTime() - start.getTime();
  const whole = end.getTime() - start.getTime();
  if (!(elapsed > 0) || elapsed < whole * smallestShare) return undefined;
  const reached = tiers.findLastIndex(({ enter }) => timeUntil(pace, enter, elapsed) <= whole);
  if (reached > current) {
    const at = start.getTime() + timeUntil(pace, tiers[reached]?.enter ?? {}, elapsed);
    return { tier: reached, at: new Date(Math.max(now.getTime(), Math.ceil(at))) };
  }
  const held = tiers[current];
  const keeps = held !== undefined && timeUntil(pace, held.keep, elapsed) <= whole;
  const tier = keeps ? current : reached;
  return tier < 0 ? undefined : { tier };
}

// Milliseconds from the period's start until what is asked is there; never is infinite.
function timeUntil({ match, values }: Pace, asked: Readonly<Record<string, number>>, elapsed: number): number {
  const times = Object.entries(asked)
    .filter(([, amount]) => amount > 0)
    .map(([criterion, amount]) => {
      const value = values[criterion] ?? 0;
      return value > 0 ? (elapsed * amount) / value : Number.POSITIVE_INFINITY;
    });
  if (times.length === 0) return 0;
  return match === 'any' ? Math.min(...times) : Math.max(...times);
}

/** What a run measures of one thing: its cost in each round. */
export interface Series {
  readonly name: string;
  /** Cost per unit of work in each round: microseconds of CPU time. */
  readonly rounds: readonly number[];
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** How many times as dear as the anchor, from the ratios of rounds that ran side by side. */
export function ratio(measured: Series, anchor: Series): number {
  return median(measured.rounds.map((cost, round) => cost / (anchor.rounds[round] ?? Number.NaN)));
}

/** The range in which the anchor measured against itself must lie, or the machine was too busy for the run to mean anything. */
const trusted = [0.85, 1.15] as const;

/** Whether a control, the anchor measured twice, says that the run can be believed. */
export function isTrusted(control: number): boolean {
  return control >= trusted[0] && control <= trusted[1];
}

/** One line of the result. */
export interface Line {
  readonly name: string;
  readonly value: number;
  /** What the value must not pass; for information where it is missing. */
  readonly gate?: { readonly at: number; readonly better: 'less' | 'more' };
}

/** Prints a line; answers whether it is within its gate. */
export function tell({ name, value, gate }: Line, unit: string): boolean {
  const within = !gate || (gate.better === 'less' ? value <= gate.at : value >= gate.at);
  const bound = gate ? `  gate ${gate.better === 'less' ? '≤' : '≥'} ${gate.at}${unit}${within ? '' : '  MISSED'}` : '  for information';
  console.log(`  ${name.padEnd(58)} ${value.toFixed(value < 0.1 ? 3 : 2)}${unit}${bound}`);
  return within;
}

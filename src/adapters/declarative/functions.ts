import { register, TYPE_ANY, type JSONValue } from '@jmespath-community/jmespath';
import { dateFunctions } from './functions-dates.js';
import { listFunctions } from './functions-lists.js';
import { numberFunctions } from './functions-numbers.js';
import { textFunctions } from './functions-texts.js';

/** One named function of the dialect: what it takes, what it gives, in one sentence. */
export interface NamedFunction {
  /** How it is written, e.g. `add(a, b, …)`. */
  readonly usage: string;
  /** What it gives, in one sentence. */
  readonly says: string;
  /** Arguments it needs at least, and takes at most. */
  readonly takes: readonly [least: number, most: number];
  /** Gives the value; `null` where an argument is missing or makes no sense. Never throws. */
  readonly give: (...values: readonly unknown[]) => unknown;
}

/** What the kit adds to JMESPath, by name. None fails on `null`: what cannot be told is `null`. */
export const namedFunctions: Readonly<Record<string, NamedFunction>> = {
  ...numberFunctions,
  ...textFunctions,
  ...dateFunctions,
  ...listFunctions,
};

/** Teaches the interpreter the named functions; once is enough, more does no harm. */
export function registerFunctions(): void {
  for (const [name, { takes, give }] of Object.entries(namedFunctions)) {
    const [least, most] = takes;
    const signature = Array.from({ length: most }, (_, at) => ({ types: [TYPE_ANY], ...(at >= least && { optional: true }) }));
    const told = register(name, (values) => jsonOf(give(...values)), signature, { override: true });
    if (!told.success) throw new Error(told.message);
  }
}

// The functions make of JSON only JSON.
function jsonOf(value: unknown): JSONValue {
  return (value ?? null) as JSONValue;
}

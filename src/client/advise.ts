import type { Advice } from './advice.js';

/** What can be advised about. */
export type AdviceKey = keyof Advice;

/** Brings the sentences; set where the kit is put together. */
export const adviser: { load: (name: string) => Promise<unknown> } = { load: () => Promise.resolve(undefined) };

const given = new Set<string>();

/** Tells the developer, once and in the console, what to change. The sentences come as a part: members need none. */
export function advise<K extends AdviceKey>(key: K, ...facts: Parameters<Advice[K]>): void {
  const once = [key, ...facts].join();
  if (given.has(once)) return;
  given.add(once);
  const tell = (part: unknown): void => console.warn(isAdvice(part) ? `vafa: ${Reflect.apply(part.advice[key], undefined, facts)}` : `vafa: ${once}`);
  adviser.load('advice').then(tell, tell);
}

function isAdvice(part: unknown): part is { advice: Advice } {
  return typeof part === 'object' && part !== null && 'advice' in part;
}

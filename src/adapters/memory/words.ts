import type { Unit } from '../../domain/unit.schema.js';

/** An answer in the reader's language. */
export type Told<T> = (locale: string | undefined) => T;

const persian = (locale: string | undefined): boolean => locale?.startsWith('fa') ?? false;

/** A text in English and Persian. */
export const say =
  (en: string, fa: string): Told<string> =>
  (locale) =>
    persian(locale) ? fa : en;

/** Points, in the kit's own words. */
export const points: Unit = { id: 'points', kind: 'points', decimals: 0 };

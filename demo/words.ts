import type { Locale } from './locale.js';
import { en } from './words.en.js';
import { fa } from './words.fa.js';

type Loose<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] extends (...a: infer A) => string ? (...a: A) => string : Loose<T[K]> };

/** Every sentence of the shop that is not about one product. */
export type Words = Loose<typeof en>;

const all: Readonly<Record<Locale, Words>> = { en, fa };

/** The shop's sentences in a language. */
export function wordsOf(locale: Locale): Words {
  return all[locale];
}

import type { Money } from '../../domain/money.schema.js';
import type { Unit } from '../../domain/unit.schema.js';
import type { Texts } from './program/parts.js';
import type { Program } from './program/program.js';
import { writers } from './words-format.js';

/** The program's words for one reader. */
export interface Words {
  /** The tag the words were chosen for. */
  readonly locale: string;
  /** The text in the reader's language, or the nearest there is. */
  pick(texts: Texts): string;
  /** The text with its `{places}` filled in. */
  fill(texts: Texts, values: Readonly<Record<string, string>>): string;
  /** A number in the reader's digits. */
  number(value: number): string;
  /** So many of a wallet's unit: `1,020 points`. */
  units(wallet: WalletWords, amount: number): string;
  /** An amount of money as the shop writes it: `300,000 toman`. */
  money(money: Money): string;
  /** The day of an instant on the shop's clock, with its year. */
  day(at: Date): string;
  /** An order's number: as the shop prints it in every language, so that it can be told and searched; set apart where it is more than digits. */
  orderNumber(value: string): string;
}

/** The part of a wallet that is words. */
export type WalletWords = Pick<Program['wallets'][number], 'unit'>;

/** The languages of readers that are remembered for a program, at most; a reader may send any. */
const rememberedLocales = 100;
const made = new WeakMap<Program, Map<string | undefined, Words>>();

/** The program's words for a reader of `locale`, a BCP 47 tag. */
export function wordsFor(program: Program, locale: string | undefined): Words {
  const known = made.get(program) ?? new Map<string | undefined, Words>();
  const words = known.get(locale) ?? makeWords(program, locale);
  if (known.size < rememberedLocales) made.set(program, known.set(locale, words));
  return words;
}

function makeWords(program: Program, locale: string | undefined): Words {
  const wanted = canonical(locale) ?? program.defaultLocale;
  const chain = [wanted, new Intl.Locale(wanted).language, program.defaultLocale];
  const pick = (texts: Texts) => {
    const tag = chain.find((candidate) => Object.hasOwn(texts, candidate));
    return (tag === undefined ? Object.values(texts)[0] : texts[tag]) ?? '';
  };
  // Digits, money and days follow the language of the words: a reader whose language is not written gets all from the default.
  const written = chain.find((tag) => Object.hasOwn(program.titles.order, tag)) ?? program.defaultLocale;
  return {
    locale: wanted,
    pick,
    fill: (texts, values) => pick(texts).replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? place) : place)),
    ...writers(program.shop, written, pick),
    orderNumber: (value) => (/^\d+$/.test(value) ? value : `\u2068${value}\u2069`),
  };
}

/** What a wallet counts, in the reader's words. */
export function unitFor({ unit }: WalletWords, words: Words): Unit {
  return { ...unit, one: words.pick(unit.one), other: words.pick(unit.other) };
}

function canonical(locale: string | undefined): string | undefined {
  if (locale === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}

import { inLanguage as chosen } from '../../domain/in-language.js';
import type { NamedFunction } from './functions.js';
import { isList, isRecord } from './json.js';

/** Letters that a text keeps at most. */
const longest = 20_000;
const yes: ReadonlySet<unknown> = new Set([true, 1, '1', 'true', 'yes', 'y', 'on']);
const no: ReadonlySet<unknown> = new Set([false, 0, '0', 'false', 'no', 'n', 'off', '']);

/** The text of a text, number or truth; `undefined` for what is empty or has none, and for integers beyond 2^53, which were rounded. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.slice(0, longest);
  return typeof value === 'boolean' || (Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value))) ? String(value) : undefined;
}

function flag(value: unknown): boolean | null {
  const told = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (yes.has(told)) return true;
  return no.has(told) ? false : null;
}

function oneOf(value: unknown, table: unknown, otherwise: unknown = null): unknown {
  const name = textOf(value);
  return name !== undefined && isRecord(table) && Object.hasOwn(table, name) ? table[name] : otherwise;
}

// Only told apart from text, never drawn: what is left is text whatever was in it.
function plain(value: unknown): string | null {
  const text = textOf(value);
  if (text === undefined) return null;
  const bare = text.replaceAll(/<\/?(?:p|br|li|div|h\d|tr|ul|ol)\b[^<>]*>/gi, ' ').replaceAll(/<[^<>]*>/g, '');
  return bare.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '').replaceAll(/\s+/g, ' ').trim() || null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

function concat(...values: readonly unknown[]): string | null {
  const texts = values.map((each) => (typeof each === 'string' ? each : textOf(each)));
  return texts.includes(undefined) ? null : texts.join('').slice(0, longest);
}

function inLanguage(value: unknown, locale: unknown): unknown {
  if (!isRecord(value)) return textOf(value) ?? null;
  const texts = Object.fromEntries(Object.entries(value).flatMap(([tag, each]) => (textOf(each) === undefined ? [] : [[tag, textOf(each)]])));
  return chosen(texts, typeof locale === 'string' ? locale : 'en') ?? null;
}

function queryParam(address: unknown, name: unknown): string | null {
  if (typeof address !== 'string' || typeof name !== 'string') return null;
  const query = address.slice(address.indexOf('?') + 1).split('#')[0] ?? '';
  return new URLSearchParams(query).get(name);
}

function idOf(value: unknown): string | null {
  if (isList(value) || isRecord(value) || typeof value === 'boolean') return null;
  return textOf(value)?.slice(0, 200) ?? null;
}

/** Texts, ids, truths and tables. */
export const textFunctions: Readonly<Record<string, NamedFunction>> = {
  text: { usage: 'text(x)', says: 'x as a text; null when it is empty.', takes: [1, 1], give: (x) => textOf(x) ?? null },
  id: { usage: 'id(x)', says: 'x as an id: numbers become texts, what is no id is null.', takes: [1, 1], give: idOf },
  flag: { usage: 'flag(x)', says: 'true for true, 1, "True", "yes" and the like, false for their opposites, else null.', takes: [1, 1], give: flag },
  one_of: { usage: 'one_of(x, table, otherwise?)', says: 'What the table says of x: one_of(type, `{"credit":"earn"}`, \'other\').', takes: [2, 3], give: oneOf },
  plain: { usage: 'plain(x)', says: 'x without HTML tags, as plain text.', takes: [1, 1], give: plain },
  concat: { usage: 'concat(a, b, …)', says: 'The texts one after the other; null when one is missing.', takes: [1, 8], give: concat },
  in_language: { usage: 'in_language(texts, locale)', says: 'Of texts by language the one for a locale, else the English, else the first.', takes: [2, 2], give: inLanguage },
  query_param: { usage: 'query_param(address, name)', says: 'A parameter of an address: what a “next page” link hides its cursor in.', takes: [2, 2], give: queryParam },
};

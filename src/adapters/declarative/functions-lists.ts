import type { NamedFunction } from './functions.js';
import { textOf } from './functions-texts.js';
import { isList, isRecord } from './json.js';

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function dense(value: unknown): unknown {
  if (isList(value)) return value.filter((each) => each !== null);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}

// Ids are compared as texts: one answer says 12, the next "12".
function find(values: unknown, name: unknown, wanted: unknown): unknown {
  const [key, sought] = [textOf(name), textOf(wanted)];
  if (key === undefined || sought === undefined) return null;
  return indexOf(list(values), key).get(sought) ?? null;
}

const indexes = new WeakMap<readonly unknown[], Map<string, ReadonlyMap<string, unknown>>>();

// Each of a list may be looked for in another: one index for all, or time would grow with the square.
function indexOf(among: readonly unknown[], key: string): ReadonlyMap<string, unknown> {
  const known = indexes.get(among) ?? new Map<string, ReadonlyMap<string, unknown>>();
  const index = known.get(key) ?? indexed(among, key);
  indexes.set(among, known.set(key, index));
  return index;
}

function indexed(among: readonly unknown[], key: string): ReadonlyMap<string, unknown> {
  const index = new Map<string, unknown>();
  for (const each of among) {
    const text = isRecord(each) && Object.hasOwn(each, key) ? textOf(each[key]) : undefined;
    if (text !== undefined && !index.has(text)) index.set(text, each);
  }
  return index;
}

function numbered(values: unknown): unknown {
  return list(values).flatMap((each, at) => (isRecord(each) ? [{ ...each, place: at + 1 }] : []));
}

/** Lists and what is looked up in them. */
export const listFunctions: Readonly<Record<string, NamedFunction>> = {
  list: { usage: 'list(x)', says: 'x as a list: null is none, one thing is a list of one.', takes: [1, 1], give: list },
  dense: { usage: 'dense(x)', says: 'A list without its nulls, an object without its null members.', takes: [1, 1], give: dense },
  numbered: { usage: 'numbered(list)', says: 'The objects of a list, each with its place in it, from 1, as `place`.', takes: [1, 1], give: numbered },
  find: { usage: 'find(list, name, x)', says: 'The first of a list whose member of that name is x; 12 and "12" are the same.', takes: [3, 3], give: find },
};

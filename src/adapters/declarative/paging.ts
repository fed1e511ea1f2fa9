import { PortalError } from '../../domain/errors.js';
import type { Answer } from './transport.js';
import { textOf } from './functions-texts.js';
import { numberOf } from './functions-numbers.js';
import { isList, isRecord, isTruthy } from './json.js';
import type { PagingRules } from './rules.js';
import type { Page, Root } from './root.js';

/** Where a page begins, from the cursor that the page before gave. Fails as `invalid` for what is no cursor of ours. */
export function pageAt({ kind, first, size }: PagingRules, cursor: string | undefined, limit: number | undefined): Page {
  const wanted = limit ?? size;
  const counted = kind === 'page' || kind === 'offset';
  const number = counted ? countOf(cursor, kind === 'page' ? first : 0) : first;
  const given = cursor ?? null;
  return { limit: wanted, cursor: given, after: given, number, offset: kind === 'offset' ? number : (number - first) * wanted };
}

function countOf(cursor: string | undefined, start: number): number {
  if (cursor === undefined) return start;
  const count = /^\d{1,9}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (count >= start) return count;
  throw new PortalError({ kind: 'invalid', detail: 'cursor: must be `next` of the page before.' });
}

/** The lines of one answer. */
export function linesOf({ items }: PagingRules, root: Root): readonly unknown[] {
  const lines = items(root);
  return isList(lines) ? lines : [];
}

/** The cursor of the page after this one, or `undefined` at the end. */
export function nextCursor(rules: PagingRules, root: Root, page: Page, lines: readonly unknown[], { headers }: Answer): string | undefined {
  const full = lines.length >= page.limit;
  switch (rules.kind) {
    case 'none':
      return undefined;
    case 'cursor':
      return textOf(rules.next?.(root));
    case 'link':
      return linked(headers.link, rules.param ?? '');
    case 'page':
      return goesOn(rules, root, full) ? String(page.number + 1) : undefined;
    case 'offset':
      return lines.length > 0 && goesOn(rules, root, full) ? String(page.offset + lines.length) : undefined;
    case 'lastId':
      return lines.length > 0 && goesOn(rules, root, full) ? lastId(rules, root, lines) : undefined;
    default:
      return rules.kind satisfies never;
  }
}

function goesOn({ next }: PagingRules, root: Root, full: boolean): boolean {
  return next ? isTruthy(next(root)) : full;
}

function lastId({ id }: PagingRules, root: Root, lines: readonly unknown[]): string | undefined {
  const last = lines.at(-1);
  return textOf(id?.({ ...root, ...(isRecord(last) && last), item: last }));
}

// Only the cursor is taken out of the address: where to ask is written in the description.
function linked(header: string | undefined, param: string): string | undefined {
  for (const part of (header ?? '').split(/,(?=\s*<)/)) {
    const [all, address = '', attributes = ''] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (all === undefined || !/;\s*rel="?(?:[^"]*\s)?next(?:\s[^"]*)?"?/i.test(attributes)) continue;
    const query = address.slice(address.indexOf('?') + 1).split('#')[0] ?? '';
    return new URLSearchParams(query).get(param) ?? undefined;
  }
  return undefined;
}

/** Lines of a list that has no pages of its own, from an offset that counts as its cursor. */
export function localPage<T>(lines: readonly T[], cursor: string | undefined, limit: number): { items: T[]; next: string | undefined } {
  const from = numberOf(String(countOf(cursor, 0))) ?? 0;
  const items = lines.slice(from, from + limit);
  return { items, next: from + limit < lines.length ? String(from + limit) : undefined };
}

import type { Program } from './program.js';

/** One thing that another program says otherwise, in plain words. */
export interface ProgramChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** What it is, e.g. `reward “tea-box”`. */
  readonly what: string;
  /** Of a changed one: each setting with what it was and what it becomes. */
  readonly details: readonly string[];
}

/** Everything that `after` says otherwise than `before`, list by list. */
export function changesBetween(before: Program, after: Program): ProgramChange[] {
  return [
    ...inSection('defaultLocale', before.defaultLocale, after.defaultLocale),
    ...inSection('shop', before.shop, after.shop),
    ...inList('wallet', before.wallets, after.wallets),
    ...inList('earning rule', before.earning, after.earning),
    ...inList('action', before.actions, after.actions),
    ...inLadders(before, after),
    ...inList('reward', before.rewards, after.rewards),
    ...inSection('callback', before.callback, after.callback),
    ...inList('webhook', before.webhooks, after.webhooks),
    ...inSection('titles', before.titles, after.titles),
    ...inSection('refusals', before.refusals, after.refusals),
  ];
}

/** Whether members may stand on another tier: what tiers ask for or how it is counted changed, not only their words. */
export function movesTiers(before: Program, after: Program): boolean {
  return JSON.stringify(countedIn(before)) !== JSON.stringify(countedIn(after));
}

function countedIn({ ladders }: Program): unknown {
  return ladders.map(({ id, criteria, match, period, graceDays, tiers }) => ({
    ...{ id, match, period, graceDays },
    criteria: criteria.map(({ title: _, ...counted }) => counted),
    tiers: tiers.map(({ id: tier, enter, keep }) => ({ tier, enter, keep })),
  }));
}

interface Named {
  readonly id: string;
}

function inLadders(before: Program, after: Program): ProgramChange[] {
  const without = (program: Program) => program.ladders.map(({ tiers: _, ...ladder }) => ladder);
  const tiers = after.ladders.flatMap((ladder) => {
    const old = before.ladders.find(({ id }) => id === ladder.id);
    return old ? inList(`tier of “${ladder.id}”`, old.tiers, ladder.tiers) : [];
  });
  return [...inList('ladder', without(before), without(after)), ...tiers];
}

function inList(what: string, before: readonly Named[], after: readonly Named[]): ProgramChange[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const fresh = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((item): ProgramChange[] => {
    const was = old.get(item.id);
    const name = `${what} “${item.id}”`;
    if (!was) return [{ kind: 'added', what: name, details: [] }];
    return changedTo(name, differences(was, item));
  });
  const removed = before.filter(({ id }) => !fresh.has(id)).map(({ id }): ProgramChange => ({ kind: 'removed', what: `${what} “${id}”`, details: [] }));
  const stayed = (items: readonly Named[], there: { has(id: string): boolean }) => items.map(({ id }) => id).filter((id) => there.has(id)).join();
  const moved = stayed(before, fresh) === stayed(after, old) ? [] : changedTo(`order of ${what}s`, [after.map(({ id }) => id).join(', ')]);
  return [...changed, ...removed, ...moved];
}

function inSection(name: string, before: unknown, after: unknown): ProgramChange[] {
  if (before === undefined && after !== undefined) return [{ kind: 'added', what: name, details: [] }];
  if (before !== undefined && after === undefined) return [{ kind: 'removed', what: name, details: [] }];
  return changedTo(name, differences(before, after));
}

function changedTo(what: string, details: readonly string[]): ProgramChange[] {
  return details.length === 0 ? [] : [{ kind: 'changed', what, details }];
}

/** Each setting that differs, by its path. Lists of things with an id are compared by it. */
function differences(before: unknown, after: unknown, path = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  if (!old || !fresh) return [`${path ? `${path}: ` : ''}${shown(before)} → ${shown(after)}`];
  const keys = [...new Set([...old.keys(), ...fresh.keys()])];
  const found = keys.flatMap((key) => differences(old.get(key), fresh.get(key), path ? `${path}.${key}` : key));
  // The same in another order.
  return found.length > 0 ? found : [`${path || 'settings'}: another order`];
}

function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const items: unknown[] = value;
  const named = items.map((item): [string, unknown] | undefined =>
    typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? [item.id, item] : undefined,
  );
  return named.every((item) => item !== undefined) ? new Map(named) : undefined;
}

function shown(value: unknown): string {
  if (value === undefined) return 'none';
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

import * as z from 'zod/mini';
import type { Mistake } from './mistakes.js';
import { meant } from './nearest.js';

const english = z.locales.en().localeError;

/** What a schema finds wrong with a document, each with its path and what to change; `whole` names the document itself. */
export function explained(schema: z.ZodMiniType, issues: readonly z.core.$ZodIssue[], whole = 'the program'): Mistake[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting(schema, path, key));
    return [misnamedKind(issue, path) ?? { path: pathText(path) || whole, says: sentence(issue) }];
  });
}

// Which of several forms is meant is called `type` in one place and `kind` in another.
function misnamedKind(issue: z.core.$ZodIssue, path: readonly (string | number)[]): Mistake | undefined {
  const right = issue.code === 'invalid_union' ? issue.discriminator : undefined;
  const wrong = right === 'kind' ? 'type' : 'kind';
  const { input } = issue;
  if (right === undefined || typeof input !== 'object' || input === null || right in input || !(wrong in input)) return undefined;
  return { path: pathText([...path.slice(0, -1), wrong]), says: `write “${right}” here, not “${wrong}”` };
}

/** How a document is parsed so that its mistakes can be told: the schemas of the kit bring no words of their own. */
export const inEnglish = { error: english } as const;

/** The same for what a person wrote: what is wrong is kept beside the mistake. Not for what a vendor said, which would go into errors. */
export const asWritten = { ...inEnglish, reportInput: true } as const;

function sentence(issue: z.core.$ZodIssue): string {
  const { message } = issue;
  const own = `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
  const missing = issue.code === 'invalid_type' && message.endsWith('received undefined');
  return missing ? `is missing: ${own.replace(/^invalid input: /, '').replace(/, received undefined$/, '')}` : own;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`)).join('');
}

function unknownSetting(schema: z.ZodMiniType, path: readonly (string | number)[], key: string): Mistake {
  const there = nodesAt(z.toJSONSchema(schema, { io: 'input' }), path);
  const known = settingsOf(there);
  return { path: pathText([...path, key]), says: `“${key}” is no setting here; ${meant(known, key, 1) ?? belongs(placeOf(there, key)) ?? meant(known, key, 2) ?? `there are ${known.join(', ')}`}` };
}

function belongs(place: string | undefined): string | undefined {
  return place && `it belongs to ${place}`;
}

type Node = z.core.JSONSchema.BaseSchema;

// What stands at a place of a JSON Schema, in whichever of its variants.
function nodesAt(root: Node, path: readonly (string | number)[]): Node[] {
  return path.reduce<Node[]>((nodes, part) => nodes.flatMap((node) => (typeof part === 'number' ? [node.items] : [node.properties?.[part] ?? node.additionalProperties]).flatMap(schemas)), variants(root));
}

function settingsOf(nodes: readonly Node[]): string[] {
  return [...new Set(nodes.flatMap(({ properties = {}, propertyNames }) => [...Object.keys(properties), ...schemas(propertyNames).flatMap(({ enum: names = [] }) => names.map(String))]))];
}

/** How far down a setting is looked for that stands too high. */
const reach = 2;

// Where below a setting of that name stands, e.g. `ops.…`; of several the nearest.
function placeOf(nodes: readonly Node[], key: string): string | undefined {
  let level = [{ at: '', nodes }];
  for (let depth = 0; depth < reach; depth++) {
    level = level.flatMap((place) => below(place));
    const found = level.find((place) => settingsOf(place.nodes).includes(key));
    if (found) return found.at;
  }
  return undefined;
}

function below({ at, nodes }: { at: string; nodes: readonly Node[] }): { at: string; nodes: Node[] }[] {
  const dot = at === '' ? '' : '.';
  const own = settingsOf(nodes).map((name) => ({ at: `${at}${dot}${name}`, nodes: nodes.flatMap(({ properties }) => schemas(properties?.[name])) }));
  return [...own, { at: `${at}${dot}…`, nodes: nodes.flatMap(({ additionalProperties }) => schemas(additionalProperties)) }, { at: `${at}[]`, nodes: nodes.flatMap(({ items }) => schemas(items)) }];
}

function schemas(node: z.core.JSONSchema._JSONSchema | z.core.JSONSchema._JSONSchema[] | undefined): Node[] {
  return typeof node === 'object' && !Array.isArray(node) ? variants(node) : [];
}

function variants(node: Node): Node[] {
  const nested = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...nested.flatMap((each) => (typeof each === 'object' ? variants(each) : []))];
}

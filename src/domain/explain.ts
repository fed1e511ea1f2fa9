import * as z from 'zod/mini';

const english = z.locales.en().localeError;

/** Something wrong with a document that a person wrote. */
export interface Mistake {
  /** Where it is, e.g. `rewards[2].cost`. */
  readonly path: string;
  /** What is wrong and what to change. */
  readonly says: string;
}

/** What a document is refused with: each mistake with its path, a line each. */
export function mistakesText(mistakes: readonly Mistake[]): string {
  return mistakes.map(({ path, says }) => `✖ ${says}\n  → at ${path}`).join('\n');
}

/** What a schema finds wrong with a document, each with its path and what to change; `whole` names the document itself. */
export function explained(schema: z.ZodMiniType, issues: readonly z.core.$ZodIssue[], whole = 'the program'): Mistake[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownSetting(schema, path, key)) : [{ path: pathText(path) || whole, says: sentence(issue) }];
  });
}

/** How a document is parsed so that its mistakes can be told: the schemas of the kit bring no words of their own. */
export const inEnglish = { error: english } as const;

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
  const known = settingsAt(z.toJSONSchema(schema, { io: 'input' }), path);
  const near = known.find((name) => distance(name.toLowerCase(), key.toLowerCase()) <= 2);
  const hint = near ? `did you mean “${near}”?` : `there are ${known.join(', ')}`;
  return { path: pathText([...path, key]), says: `“${key}” is no setting here; ${hint}` };
}

type Node = z.core.JSONSchema.BaseSchema;

// The names of the settings at a place of a JSON Schema, in whichever of its variants.
function settingsAt(root: Node, path: readonly (string | number)[]): string[] {
  const step = (nodes: readonly Node[], part: string | number): Node[] =>
    nodes.flatMap(variants).flatMap((node) => {
      const next = typeof part === 'number' ? node.items : (node.properties?.[part] ?? node.additionalProperties);
      return typeof next === 'object' && !Array.isArray(next) ? [next] : [];
    });
  const there = path.reduce<Node[]>(step, [root]).flatMap(variants);
  return [...new Set(there.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

function variants(node: Node): Node[] {
  const nested = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...nested.flatMap((each) => (typeof each === 'object' ? variants(each) : []))];
}

// How many letters must be changed, left out or put in to make one word of another.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

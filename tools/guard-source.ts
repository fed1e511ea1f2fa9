import type * as z from 'zod/mini';

/** A guard to emit: its name, its schema, and the TypeScript type of what it gives. */
export interface Root {
  readonly name: string;
  readonly schema: z.core.$ZodType;
  readonly type: string;
  /** The part of the kit that carries it; empty for the script itself. */
  readonly group: string;
}

/** Call expressions that occur more than once become constants; `uses` counts them. */
interface Emitter {
  readonly names: ReadonlyMap<z.core.$ZodType, string>;
  readonly uses: Map<string, number>;
  readonly labels: Map<string, string>;
  readonly exact: boolean;
}

/** What kind of module is generated. */
export interface Sourcing {
  /** The path of `src/domain/`, from the generated module. */
  readonly domain: string;
  /** A document that a person wrote: its records check their names, and `null` is a value. */
  readonly exact: boolean;
}

const besides: Sourcing = { domain: './', exact: false };

/**
 * The texts of modules of guards by group, written in the combinators of `src/domain/guard.ts`. What several groups
 * share stands in the group `''`, which the others import: a part of the kit carries only its own guards.
 */
export function guardSources(roots: readonly Root[], names: ReadonlyMap<z.core.$ZodType, string>, { domain, exact }: Sourcing = besides): Map<string, string> {
  const emitter: Emitter = { names, exact, uses: new Map(), labels: new Map() };
  const trees = roots.map((root) => ({ ...root, tree: treeOf(root.schema, emitter, root.name) }));
  for (const { tree } of trees) count(tree, emitter.uses);
  const consts = new Map<string, string>();
  const exported = trees.map(({ name, type, tree, group }) => {
    const text = print(tree, emitter, consts, true);
    return { group, text, line: `/** Guard of \`${name}\`. */\nexport const ${name}: Guard<${type}> = /* @__PURE__ */ ${text};` };
  });
  const homes = homesOf(consts, exported);
  const groups = [...new Set(['', ...exported.map(({ group }) => group)])];
  return new Map(groups.map((group) => [group, moduleText(group, consts, homes, exported.filter((each) => each.group === group), domain)]));
}

/**
 * The groups that hold each constant: the script's own where that needs it anyway, else every group that uses it. What
 * two parts of the kit share is written twice, so that pages which fetch neither carry nothing of it.
 */
function homesOf(consts: ReadonlyMap<string, string>, exported: readonly { group: string; text: string }[]): Map<string, ReadonlySet<string>> {
  const homes = new Map<string, ReadonlySet<string>>();
  // Constants only use earlier ones, so that every user's homes are known when its operands are looked at.
  for (const [label] of [...consts].reverse()) {
    const users = [...exported.filter(({ text }) => uses(text, label)).map(({ group }) => group), ...[...homes].filter(([user]) => uses(consts.get(user) ?? '', label)).flatMap(([, home]) => [...home])];
    homes.set(label, new Set(users.includes('') ? [''] : users));
  }
  return homes;
}

const uses = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

function moduleText(group: string, consts: ReadonlyMap<string, string>, homes: ReadonlyMap<string, ReadonlySet<string>>, exported: readonly { line: string }[], domain: string): string {
  const own = [...consts].filter(([label]) => homes.get(label)?.has(group));
  const shared = own.map(([label, text]) => `${group ? '' : `/** Part of several guards. */\nexport `}const ${label} = /* @__PURE__ */ ${text};`);
  const body = [...shared, ...exported.map(({ line }) => line)].join('\n');
  const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}(?=\\(|[,)\\s])`).test(body));
  const more = used(['dict', 'either', 'json', 'lines', 'list', 'strict']);
  const borrowed = group ? [...consts.keys()].filter((label) => homes.get(label)?.has('') && uses(body, label)) : [];
  const imports = [
    `import type * as z from 'zod/mini';`,
    `import { ${[...used(['any', 'arr', 'bool', 'int', 'num', 'obj', 'oneOf', 'opt', 'rec', 'soft', 'str', 'union']), 'type Guard'].join(', ')} } from '${domain}guard.js';`,
    ...(more.length ? [`import { ${more.join(', ')} } from '${domain}guard-more.js';`] : []),
    ...(borrowed.length ? [`import { ${borrowed.join(', ')} } from './guards.generated.js';`] : []),
  ];
  return `/* Written by \`npm run guards\` from the schemas in this folder. Do not edit. */\n${imports.join('\n')}\n\n${body}\n`;
}

/** An expression with its operands, so that equal ones can be shared. */
interface Tree {
  /** The whole expression, for comparing. */
  readonly text: string;
  readonly label: string | undefined;
  readonly parts: readonly (string | Tree)[];
}

const tree = (label: string | undefined, ...parts: (string | Tree)[]): Tree => ({
  label,
  parts,
  text: parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
});

function treeOf(schema: z.core.$ZodType, emitter: Emitter, path: string): Tree {
  const label = emitter.names.get(schema);
  // zod's own way to walk schemas: the union of all its kinds, told apart by `def.type`.
  const def = (schema as z.core.$ZodTypes)._zod.def;
  const refuse = (what: string): never => {
    throw new Error(`${path}: ${what} has no guard yet. Add it to src/domain/guard.ts and tools/guard-source.ts.`);
  };
  switch (def.type) {
    case 'string':
      return tree(label, stringGuard(def, refuse));
    case 'number':
      return tree(label, numberGuard(def, refuse));
    case 'boolean':
      return tree(label, 'bool');
    case 'unknown':
      return tree(label, 'any');
    case 'lazy':
      // The one schema that describes itself is that of any JSON.
      return tree(label, 'json');
    case 'pipe':
      return tree(label, ...linesParts(def, emitter, path, refuse));
    case 'literal':
      return tree(label, `oneOf(${JSON.stringify(def.values)})`);
    case 'enum':
      return tree(label, `oneOf(${JSON.stringify(Object.values(def.entries))})`);
    case 'optional':
      return tree(label, 'opt(', treeOf(def.innerType, emitter, path), ')');
    case 'catch':
      return tree(label, 'soft(', treeOf(def.innerType, emitter, path), `, ${fallback(def, refuse)})`);
    case 'array':
      return tree(label, ...arrayParts(def, emitter, path, refuse));
    case 'object':
      return tree(label, `${objectGuard(def, refuse)}({ `, ...memberTrees(def.shape, emitter, path), ' })');
    case 'record':
      if (!emitter.exact) return tree(label, 'rec(', treeOf(def.valueType, emitter, `${path}{}`), ')');
      return tree(label, 'dict(', treeOf(def.keyType, emitter, `${path}{name}`), ', ', treeOf(def.valueType, emitter, `${path}{}`), ')');
    case 'union':
      return 'discriminator' in def ? tree(label, ...unionParts(def, emitter, path, refuse)) : tree(label, 'either(', ...def.options.flatMap((option, at) => [at ? ', ' : '', treeOf(option, emitter, path)]), ')');
    default:
      return refuse(`\`${def.type}\``);
  }
}

function memberTrees(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  emitter: Emitter,
  path: string,
): (string | Tree)[] {
  return Object.entries(shape).flatMap(([name, member], at) => [
    `${at ? ', ' : ''}${propertyName(name)}: `,
    treeOf(member, emitter, `${path}.${name}`),
  ]);
}

function unionParts(
  def: z.core.$ZodUnionDef,
  emitter: Emitter,
  path: string,
  refuse: (what: string) => never,
): (string | Tree)[] {
  const by = 'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : undefined;
  if (by === undefined) return refuse('a union without a discriminator');
  const options = def.options.flatMap((option, at) => {
    const values = [...(option._zod.propValues?.[by] ?? [])];
    return values.flatMap((value) => [
      `${at ? ', ' : ''}${propertyName(String(value))}: `,
      treeOf(option, emitter, `${path}(${String(value)})`),
    ]);
  });
  return [`union(${JSON.stringify(by)}, { `, ...options, ' })'];
}

function propertyName(name: string): string {
  if (name === '__proto__') throw new Error('A schema member cannot be called `__proto__`.');
  return /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name);
}

function stringGuard(def: z.core.$ZodStringDef, refuse: (what: string) => never): string {
  let [min, max, pattern] = ['0', 'Infinity', ''];
  for (const { _zod } of checksOf(def)) {
    const check = _zod.def;
    if (check.check === 'min_length' && 'minimum' in check) min = String(check.minimum);
    else if (check.check === 'max_length' && 'maximum' in check) max = String(check.maximum);
    else if ('pattern' in check && check.pattern instanceof RegExp && !pattern && !/[gy]/.test(check.pattern.flags)) pattern = String(check.pattern);
    else refuse(`a string's \`${check.check}\` check (or a second pattern)`);
  }
  return call('str', [min, max, pattern], ['0', 'Infinity', '']);
}

function numberGuard(def: z.core.$ZodNumberDef, refuse: (what: string) => never): string {
  let [min, max] = ['-Infinity', 'Infinity'];
  const integer = 'format' in def && def.format === 'safeint';
  if ('format' in def && !integer) refuse(`the number format \`${String(def.format)}\``);
  for (const { _zod } of checksOf(def)) {
    const check: object = _zod.def;
    // A number format lists itself among its checks.
    if (check === def || ('format' in check && check.format === 'safeint')) continue;
    if (!('inclusive' in check && check.inclusive && 'value' in check)) return refuse('an exclusive bound');
    if (_zod.def.check === 'greater_than') min = String(check.value);
    else if (_zod.def.check === 'less_than') max = String(check.value);
    else refuse(`a number's \`${_zod.def.check}\` check`);
  }
  return call(integer ? 'int' : 'num', [min, max], ['-Infinity', 'Infinity']);
}

function objectGuard(def: z.core.$ZodObjectDef, refuse: (what: string) => never): 'obj' | 'strict' {
  if (checksOf(def).length > 0) return refuse('a checked object');
  if (!def.catchall) return 'obj';
  return def.catchall._zod.def.type === 'never' ? 'strict' : refuse('a loose object');
}

function arrayParts(def: z.core.$ZodArrayDef, emitter: Emitter, path: string, refuse: (what: string) => never): (string | Tree)[] {
  let [min, max] = ['0', 'Infinity'];
  for (const { _zod } of checksOf(def)) {
    if (_zod.def.check === 'max_length' && 'maximum' in _zod.def) max = String(_zod.def.maximum);
    else if (_zod.def.check === 'min_length' && 'minimum' in _zod.def) min = String(_zod.def.minimum);
    else refuse(`a list's \`${_zod.def.check}\` check`);
  }
  const item = treeOf(def.element, emitter, `${path}[]`);
  if (min !== '0') return ['list(', item, `, ${min}, ${max})`];
  return ['arr(', item, max === 'Infinity' ? ')' : `, ${max})`];
}

/** A text or its lines, which a transform joins. */
function linesParts({ in: written, out }: z.core.$ZodPipeDef, emitter: Emitter, path: string, refuse: (what: string) => never): (string | Tree)[] {
  const def = (written as z.core.$ZodTypes)._zod.def;
  const [line, several] = def.type === 'union' ? def.options : [];
  const many = (several as z.core.$ZodTypes | undefined)?._zod.def;
  if (out._zod.def.type !== 'transform' || line?._zod.def.type !== 'string' || many?.type !== 'array') return refuse('a pipe of anything but a text or its lines');
  return ['lines(', treeOf(line, emitter, path), ', ', arrayParts(many, emitter, path, refuse).at(-1) ?? '', ')'].flatMap((part) => (typeof part === 'string' ? part.replace(/^, 1, (\d+)\)$/, '$1') : part));
}

/** What is checked of a schema; what is only said of it is not. */
function checksOf({ checks = [] }: { readonly checks?: readonly z.core.$ZodCheck<never>[] | undefined }): readonly z.core.$ZodCheck<never>[] {
  return checks.filter(({ _zod }) => _zod.def.check !== 'describe');
}

function fallback(def: z.core.$ZodCatchDef, refuse: (what: string) => never): string {
  if (!('~constantCatch' in def.catchValue)) refuse('a computed `catch`');
  const value: unknown = def.catchValue({ value: undefined, issues: [], error: { issues: [] }, input: undefined });
  if (typeof value === 'object' && value !== null) refuse('a `catch` with an object, which readers would share,');
  return JSON.stringify(value) ?? 'undefined';
}

/** A call without the trailing arguments that are the defaults. */
function call(name: string, args: readonly string[], defaults: readonly string[]): string {
  let length = args.length;
  while (length > 0 && args[length - 1] === defaults[length - 1]) length--;
  return `${name}(${args.slice(0, length).join(', ')})`;
}

function count(node: Tree, uses: Map<string, number>): void {
  const seen = (uses.get(node.text) ?? 0) + 1;
  uses.set(node.text, seen);
  // What stands inside a shared expression is written once, so it is counted once.
  if (seen > 1) return;
  for (const part of node.parts) if (typeof part !== 'string') count(part, uses);
}

function print(node: Tree, emitter: Emitter, consts: Map<string, string>, root = false): string {
  const shared = !root && (emitter.uses.get(node.text) ?? 0) > 1 && node.text.includes('(');
  const known = emitter.labels.get(node.text);
  if (shared && known) return known;
  const text = node.parts.map((part) => (typeof part === 'string' ? part : print(part, emitter, consts))).join('');
  // A short call costs less than a name that the parts of the kit would have to be handed.
  if (!shared || text.length < 26) return text;
  const label = freshLabel(node, text, consts);
  emitter.labels.set(node.text, label);
  consts.set(label, text);
  return label;
}

function freshLabel(node: Tree, text: string, consts: ReadonlyMap<string, string>): string {
  const words = text.replaceAll('Guard', '').match(/[a-z]+/gi) ?? [];
  const stem = node.label ?? words.slice(0, 2).map((word, at) => (at ? capital(word) : word)).join('');
  const base = `${stem}Guard`;
  let label = base;
  for (let at = 2; consts.has(label); at++) label = `${base}${at}`;
  return label;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

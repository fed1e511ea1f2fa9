import { parseSync, type Plugin } from 'vite';

/** What a module offers: names of its own, and the `export … from` statements it passes on. */
interface Exports {
  readonly names: readonly string[];
  readonly passedOn: readonly string[];
}

/** The modules of the runtime that chunks share, by id. */
export type Shared = Map<string, Exports>;

/** A binding of a shared module that some chunk imports. */
export interface Binding {
  readonly id: string;
  readonly name: string;
}

const prefix = '\0vafa-kit:';

/** Names of the kit's members: long while the chunks are made, then one or two letters each. */
export class KitKeys {
  readonly #ids: readonly string[];
  readonly #used = new Set<string>();

  constructor(shared: Shared) {
    // Sorted: modules are met in another order at each build, and a name must mean the same file each time.
    this.#ids = [...shared.keys()].sort();
  }

  /** The name of a binding that tells it from all others. */
  long({ id, name }: Binding): string {
    return `m${this.#ids.indexOf(id)}_${name}`;
  }

  /** Remembers what a chunk reads. */
  note(code: string): void {
    for (const [, key] of code.matchAll(reads)) if (key !== undefined) this.#used.add(key);
  }

  /** The chunk with the kit's final names; call it when all chunks are noted. */
  shorten(code: string): string {
    const short = this.#short();
    return code.replace(reads, (_, key: string) => `__vafaKit.${short.get(key) ?? key}`);
  }

  /** The members of the kit under their final names. */
  members(): Map<string, Binding> {
    const members = new Map<string, Binding>();
    for (const [key, short] of this.#short()) {
      const [, at = '', name = ''] = /^m(\d+)_(.*)$/.exec(key) ?? [];
      members.set(short, { id: this.#ids[Number(at)] ?? '', name });
    }
    return members;
  }

  #short(): Map<string, string> {
    return new Map([...this.#used].sort().map((key, at) => [key, `_${at.toString(36)}`]));
  }
}

const reads = /__vafaKit\.(m\d+_[\w$]+)/g;

/** Notes every module of the runtime, with what it exports. */
export function surveyPlugin(shared: Shared, entry: string): Plugin {
  return {
    name: 'vafa-survey',
    enforce: 'post',
    transform(code, id) {
      if (id !== entry) shared.set(id, exportsOf(code, id));
      return null;
    },
  };
}

function exportsOf(code: string, id: string): Exports {
  const names: string[] = [];
  const passedOn: string[] = [];
  for (const node of parseSync(`${id}.js`, code).program.body) {
    if (node.type === 'ExportDefaultDeclaration') names.push('default');
    else if (node.type === 'ExportAllDeclaration') passedOn.push(code.slice(node.start, node.end));
    else if (node.type === 'ExportNamedDeclaration') {
      if (node.source) passedOn.push(code.slice(node.start, node.end));
      else names.push(...namesOf(node));
    }
  }
  return { names, passedOn };
}

type Program = ReturnType<typeof parseSync>['program'];
type NamedExport = Extract<Program['body'][number], { type: 'ExportNamedDeclaration' }>;

function namesOf({ declaration, specifiers }: NamedExport): string[] {
  const listed = specifiers.map(({ exported }) => (exported.type === 'Literal' ? exported.value : exported.name));
  if (!declaration) return listed;
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => {
      if (id.type !== 'Identifier') throw new Error('Export each name of a shared module by itself, not by a pattern.');
      return id.name;
    });
  return 'id' in declaration && declaration.id && 'name' in declaration.id ? [declaration.id.name] : [];
}

/** Turns a chunk's imports of shared modules into reads from the kit; `keyOf` names the member of the kit. */
export function fromKit(shared: Shared, keyOf: (binding: Binding) => string): Plugin {
  return {
    name: 'vafa-from-kit',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (source.startsWith(prefix)) return source;
      const from = importer?.startsWith(prefix) ? importer.slice(prefix.length) : importer;
      const found = await this.resolve(source, from, { ...options, skipSelf: true });
      return found && shared.has(found.id) ? { id: prefix + found.id, moduleSideEffects: false } : found;
    },
    load(id) {
      const exports = id.startsWith(prefix) && shared.get(id.slice(prefix.length));
      if (!exports) return null;
      const own = exports.names.map((name, at) => {
        const read = `__vafaKit.${keyOf({ id: id.slice(prefix.length), name })}`;
        return name === 'default' ? `export default ${read};` : `const shared${at} = ${read};\nexport { shared${at} as ${name} };`;
      });
      return [...own, ...exports.passedOn].join('\n');
    },
  };
}

/** Fills `src/kit.ts` with the bindings that chunks import. */
export function fillKit(module: string, version: string, members: ReadonlyMap<string, Binding>): Plugin {
  const ids = [...new Set([...members.values()].map(({ id }) => id))];
  return {
    name: 'vafa-fill-kit',
    enforce: 'pre',
    resolveId(source) {
      const at = /^vafa-shared:(\d+)$/.exec(source)?.[1];
      return at === undefined ? null : ids[Number(at)];
    },
    load(id) {
      if (id !== module) return null;
      const imports = [...members].map(([key, binding]) => `import { ${binding.name} as shared_${key} } from 'vafa-shared:${ids.indexOf(binding.id)}';`);
      const all = [...members.keys()].map((key) => `${key}: shared_${key}`).join(', ');
      return `${imports.join('\n')}
let made;
export const kit = () => (made ??= Object.freeze({ __proto__: null, version: ${JSON.stringify(version)}, scope: __vafaScope, ${all} }));`;
    },
  };
}

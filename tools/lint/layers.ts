import { posix } from 'node:path';
import type { Rule } from 'eslint';

/** What one folder (or file) of `src` may import: other layers of ours, and packages. */
interface Layer {
  /** Path in `src`: a folder ending in `/`, or a file. The longest that fits a module is its layer. */
  readonly at: string;
  readonly layers: readonly string[];
  /** Layers of which only the types may be imported. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
}

const lit = ['lit', 'lit/', '@lit/context'];
const view = ['context/', 'controllers/', 'i18n/', 'styles/', 'ui/', 'parts/', 'domain/', 'events.ts', 'events-more.ts', 'events-rewards.ts', 'elements/element.ts'];
const node = ['node:'];

/** The layer table of the architecture, as far as it can be read from imports. */
const table: readonly Layer[] = [
  { at: 'domain/', layers: ['domain/'], packages: [] },
  { at: 'domain/*.schema.ts', layers: ['domain/'], packages: ['zod/mini'] },
  { at: 'domain/schema.ts', layers: ['domain/'], packages: ['zod/mini'] },
  { at: 'domain/wire.ts', layers: ['domain/'], packages: ['zod/mini'] },
  { at: 'domain/explain.ts', layers: ['domain/'], packages: ['zod/mini'] },
  { at: 'adapters/', layers: ['domain/', 'adapters/'], packages: [] },
  { at: 'adapters/declarative/', layers: ['domain/', 'adapters/'], packages: ['@jmespath-community/jmespath', 'zod/mini'] },
  { at: 'adapters/portal-api/http.ts', layers: ['domain/', 'adapters/'], packages: ['ky'] },
  { at: 'client/', layers: ['domain/', 'client/', 'i18n/', 'adapters/port.ts', 'adapters/include.ts', 'adapters/snapshot.ts'], packages: [] },
  { at: 'client/create-client.ts', layers: ['domain/', 'client/', 'i18n/', 'adapters/'], packages: [] },
  { at: 'client/once-kept.ts', layers: ['domain/', 'client/', 'adapters/declarative/once.ts'], packages: [] },
  { at: 'client/vendor.ts', layers: ['domain/', 'client/', 'adapters/'], packages: [] },
  { at: 'client/care.ts', layers: ['domain/', 'client/', 'i18n/', 'adapters/'], packages: [] },
  { at: 'context/', layers: ['context/', 'client/', 'domain/', 'i18n/'], packages: lit },
  { at: 'controllers/', layers: ['controllers/', 'context/', 'client/', 'domain/', 'i18n/', 'events.ts', 'adapters/port.ts', 'adapters/include.ts'], packages: lit },
  { at: 'i18n/', layers: ['i18n/'], packages: [] },
  { at: 'styles/', layers: ['styles/', 'domain/'], packages: lit },
  { at: 'ui/qr.ts', layers: ['ui/'], packages: [...lit, 'lean-qr/nano'] },
  { at: 'ui/', layers: ['ui/', 'styles/', 'domain/', 'i18n/'], packages: lit },
  { at: 'events.ts', layers: ['domain/'], types: ['events-more.ts', 'events-rewards.ts'], packages: [] },
  { at: 'events-more.ts', layers: ['domain/'], packages: [] },
  { at: 'events-rewards.ts', layers: ['domain/'], packages: [] },
  { at: 'parts/', layers: view, types: ['client/'], packages: lit },
  { at: 'elements/', layers: view, types: ['client/'], packages: lit },
  { at: 'elements/provider/', layers: [...view, 'client/', 'elements/provider/'], packages: lit },
  { at: 'server/gateway/', layers: ['server/gateway/', 'domain/', 'adapters/'], packages: ['hono', 'hono/', '@hono/', 'jose', 'zod', 'zod/', ...node] },
  {
    at: 'server/club/',
    layers: ['server/club/', 'domain/', 'adapters/port.ts', 'adapters/shop-port.ts', 'adapters/include.ts', 'adapters/parse-include.ts', 'adapters/snapshot.ts', 'adapters/bounded-text.ts'],
    packages: ['drizzle-orm', 'drizzle-orm/', '@electric-sql/', 'pg', 'zod', 'zod/', ...node],
  },
  { at: 'server/cli/', layers: ['server/', 'domain/', 'adapters/'], packages: ['csv-parse/sync', 'csv-stringify', 'drizzle-orm', 'zod/mini', ...node] },
  { at: 'server/', layers: ['server/', 'domain/', 'adapters/'], packages: ['hono', 'hono/', '@hono/', 'jose', 'undici', 'prom-client', 'drizzle-orm', 'zod', 'zod/', ...node] },
];

/** Modules at the top put everything together: they may import all but the server. */
const top: Layer = { at: '', layers: ['', '!server/'], packages: lit };

/** Keeps the layers of `src`: each module imports only what the table lets its layer see. */
export const layers: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'keep imports within the layer table of the architecture' },
    messages: { layer: '{{from}} may not import {{to}}: see the layer table in tools/lint/layers.ts.' },
    schema: [],
  },
  create(context) {
    const from = inSource(context.filename);
    if (from === undefined) return {};
    const check = (node: Rule.Node, source: unknown, typeOnly = false): void => {
      if (typeof source !== 'string') return;
      const to = source.startsWith('.') ? posix.join(posix.dirname(from), source).replace(/\.js$/, '.ts') : undefined;
      if (to === undefined ? typeOnly || mayUse(from, source) : mayImport(from, to, typeOnly)) return;
      context.report({ node, messageId: 'layer', data: { from, to: to ?? source } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value, isTypeOnly(node)),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value, isTypeOnly(node)),
      ImportExpression: (node) => check(node, 'value' in node.source ? node.source.value : undefined),
    };
  },
};

/** A type leaves nothing in the built file, so types of packages are free and some layers lend theirs. */
function isTypeOnly(node: object): boolean {
  return ('importKind' in node && node.importKind === 'type') || ('exportKind' in node && node.exportKind === 'type');
}

function inSource(filename: string): string | undefined {
  const path = filename.replaceAll('\\', '/');
  const at = path.lastIndexOf('/src/');
  return at < 0 ? undefined : path.slice(at + 5);
}

function layerOf(file: string): Layer {
  const fits = table.filter(({ at }) => matches(file, at)).sort((a, b) => b.at.length - a.at.length);
  return fits[0] ?? top;
}

function matches(file: string, at: string): boolean {
  if (!at.includes('*')) return at.endsWith('/') ? file.startsWith(at) : file === at;
  const [start = '', end = ''] = at.split('*');
  return file.startsWith(start) && file.endsWith(end);
}

function mayImport(from: string, to: string, typeOnly: boolean): boolean {
  const { at, layers: values, types = [] } = layerOf(from);
  const allowed = typeOnly ? [...values, ...types] : values;
  if (allowed.some((layer) => layer.startsWith('!') && to.startsWith(layer.slice(1)))) return false;
  // An element's own folder is its own; another element's is not.
  if (at === 'elements/' && posix.dirname(from) !== 'elements' && posix.dirname(to) === posix.dirname(from)) return true;
  return allowed.some((layer) => layer === '' || to === layer || (layer.endsWith('/') && to.startsWith(layer)));
}

function mayUse(from: string, source: string): boolean {
  return layerOf(from).packages.some((name) => source === name || (/[/:]$/.test(name) && source.startsWith(name)));
}

/** `npm run guards`: compiles the browser's guards from the zod schemas, so that zod itself never travels to a page. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { pageDocument } from '../src/adapters/declarative/page.schema.js';
import { guardSources } from './guard-source.js';

const domain = new URL('../src/domain/', import.meta.url);

/** The group of the one guard that stands beside the adapter it belongs to. */
const page = 'page';

/** The guards the browser needs: module of the schema, name of schema and guard, the part of the kit that carries it. */
const wanted = [
  ['capabilities', 'capabilities', ''],
  ['shop', 'shop', ''],
  ['member', 'member', ''],
  ['wallet', 'wallets', ''],
  ['tier', 'tierTracks', 'tier'],
  ['tier', 'dismissed', 'dismiss'],
  ['activity', 'activityPage', 'activity'],
  ['reward', 'rewards', 'rewards'],
  ['reward', 'redemptions', 'redeem'],
  ['reward', 'redemption', 'redeem'],
  ['earning', 'earnActions', 'earning'],
  ['earning', 'earnAction', 'earning'],
  ['earning', 'estimate', 'estimate'],
  ['order', 'orderPage', 'orders'],
  ['order', 'order', 'orders'],
  ['snapshot', 'snapshot', ''],
  ['snapshot', 'change', 'care'],
  ['error', 'problem', ''],
] as const;

/** The file a group of guards is written to; the group `''` is the script's own. */
export function guardsFile(group: string): string {
  if (group === page) return fileURLToPath(new URL('../adapters/declarative/page.guard.generated.ts', domain));
  return fileURLToPath(new URL(group ? `guards-${group}.generated.ts` : 'guards.generated.ts', domain));
}

/** The texts of the generated files by group, as the schemas are now. */
export async function guardsTexts(): Promise<Map<string, string>> {
  const modules = await schemaModules();
  const names = new Map<z.core.$ZodType, string>();
  for (const exports of modules.values()) for (const [name, schema] of exports) names.set(schema, name);
  const roots = wanted.map(([module, name, group]) => {
    const schema = modules.get(module)?.get(name);
    if (!schema) throw new Error(`src/domain/${module}.schema.ts exports no schema called \`${name}\`; correct tools/guards.ts.`);
    return { name, schema, group, type: `z.infer<typeof import('./${module}.schema.js').${name}>` };
  });
  return new Map([...guardSources(roots, names), [page, pageText()]]);
}

/** The guard of what a page is told that speaks to a vendor itself. */
function pageText(): string {
  const root = { name: 'pageDocument', schema: pageDocument, group: '', type: 'PageDocument' };
  const text = guardSources([root], new Map(), { domain: '../../domain/', exact: true }).get('') ?? '';
  return text.replace("import type * as z from 'zod/mini';\n", "import type { PageDocument } from './page.schema.js';\n");
}

async function schemaModules(): Promise<Map<string, Map<string, z.core.$ZodType>>> {
  const modules = new Map<string, Map<string, z.core.$ZodType>>();
  const files = (await readdir(domain)).filter((file) => file.endsWith('schema.ts')).sort();
  for (const file of files) {
    const exports: Record<string, unknown> = await import(new URL(file, domain).href);
    const schemas = Object.entries(exports).flatMap(([name, value]) =>
      value instanceof z.core.$ZodType ? [[name, value] as const] : [],
    );
    modules.set(basename(file, '.schema.ts'), new Map(schemas));
  }
  return modules;
}

async function main(): Promise<void> {
  let changed = false;
  for (const [group, text] of await guardsTexts()) {
    const file = guardsFile(group);
    const before = await readFile(file, 'utf8').catch(() => '');
    if (before === text) continue;
    await writeFile(file, text);
    changed = true;
  }
  console.log(changed ? 'The guards were written anew.' : 'The guards are up to date.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

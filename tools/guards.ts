/** `npm run guards`: compiles the browser's guards from the zod schemas, so that zod itself never travels to a page. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { guardSource } from './guard-source.js';

const domain = new URL('../src/domain/', import.meta.url);

/** The guards the browser needs: name of the guard, module of its schema, name of the schema there. */
const wanted = [
  ['capabilities', 'capabilities'],
  ['shop', 'shop'],
  ['member', 'member'],
  ['wallet', 'wallets'],
  ['tier', 'tierTracks'],
  ['activity', 'activityPage'],
  ['snapshot', 'snapshot'],
  ['snapshot', 'change'],
  ['error', 'problem'],
] as const;

/** The file the guards are written to. */
export const guardsFile = fileURLToPath(new URL('guards.generated.ts', domain));

/** The text of `guards.generated.ts`, as the schemas are now. */
export async function guardsText(): Promise<string> {
  const modules = await schemaModules();
  const names = new Map<z.core.$ZodType, string>();
  for (const exports of modules.values()) for (const [name, schema] of exports) names.set(schema, name);
  const roots = wanted.map(([module, name]) => {
    const schema = modules.get(module)?.get(name);
    if (!schema) throw new Error(`src/domain/${module}.schema.ts exports no schema called \`${name}\`; correct tools/guards.ts.`);
    return { name, schema, type: `z.infer<typeof import('./${module}.schema.js').${name}>` };
  });
  return guardSource(roots, names, './guard.js');
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
  const text = await guardsText();
  const before = await readFile(guardsFile, 'utf8').catch(() => '');
  if (before !== text) await writeFile(guardsFile, text);
  console.log(before === text ? 'The guards are up to date.' : 'The guards were written anew.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

/** `npm run manifest`: writes `custom-elements.json`, from which editors, Storybook and the package know the elements. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod/mini';

const project = fileURLToPath(new URL('..', import.meta.url));

const described = z.looseObject({ name: z.optional(z.string()), description: z.optional(z.string()) });
const declaration = z.looseObject({
  kind: z.string(),
  name: z.string(),
  tagName: z.optional(z.string()),
  description: z.optional(z.string()),
  superclass: z.optional(z.looseObject({ name: z.string() })),
  members: z.optional(z.array(z.looseObject({ name: z.string(), privacy: z.optional(z.string()), static: z.optional(z.boolean()), description: z.optional(z.string()) }))),
  attributes: z.optional(z.array(described)),
  events: z.optional(z.array(described)),
  slots: z.optional(z.array(described)),
  cssParts: z.optional(z.array(described)),
  cssProperties: z.optional(z.array(described)),
  cssStates: z.optional(z.array(described)),
});
/** What the manifest says of one class or constant. */
export type Declaration = z.infer<typeof declaration>;

const schema = z.looseObject({
  schemaVersion: z.string(),
  modules: z.array(z.looseObject({ path: z.string(), declarations: z.array(declaration) })),
});
/** A custom elements manifest, as far as we read it. */
export type Manifest = z.infer<typeof schema>;

/** The manifest of the elements, of what is public. */
export async function manifest(): Promise<Manifest> {
  const folder = await mkdtemp(join(project, 'node_modules', '.manifest-'));
  try {
    const analyzer = join(dirname(createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer/package.json')), 'cem.js');
    const args = [analyzer, 'analyze', '--litelement', '--globs', 'src/elements/**/*.ts', '--outdir', relative(project, folder), '--config', 'tools/manifest.config.mjs'];
    await promisify(execFile)(process.execPath, args, { cwd: project });
    return publicOnly(schema.parse(JSON.parse(await readFile(join(folder, 'custom-elements.json'), 'utf8'))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function publicOnly(all: Manifest): Manifest {
  return {
    ...all,
    modules: all.modules
      .filter(({ declarations }) => declarations.some(({ kind }) => kind === 'class'))
      .map((module) => ({ ...module, declarations: module.declarations.map(withoutPrivate) })),
  };
}

function withoutPrivate(one: Declaration): Declaration {
  if (!one.members) return one;
  return { ...one, members: one.members.filter(({ name, privacy }) => !name.startsWith('#') && (privacy ?? 'public') === 'public') };
}

async function main(): Promise<void> {
  await writeFile(join(project, 'custom-elements.json'), `${JSON.stringify(await manifest(), undefined, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

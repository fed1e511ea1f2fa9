/** `npm run pack`: makes the packages `vafa` (browser) and `vafa-server` (gateway and club) in `packages/`. */
import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { build } from './build.js';
import { manifest } from './manifest.js';
import { emit } from './pack/emit.js';
import { reactTypes } from './pack/react.js';
import { programSchemaFile } from './program-schema.js';
import { adapterSchema, configSchema, inboundSchema } from './schemas.js';

const project = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const rootPackage = z.object({ version: z.string(), license: z.string(), description: z.string(), devDependencies: z.record(z.string(), z.string()) });
type RootPackage = z.infer<typeof rootPackage>;

/** A packed package: its folder and its archive. */
export interface Packed {
  readonly folder: string;
  readonly archive: string;
}

/** Makes both packages. */
export async function pack(out = join(project, 'packages')): Promise<{ vafa: Packed; server: Packed }> {
  await rm(out, { recursive: true, force: true });
  const root = rootPackage.parse(JSON.parse(await readFile(join(project, 'package.json'), 'utf8')));
  const vafa = join(out, 'vafa');
  const server = join(out, 'vafa-server');
  await browserPackage(vafa, root);
  await serverPackage(server, root);
  return { vafa: await archived(vafa), server: await archived(server) };
}

/** Parts of the kit that do something when they are imported: they bring words and decoders. */
const acting = [
  'care',
  'points-activity',
  'points-card',
  'points-earn',
  'points-stamps',
  'rewards-codes',
  'rewards-errands',
  'rewards-redeem',
  'tier-celebration',
  'tier-ladder',
  'vafa-points-preview',
  'vafa-rewards',
  'vafa-sign-in',
  'vafa-tier',
];

/** Subpaths for people, and the modules behind them. */
const browserEntries = {
  '.': 'index',
  './define': 'define',
  './elements/points.js': 'elements/points/points',
  './elements/points-preview.js': 'elements/points-preview/points-preview',
  './elements/rewards.js': 'elements/rewards/rewards',
  './elements/sign-in.js': 'elements/sign-in/sign-in',
  './elements/tier.js': 'elements/tier/tier',
  './elements/provider.js': 'elements/provider/provider',
  './locales/en.js': 'i18n/locales/en',
  './locales/fa.js': 'i18n/locales/fa',
  './locales/fa-entry.js': 'i18n/locales/fa-entry',
  './locales/fa-redeem.js': 'i18n/locales/fa-redeem',
  './locales/fa-rewards.js': 'i18n/locales/fa-rewards',
} as const;

async function browserPackage(folder: string, root: RootPackage): Promise<void> {
  emit(project, Object.values(browserEntries).map((entry) => `${entry}.ts`), join(folder, 'lib'), []);
  // The script's version is put in by the build; the library's is written here.
  await writeFile(join(folder, 'lib/version.js'), `export const version = ${JSON.stringify(root.version)};\n`);
  const { out } = await build();
  await cp(out, join(folder, 'dist'), { recursive: true });
  const elements = await manifest();
  await writeFile(join(folder, 'custom-elements.json'), `${JSON.stringify(inLibrary(elements), undefined, 2)}\n`);
  await writeFile(join(folder, 'react.d.ts'), reactTypes(elements));
  await writeFile(join(folder, 'react.js'), '// Types only.\nexport {};\n');
  const exports = {
    ...Object.fromEntries(Object.entries(browserEntries).map(([path, entry]) => [path, both(`./lib/${entry}`)])),
    './react': { types: './react.d.ts', default: './react.js' },
    './dist/*': './dist/*',
    './custom-elements.json': './custom-elements.json',
    './package.json': './package.json',
  };
  await describe(folder, root, {
    name: 'vafa',
    description: root.description,
    exports,
    files: ['lib', 'dist', 'react.js', 'react.d.ts', 'custom-elements.json'],
    // What acts when it is imported; test/packages holds this list against the modules.
    sideEffects: ['./lib/adapters/declarative/expression.js', ...acting.map((chunk) => `./lib/chunks/${chunk}.js`), './lib/define.js', './dist/*.js'],
    customElements: 'custom-elements.json',
    // The script is cut from one version of ky, and tested with it alone.
    dependencies: { ...pick(root, ['lit', '@lit/context', 'ky', 'lean-qr', 'zod', '@jmespath-community/jmespath']), ky: root.devDependencies.ky },
  });
}

/** JSON Schemas that editors complete by, by their name in the package. */
const schemaFiles = { program: programSchemaFile, adapter: adapterSchema.file, inbound: inboundSchema.file, config: configSchema.file } as const;
const schemaNames = Object.keys(schemaFiles).map((name) => `${name}.schema.json`);

async function serverPackage(folder: string, root: RootPackage): Promise<void> {
  emit(project, ['server/index.ts', 'server/cli/bin.ts'], join(folder, 'lib'), ['node']);
  await chmod(join(folder, 'lib/server/cli/bin.js'), 0o755);
  for (const [name, file] of Object.entries(schemaFiles)) await copyFile(file, join(folder, `${name}.schema.json`));
  for (const presets of ['adapters/presets', 'server/inbound/presets']) await cp(join(project, 'src', presets), join(folder, 'lib', presets), { recursive: true });
  await cp(join(project, 'docs'), join(folder, 'docs'), { recursive: true, filter: (path) => !path.endsWith('packages') });
  const { out } = await build();
  await cp(out, join(folder, 'script'), { recursive: true });
  await describe(folder, root, {
    name: 'vafa-server',
    description: 'The gateway and the starter club of Vafa: serves any loyalty backend to its elements.',
    exports: { '.': both('./lib/server/index'), ...Object.fromEntries(schemaNames.map((name) => [`./${name}`, `./${name}`])), './package.json': './package.json' },
    files: ['lib', 'script', ...schemaNames, 'docs'],
    bin: { vafa: './lib/server/cli/bin.js' },
    // What acts when it is imported; test/packages holds this list against the modules.
    sideEffects: ['./lib/adapters/declarative/expression.js', './lib/server/cli/bin.js'],
    engines: { node: '>=20' },
    dependencies: pick(root, ['hono', '@hono/node-server', 'jose', '@electric-sql/pglite', 'pg', 'drizzle-orm', 'zod', 'csv-parse', 'csv-stringify', '@jmespath-community/jmespath', 'undici', 'prom-client']),
  });
}

function both(path: string): { types: string; default: string } {
  return { types: `${path}.d.ts`, default: `${path}.js` };
}

/** The manifest with the paths that the package has. */
function inLibrary(elements: Awaited<ReturnType<typeof manifest>>): unknown {
  return JSON.parse(JSON.stringify(elements).replaceAll(/"src\/([^"]+)\.ts"/g, '"lib/$1.js"'));
}

function pick({ devDependencies }: RootPackage, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const version = devDependencies[name];
      if (!version) throw new Error(`package.json of the project lists no \`${name}\`, which a package depends on.`);
      // A range: an application must be able to have one Lit with others. What we test is its lower end.
      return [name, `^${version}`];
    }),
  );
}

async function describe(folder: string, { version, license }: RootPackage, fields: Record<string, unknown>): Promise<void> {
  const { name, description, ...rest } = fields;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name, version, description, license, type: 'module', ...rest }, undefined, 2)}\n`);
  await copyFile(join(project, 'LICENSE'), join(folder, 'LICENSE'));
  await copyFile(join(project, `docs/packages/${String(name)}.md`), join(folder, 'README.md'));
}

async function archived(folder: string): Promise<Packed> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await promisify(execFile)(npm, ['pack', '--json', '--pack-destination', join(folder, '..')], { cwd: folder, shell: process.platform === 'win32' });
  const [{ filename }] = z.tuple([z.object({ filename: z.string() })]).parse(JSON.parse(stdout));
  return { folder, archive: join(folder, '..', filename) };
}

async function main(): Promise<void> {
  const { vafa, server } = await pack();
  console.log(`Packed ${vafa.archive} and ${server.archive}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

/** `npm run build`: makes the script in its two builds, and its chunks, in `dist/`. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './build/bundle.js';
import { checkFiles } from './build/gates.js';
import { fillKit, fromKit, KitKeys, surveyPlugin, type Shared } from './build/kit.js';
import { hashOf, smallestHash } from './build/hash.js';
import { licences } from './build/licences.js';
import { wrapChunk, wrapRuntime } from './build/scope.js';

/** What to build, and where to. */
export interface BuildOptions {
  /** The project's folder; its `src` is built. */
  readonly root?: string;
  /** Where the files go; emptied first. */
  readonly out?: string;
}

/** What was built. */
export interface Built {
  readonly out: string;
  readonly version: string;
  /** The file of each chunk, by the chunk's name. */
  readonly chunks: Readonly<Record<string, string>>;
}

const project = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const runtimes = { 'vafa.js': 'src/embed.ts', 'vafa.lite.js': 'src/embed-lite.ts' } as const;

/** Builds `vafa.js`, `vafa.lite.js` and the chunks. Calling it again replaces them. */
export async function build({ root = project, out = join(root, 'dist') }: BuildOptions = {}): Promise<Built> {
  const version = await versionOf(root);
  const define = { __VAFA_VERSION__: JSON.stringify(version), __VAFA_CHUNKS__: 'undefined' };
  const shared = await survey(root, define);
  const keys = new KitKeys(shared);
  const banner = `/*! Vafa ${version} | MIT | LICENSES.txt names what is inside */`;
  const drafts = await chunkDrafts(root, shared, keys, define);
  const codes = new Map<string, string>();
  for (const [name, draft] of drafts) codes.set(name, await wrapChunk(keys.shorten(draft), name));
  const all = [...codes.values()].join('\n');
  const told = JSON.stringify({ hash: hashOf(all), names: [...codes.keys()] });
  const kit = fillKit(join(root, 'src/kit.ts'), version, keys.members());
  const scripts = new Map<string, string>();
  for (const [file, entry] of Object.entries(runtimes)) {
    const code = await bundle({ root, entry, define: { ...define, __VAFA_CHUNKS__: told }, plugins: [kit] });
    scripts.set(file, await wrapRuntime(code, file, banner));
  }
  const hash = smallestHash(all, scripts.get('vafa.js') ?? '');
  const chunks = Object.fromEntries([...codes.keys()].map((name) => [name, `${name}-${hash}.js`]));
  const files = new Map([...codes].map(([name, code]) => [`${name}-${hash}.js`, code]));
  for (const [file, script] of scripts) files.set(file, script.replaceAll(hashOf(all), hash));
  checkFiles(files);
  files.set('LICENSES.txt', await licences(root));
  await replaceFiles(out, files);
  return { out, version, chunks };
}

/** The modules that every runtime has, and that chunks therefore share. */
async function survey(root: string, define: Record<string, string>): Promise<Shared> {
  const shared: Shared = new Map();
  const entry = runtimes['vafa.lite.js'];
  await bundle({ root, entry, define, plugins: [surveyPlugin(shared, join(root, entry))] });
  return shared;
}

async function chunkDrafts(
  root: string,
  shared: Shared,
  keys: KitKeys,
  define: Record<string, string>,
): Promise<Map<string, string>> {
  const drafts = new Map<string, string>();
  for (const file of (await readdir(join(root, 'src/chunks'))).sort()) {
    const entry = `src/chunks/${file}`;
    const code = await bundle({ root, entry, define, plugins: [fromKit(shared, (binding) => keys.long(binding))] });
    keys.note(code);
    drafts.set(basename(file, '.ts'), code);
  }
  return drafts;
}

async function versionOf(root: string): Promise<string> {
  const { version }: { version?: unknown } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  if (typeof version !== 'string') throw new Error('package.json has no `version`; set it.');
  return version;
}

async function replaceFiles(out: string, files: ReadonlyMap<string, string>): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const [file, text] of files) await writeFile(join(out, file), text);
}

async function main(): Promise<void> {
  const { out, chunks } = await build();
  console.log(`Built vafa.js, vafa.lite.js and ${Object.keys(chunks).length} chunks in ${out}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

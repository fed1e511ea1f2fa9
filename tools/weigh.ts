/** `npm run weigh [entry]`: what each module of an entry costs in the built script, by what brotli saves without it. */
import { brotliCompressSync, constants } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { leanKy } from './build/ky.js';
import { quietLit } from './build/lit.js';
import { minifyTemplates } from './build/templates.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = process.argv[2] ?? 'src/embed.ts';

async function main(): Promise<void> {
  const { js, owners, sources } = await bundle();
  const total = size(js);
  const rows = sources.map((source, at) => {
    const rest = [...js].filter((_, place) => owners[place] !== at).join('');
    return { source: source.replace(/^.*(node_modules|main)\//, ''), bytes: js.length - rest.length, saved: total - size(rest) };
  });
  rows.sort((a, b) => b.saved - a.saved);
  console.log(`${entry}: ${js.length} bytes, ${total} in brotli`);
  for (const { source, bytes, saved } of rows) if (saved > 15) console.log(`${String(saved).padStart(6)} ${String(bytes).padStart(7)}  ${source}`);
}

function size(text: string): number {
  return brotliCompressSync(Buffer.from(text), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

async function bundle() {
  const result = await build({
    entryPoints: [entry], bundle: true, minify: true, format: 'iife', write: false, sourcemap: 'external', outfile: 'weigh.js',
    target: 'es2022', conditions: ['production'], absWorkingDir: root,
    plugins: [{ name: 'vafa', setup: (esbuild) => esbuild.onLoad({ filter: /\.(js|ts)$/ }, async ({ path }) => ({ contents: await transformed(path), loader: path.endsWith('ts') ? 'ts' : 'js' })) }],
  });
  const text = (end: string): string => result.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const map: { sources: string[]; mappings: string } = JSON.parse(text('.map'));
  const js = text('.js');
  return { js, sources: map.sources, owners: ownersOf(js, map.mappings) };
}

async function transformed(path: string): Promise<string> {
  let code = readFileSync(path, 'utf8');
  for (const { transform } of [leanKy(), minifyTemplates(`${root}src/`), quietLit()]) {
    const handler = typeof transform === 'function' ? transform : transform?.handler;
    const answer: unknown = await Reflect.apply(handler ?? (() => null), { error: (why: string) => { throw new Error(why); } }, [code, path]);
    if (typeof answer === 'string') code = answer;
    else if (typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string') code = answer.code;
  }
  return code;
}

/** For each character of the bundle, which source it comes from, by the source map's VLQ segments. */
function ownersOf(js: string, mappings: string): number[] {
  const owners: number[] = [];
  let source = 0;
  let offset = 0;
  const lines = js.split('\n');
  mappings.split(';').forEach((line, at) => {
    let column = 0;
    const starts: (readonly [number, number])[] = [];
    for (const segment of line.split(',').filter(Boolean)) {
      const [step = 0, jump] = vlq(segment);
      column += step;
      if (jump !== undefined) source += jump;
      starts.push([column, jump === undefined ? -1 : source]);
    }
    const length = lines[at]?.length ?? 0;
    starts.forEach(([start, owner], index) => setRange(owners, offset + start, offset + (starts[index + 1]?.[0] ?? length), owner));
    offset += length + 1;
  });
  return owners;
}

function setRange(owners: number[], from: number, to: number, owner: number): void {
  for (let at = from; at < to; at++) owners[at] = owner;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function vlq(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = digits.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    values.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return values;
}

await main();

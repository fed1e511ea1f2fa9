/** `npm run size`: what each built file costs a visitor, against the gates; fails past one. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { report } from './report.js';

/** One line of the table: what is weighed, its bytes after brotli, and the most it may have. */
export interface Weight {
  readonly name: string;
  readonly bytes: number;
  readonly gate: number;
}

const gates = { script: 27_500, liteWithPoints: 20_000, chunk: 6_000, vendor: 27_000, locale: 3_500, localePart: 2_000 } as const;

/** Weighs the files of a built folder. */
export async function weigh(folder: string): Promise<Weight[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js')).sort();
  const sizes = new Map<string, number>();
  for (const file of files) sizes.set(file, compressed(await readFile(join(folder, file))));
  const size = (file: string | undefined): number => sizes.get(file ?? '') ?? 0;
  const chunks = files.filter((file) => !file.startsWith('vafa.'));
  const points = chunks.find((file) => file.startsWith('vafa-points-'));
  return [
    { name: 'vafa.js', bytes: size('vafa.js'), gate: gates.script },
    { name: `vafa.lite.js with ${points ?? 'no points chunk'}`, bytes: size('vafa.lite.js') + size(points), gate: gates.liteWithPoints },
    ...chunks.map((file) => ({ name: file, bytes: size(file), gate: gateOf(file) })),
  ];
}

/** Locale chunks are named by their language, and parts of them by what they are about; what speaks to a vendor is a whole adapter, fetched by pages without a gateway alone. */
function gateOf(file: string): number {
  if (file.startsWith('vendor-')) return gates.vendor;
  if (/^[a-z]{2,3}-[0-9a-f]{12}\.js$/.test(file)) return gates.locale;
  return /^[a-z]{2,3}-[a-z]+-[0-9a-f]{12}\.js$/.test(file) ? gates.localePart : gates.chunk;
}

function compressed(content: Buffer): number {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(content, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: content.length } }).length;
}

async function main(): Promise<void> {
  const weights = await weigh(fileURLToPath(new URL('../dist', import.meta.url)));
  for (const { name, bytes, gate } of weights) {
    const room = gate - bytes;
    console.log(`${bytes.toLocaleString('en').padStart(8)} of ${gate.toLocaleString('en')} B  ${name}${room < 0 ? `  ${-room} B too many` : ''}`);
  }
  const heavy = weights.filter(({ bytes, gate }) => bytes > gate || bytes === 0);
  await report({ passed: weights.length - heavy.length, failed: heavy.length });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

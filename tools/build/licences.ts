import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The packages whose code is inside the script. */
const inside = ['lit', '@lit/context', 'ky'] as const;

/** The text of LICENSES.txt: our own licence and those of the code inside the script, as they ask for. */
export async function licences(root: string): Promise<string> {
  const require = createRequire(join(root, 'package.json'));
  const texts = await Promise.all(
    inside.map(async (name) => {
      const folder = require.resolve.paths(name)?.map((path) => join(path, name)) ?? [];
      return `${name}\n\n${await firstOf(folder.flatMap((path) => [join(path, 'LICENSE'), join(path, 'license')]))}`;
    }),
  );
  const own = await readFile(join(root, 'LICENSE'), 'utf8').catch(() => '');
  return [own, ...texts].map((text) => text.trim()).join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

async function firstOf(paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error(`No licence text at ${paths.join(' or ')}.`);
}

import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readJsonFile } from '../json-file.js';
import { UserError } from '../user-error.js';

const folder = new URL('../../adapters/presets/', import.meta.url);

/** Names of the presets that come with the package. */
export async function presetNames(): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)).sort();
}

/** A preset’s description. A name that none has is a `UserError`. */
export async function presetOf(name: string): Promise<unknown> {
  const names = await presetNames();
  if (!names.includes(name)) throw new UserError(`“${name}” is no preset; there are ${names.join(', ')}. A description of your own is {"type": "adapter", "file": "…"}.`);
  return readJsonFile(fileURLToPath(new URL(`${name}.json`, folder)), 'preset');
}

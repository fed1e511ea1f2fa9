import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readJsonFile } from '../json-file.js';
import { UserError } from '../user-error.js';

/** Descriptions that come with the package, by name. */
interface Shelf {
  readonly folder: URL;
  /** What one of them is called, e.g. `preset`. */
  readonly what: string;
  /** How a description of one's own is named instead. */
  readonly instead: string;
}

const adapters: Shelf = { folder: new URL('../../adapters/presets/', import.meta.url), what: 'preset', instead: '{"type": "adapter", "file": "…"}' };
const inbound: Shelf = { folder: new URL('../inbound/presets/', import.meta.url), what: 'shop system that is known', instead: '{"file": "…"}' };

/** Names of the vendors that come with the package. */
export function presetNames(): Promise<string[]> {
  return namesOn(adapters);
}

/** A vendor's description. A name that none has is a `UserError`. */
export function presetOf(name: string): Promise<unknown> {
  return takeFrom(adapters, name);
}

/** The description of a shop system's webhooks. A name that none has is a `UserError`. */
export function inboundPresetOf(name: string): Promise<unknown> {
  return takeFrom(inbound, name);
}

async function namesOn({ folder }: Shelf): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)).sort();
}

async function takeFrom(shelf: Shelf, name: string): Promise<unknown> {
  const names = await namesOn(shelf);
  if (!names.includes(name)) throw new UserError(`“${name}” is no ${shelf.what}; there are ${names.join(', ')}. A description of your own is ${shelf.instead}.`);
  return readJsonFile(fileURLToPath(new URL(`${name}.json`, shelf.folder)), shelf.what);
}

import { page } from '../client/page.js';
import { kit } from '../kit.js';
import { isCallable } from './callable.js';

declare const __VAFA_CHUNKS__: Readonly<Record<string, string>> | undefined;

const files = typeof __VAFA_CHUNKS__ === 'undefined' ? {} : __VAFA_CHUNKS__;

/** The folder the script itself came from; asked while the script runs, as nothing tells later. */
let own: string | undefined;

/** Remembers where the script came from. */
export function cameFrom(folder: string | undefined): void {
  own = folder;
}

/** The names of the parts this build can fetch. */
export function hasChunk(name: string): boolean {
  return Object.hasOwn(files, name);
}

/** Fetches a further part of the script, once more if the first try fails. Gives what the part defines; nothing where there is no such part. */
export async function loadChunk(name: string): Promise<unknown> {
  const file = hasChunk(name) ? files[name] : undefined;
  if (file === undefined) return undefined;
  const base = page.config.base ?? own;
  if (base === undefined) throw new Error('Set data-base, or configure({ base }), to the folder of the script.');
  const url = new URL(file, `${new URL(base, document.baseURI).href.replace(/\/$/, '')}/`).href;
  const part: unknown = await bring(url).catch(() => bring(`${url}?again`));
  const make = typeof part === 'object' && part !== null && 'default' in part ? part.default : undefined;
  if (!isCallable(make)) throw new Error(`${url} is no part of this script; serve the folder of one version as it is.`);
  return make(kit());
}

/** A failed import is remembered by its address, hence another address for the second try. */
function bring(url: string): Promise<unknown> {
  return import(/* @vite-ignore */ url);
}

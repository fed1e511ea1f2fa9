import { page } from '../client/page.js';
import { kit } from '../kit.js';
import { isCallable } from '../client/callable.js';

declare const __VAFA_CHUNKS__: { readonly hash: string; readonly names: readonly string[] } | undefined;

const { hash, names } = (typeof __VAFA_CHUNKS__ === 'undefined' ? undefined : __VAFA_CHUNKS__) ?? { hash: '', names: [] };

/** The folder the script itself came from; asked while the script runs, as nothing tells later. */
let own: string | undefined;

/** Remembers where the script came from. */
export function cameFrom(folder: string | undefined): void {
  own = folder;
}

/** The names of the parts this build can fetch. */
export function hasChunk(name: string): boolean {
  return names.includes(name);
}

/** Fetches a further part of the script, once more if the first try fails. Gives what the part defines; nothing where there is no such part. */
export async function loadChunk(name: string): Promise<unknown> {
  if (!hasChunk(name)) return undefined;
  const base = page.config.base ?? own;
  if (base === undefined) throw new Error('Set data-base to the folder of the script.');
  const url = new URL(`${name}-${hash}.js`, `${new URL(base, document.baseURI).href.replace(/\/$/, '')}/`).href;
  const part: unknown = await bring(url).catch(() => bring(`${url}?again`));
  const make = typeof part === 'object' && part !== null && 'default' in part ? part.default : undefined;
  if (!isCallable(make)) throw new Error(`${url} is no part of this script; serve the folder of one version as it is.`);
  return make(kit());
}

/** A failed import is remembered by its address, hence another address for the second try. */
function bring(url: string): Promise<unknown> {
  return import(/* @vite-ignore */ url);
}

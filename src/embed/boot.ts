import { advise, adviser } from '../client/advise.js';
import { page } from '../client/page.js';
import { providePage } from '../context/provide.js';
import { useTrustedTypesPolicy } from '../private-scope.js';
import { register, type Definitions } from '../register.js';
import { version } from '../version.js';
import { jsonChannel, scriptChannels } from './channels.js';
import { cameFrom, loadChunk } from './chunks.js';
import { makeHandle } from './handle.js';

/** Starts the kit on a page, once: the first copy wins. `define` makes the elements known. */
export function boot(define: () => void): void {
  const { settings, folder } = scriptChannels();
  cameFrom(folder);
  const before: unknown = Object.hasOwn(window, 'vafa') ? window.vafa : undefined;
  if (isHandle(before)) {
    adviser.load = loadChunk;
    if (before.version !== version) advise('version', before.version, version);
    return;
  }
  adviser.load = loadChunk;
  page.load = loadChunk;
  page.read(...settings, jsonChannel());
  let started: () => void = () => undefined;
  const handle = makeHandle(new Promise((resolve) => (started = resolve)));
  // Assigned where the page has the name already: a global `var vafa` cannot be redefined, but written.
  if (Object.hasOwn(window, 'vafa')) Reflect.set(window, 'vafa', handle);
  else Object.defineProperty(window, 'vafa', { value: handle, configurable: true, enumerable: true, writable: true });
  const queue: readonly unknown[] = Array.isArray(before) ? before : [];
  handle.push(...queue);
  applyPolicy();
  providePage(page);
  define();
  started();
  readLate(settings);
}

/** The JSON block may stand below an `async` script; it is read again when the page is whole. */
function readLate(settings: readonly unknown[]): void {
  if (document.readyState !== 'loading' || page.config.api !== undefined) return;
  document.addEventListener('DOMContentLoaded', () => {
    const late = jsonChannel();
    if (late !== undefined) page.read(...settings, late);
  });
}

/** Makes elements known that the build holds. */
export function defineAll(definitions: Definitions): () => void {
  return () => register(definitions);
}

function applyPolicy(): void {
  const { trustedTypesPolicy } = page.config;
  if (trustedTypesPolicy !== undefined) useTrustedTypesPolicy(trustedTypesPolicy);
}

function isHandle(value: unknown): value is { version: string } {
  return typeof value === 'object' && value !== null && 'configure' in value && 'version' in value;
}

declare global {
  interface Window {
    vafa?: unknown;
  }
}

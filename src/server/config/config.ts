import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { asWritten, explained } from '../../domain/explain.js';
import { mistakesText, type Mistake } from '../../domain/mistakes.js';
import { readJsonFile } from '../json-file.js';
import { UserError } from '../user-error.js';
import { serveConfig, type ServeConfig, type SingleBackend } from './config.schema.js';

/** A configuration that was read, and where from: paths in it are meant from there. */
export interface LoadedConfig {
  readonly config: ServeConfig;
  /** The file, as it was named. */
  readonly file: string;
  /** A path of the configuration, from where it is written. */
  readonly path: (written: string) => string;
}

/** Reads `vafa.json`. What is wrong with it is a `UserError`: each mistake with its path and what to change. */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const config = parseConfig(await readJsonFile(file, 'configuration'), file);
  return { config, file, path: (written) => resolve(dirname(file), written) };
}

/** Checks a configuration. Fails with a `UserError`. */
export function parseConfig(input: unknown, file = 'vafa.json'): ServeConfig {
  const parsed = z.safeParse(serveConfig, input, asWritten);
  const mistakes = parsed.success ? mistakesIn(parsed.data) : explained(serveConfig, parsed.error.issues, 'the configuration');
  if (parsed.success && mistakes.length === 0) return parsed.data;
  throw new UserError(`${file} is not valid:\n${mistakesText(mistakes)}`);
}

// What no single part can see.
function mistakesIn({ backend, shop, identity = [], codes }: ServeConfig): Mistake[] {
  const singles: readonly SingleBackend[] = backend.type === 'compose' ? Object.values(backend.parts) : [backend];
  const clubs = singles.filter(({ type }) => type === 'club').length;
  const mistakes: Mistake[] = [];
  if (clubs > 1) mistakes.push({ path: 'backend.parts', says: 'has two clubs; one process serves one' });
  if (clubs === 0 && !shop) mistakes.push({ path: 'shop', says: 'is missing: a vendor knows nothing of your time zone and words. Write at least {"id": "my-shop", "name": "My shop", "timeZone": "Europe/Berlin"}' });
  if (clubs === 0 && codes) mistakes.push({ path: 'codes', says: 'are made for a club, and the backend has none. Take them out, or put a club into the backend' });
  identity.forEach(({ type }, index) => {
    if (identity.findIndex((other) => other.type === type) < index) mistakes.push({ path: `identity[${index}]`, says: `is ${type} again; each may be there once` });
  });
  return backend.type === 'compose' ? [...mistakes, ...unknownParts(backend)] : mistakes;
}

function unknownParts({ parts, operations, otherwise }: Extract<ServeConfig['backend'], { type: 'compose' }>): Mistake[] {
  const named = [...Object.entries(operations).map(([operation, part]) => [`backend.operations.${operation}`, part] as const), ['backend.otherwise', otherwise] as const];
  const known = Object.keys(parts);
  return named.flatMap(([path, part]) => (part === undefined || known.includes(part) ? [] : [{ path, says: `“${part}” is no part; there are ${known.join(', ')}` }]));
}

import { readFile } from 'node:fs/promises';
import { UserError } from './user-error.js';

/** Reads a file of JSON as it was written; one that is none is a `UserError` that says where. `what` names it, e.g. `program`. */
export async function readJsonFile(path: string, what: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    throw new UserError(missing ? `There is no file ${path}. Say where the ${what} is.` : `The ${what} ${path} cannot be read (${String(thrown)}).`);
  });
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return document;
  } catch (thrown) {
    throw new UserError(`${path} is no JSON${placeOf(thrown, text)}. Look for a comma too many, or one that is missing.`);
  }
}

// Engines say the place in words of their own: `… at position 18` or `… in JSON at position 18 (line 2 column 3)`.
function placeOf(thrown: unknown, text: string): string {
  const found = thrown instanceof Error ? /position (\d+)/.exec(thrown.message) : null;
  if (!found) return '';
  const lines = text.slice(0, Number(found[1])).split('\n');
  return `: the mistake is near line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

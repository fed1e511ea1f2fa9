import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where the built script may lie, seen from this module: in the package, and in the project. */
const places = ['../../script/', '../../dist/'];

/** The folder of the built script that comes with this package; none where it was not built. */
export async function scriptsFolder(): Promise<string | undefined> {
  for (const place of places) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    const found = await stat(`${folder}/vafa.js`).catch(() => undefined);
    if (found?.isFile()) return folder;
  }
  return undefined;
}

/** `npm run adapter-schema`: writes the JSON Schema of a described adapter from the zod schema, for editors and for whoever checks a description elsewhere. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { adapterDocument } from '../src/adapters/declarative/document.schema.js';

/** Where the JSON Schema is kept. */
export const adapterSchemaFile = fileURLToPath(new URL('../src/adapters/declarative/vafa.adapter.schema.json', import.meta.url));

/** The JSON Schema of a description as a developer writes it. */
export function adapterSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(adapterDocument, { io: 'input', target: 'draft-2020-12', reused: 'ref' });
  const head = {
    $schema,
    // A name, not an address that anything is fetched from.
    $id: 'https://vafa.dev/schema/adapter-1.json',
    title: 'An adapter of Vafa',
    description: 'How a vendor’s API is asked and its answers are read. Expressions are JMESPath, community edition, with the functions of this kit (docs/adapters.md).',
  };
  return `${JSON.stringify({ ...head, ...schema }, undefined, 2)}\n`;
}

async function main(): Promise<void> {
  const text = adapterSchemaText();
  const before = await readFile(adapterSchemaFile, 'utf8').catch(() => '');
  if (before !== text) await writeFile(adapterSchemaFile, text);
  console.log(before === text ? 'The JSON Schema of adapters is up to date.' : 'The JSON Schema of adapters was written anew.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

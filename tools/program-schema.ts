/** `npm run program`: writes the JSON Schema of `vafa.program.json` from the zod schema, for editors and for whoever checks a program elsewhere. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { program } from '../src/server/club/program/program.js';

/** Where the JSON Schema is kept. */
export const programSchemaFile = fileURLToPath(new URL('../src/server/club/program/vafa.program.schema.json', import.meta.url));

/** The JSON Schema of a program as an owner writes it: what has a default may be left out. */
export function programSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(program, { io: 'input', target: 'draft-2020-12' });
  const head = {
    $schema,
    // A name, not an address that anything is fetched from.
    $id: 'https://vafa.dev/schema/program-1.json',
    title: 'A club of Vafa',
    description: 'What one club promises: its shop, what is earned, its tiers, its rewards and its words.',
  };
  return `${JSON.stringify({ ...head, ...schema }, undefined, 2)}\n`;
}

async function main(): Promise<void> {
  const text = programSchemaText();
  const before = await readFile(programSchemaFile, 'utf8').catch(() => '');
  if (before !== text) await writeFile(programSchemaFile, text);
  console.log(before === text ? 'The JSON Schema of the program is up to date.' : 'The JSON Schema of the program was written anew.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

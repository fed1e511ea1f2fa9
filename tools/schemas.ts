/** `npm run schemas`: writes the JSON Schemas of what developers write as JSON, from the zod schemas, for editors and for whoever checks such a file elsewhere. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { adapterDocument } from '../src/adapters/declarative/document.schema.js';
import { serveConfig } from '../src/server/config/config.schema.js';
import { inboundDocument } from '../src/server/inbound/inbound.schema.js';

/** A JSON Schema that is kept in the project. */
export interface KeptSchema {
  readonly file: string;
  /** What the zod schema says now. */
  text(): string;
}

/** A described adapter, as a developer writes it. */
export const adapterSchema = kept('../src/adapters/declarative/vafa.adapter.schema.json', adapterDocument, {
  $id: 'https://vafa.dev/schema/adapter-1.json',
  title: 'An adapter of Vafa',
  description: 'How a vendor’s API is asked and its answers are read. Expressions are JMESPath, community edition, with the functions of this kit (docs/adapters.md).',
});
/** A shop system’s webhooks, described. */
export const inboundSchema = kept('../src/server/inbound/vafa.inbound.schema.json', inboundDocument, {
  $id: 'https://vafa.dev/schema/inbound-1.json',
  title: 'Webhooks of a shop system, for Vafa',
  description: 'How deliveries are verified, and which events of the shop they mean (docs/adapters.md).',
});
/** `vafa.json`. */
export const configSchema = kept('../src/server/config/vafa.config.schema.json', serveConfig, {
  $id: 'https://vafa.dev/schema/config-1.json',
  title: 'A gateway of Vafa',
  description: 'Whose shop it is, who may call, and which backend answers: what `vafa serve` is told.',
});

function kept(path: string, schema: z.ZodMiniType, head: object): KeptSchema {
  return {
    file: fileURLToPath(new URL(path, import.meta.url)),
    text: () => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', reused: 'ref' });
      // The $id is a name, not an address that anything is fetched from.
      return `${JSON.stringify({ $schema, ...head, ...rest }, undefined, 2)}\n`;
    },
  };
}

async function main(): Promise<void> {
  for (const { file, text } of [adapterSchema, inboundSchema, configSchema]) {
    const before = await readFile(file, 'utf8').catch(() => '');
    const now = text();
    if (before !== now) await writeFile(file, now);
    console.log(`${file.split('/').at(-1)} ${before === now ? 'is up to date' : 'was written anew'}.`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

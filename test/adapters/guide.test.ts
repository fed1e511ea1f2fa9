import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describe as read } from '../../src/adapters/declarative/description.js';
import { namedFunctions } from '../../src/adapters/declarative/functions.js';
import { parseConfig } from '../../src/server/config/config.js';
import { adapterSchema } from '../../tools/schemas.js';

const guide = readFileSync(new URL('../../docs/adapters.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```json (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, JSON.parse(text) as unknown] as const);

describe('the guide to adapters', () => {
  it.each(blocks)('shows a file that is taken as it stands: %s', (name, document) => {
    if (name.endsWith('.adapter.json')) expect(read(document).ops.size).toBeGreaterThan(0);
    else expect(parseConfig(document, name).format).toBe(1);
  });

  it('names every function, as it is written and with what it gives', () => {
    for (const [name, { usage, says }] of Object.entries(namedFunctions)) {
      expect(guide, name).toContain(`| \`${usage}\` |`);
      expect(guide.replaceAll(/`` `([^`]*)` ``/g, '`$1`'), name).toContain(says);
    }
  });

  it('names every way of signing and of paging', () => {
    const ways = [...adapterSchema.text().matchAll(/"(?:type|kind)": \{\s*"type": "string",\s*"const": "(\w+)"/g)].map(([, value]) => value);
    expect(ways).toEqual(expect.arrayContaining(['bearer', 'oauth', 'cursor', 'link']));
    for (const way of ways) expect(guide).toContain(`\`${way}\``);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describe as read } from '../../src/adapters/declarative/describe.js';
import { namedFunctions } from '../../src/adapters/declarative/functions.js';
import { adapterDocument, op, step } from '../../src/adapters/declarative/document.schema.js';
import { shapes } from '../../src/adapters/declarative/shapes.js';
import { parseConfig } from '../../src/server/config/config.js';
import { inputs, parts, wanted, type Described } from '../../src/server/doctor/wanted.js';

const guide = readFileSync(new URL('../../docs/adapters.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```json (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, JSON.parse(text) as unknown] as const);

describe('the guide to adapters', () => {
  it.each(blocks)('shows a file that is taken as it stands: %s', (name, document) => {
    if (name.endsWith('.adapter.json')) expect(read(document, { programId: '7' }).ops.size).toBeGreaterThan(0);
    else expect(parseConfig(document, name).format).toBe(1);
  });

  it('names every function, as it is written and with what it gives', () => {
    for (const [name, { usage, says }] of Object.entries(namedFunctions)) {
      expect(guide, name).toContain(`| \`${usage}\` |`);
      expect(guide.replaceAll(/`` `([^`]*)` ``/g, '`$1`'), name).toContain(says);
    }
  });

  it('names every way of signing and of paging', () => {
    const kinds = (schema: { def: { options: readonly { shape: Record<string, { def?: unknown }> }[] } }, name: string) => schema.def.options.map(({ shape }) => JSON.stringify(shape[name]?.def));
    for (const told of [...kinds(adapterDocument.shape.auth, 'type'), ...kinds(step.shape.paging.def.innerType, 'kind')]) {
      const [value = ''] = /"values":\["(\w+)"\]/.exec(told ?? '')?.slice(1) ?? [];
      expect(value).not.toBe('');
      expect(guide).toMatch(new RegExp(`"(type|kind)": "${value}"`));
    }
  });

  it('says what each operation gives, as the schemas have it, and what it is asked with', () => {
    const told = guide.replaceAll(/\s+/g, ' ');
    const twins: readonly string[] = ['order', 'join', 'redeem', 'cancelRedemption', 'completeEarnAction', 'dismiss'];
    for (const operation of Object.keys(shapes) as Described[]) {
      if (twins.includes(operation)) expect(guide, operation).toContain(`\`${operation}\``);
      else expect(told, operation).toContain(` ${operation} ${wanted(operation)} `);
    }
    for (const [name, made] of Object.entries(parts)) expect(told, name).toContain(` ${name} ${made} `);
    for (const [operation, made] of Object.entries(inputs)) expect(guide, operation).toContain(`| \`${operation}\` | \`${made}\` |`);
  });

  it('names every key of a request and of an operation', () => {
    for (const key of Object.keys({ ...op.shape, ...step.shape })) expect(guide, key).toMatch(new RegExp(`\`${key}\`|"${key}"`));
  });
});

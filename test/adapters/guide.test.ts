import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describe as read } from '../../src/adapters/declarative/describe.js';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { expressionOf, functionNames } from '../../src/adapters/declarative/expression.js';
import { namedFunctions } from '../../src/adapters/declarative/functions.js';
import { adapterDocument, op, step } from '../../src/adapters/declarative/document.schema.js';
import { shapes } from '../../src/adapters/declarative/shapes.js';
import { errorKinds } from '../../src/domain/error.schema.js';
import { parseConfig } from '../../src/server/config/config.js';
import { inputs, parts, wanted, type Described } from '../../src/server/doctor/wanted.js';
import { kindOf } from './opened.js';
import { vendor } from './vendor.js';

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

  it('names every kind of error', () => {
    for (const kind of errorKinds) expect(guide, kind).toContain(`\`${kind}\``);
  });

  it('writes dates in a form that reads them', () => {
    const [us = '', other = ''] = [...guide.matchAll(/`((?:let \$d|instant\(join)[^`]*)`/g)].map(([, source = '']) => source);
    for (const date of ['05/03/2026', null]) {
      expect(expressionOf(us).evaluate({ date })).toBe(date && '2026-05-03T00:00:00.000Z');
      expect(expressionOf(other).evaluate({ date })).toBe(date && '2026-03-05T00:00:00.000Z');
    }
  });

  it('names functions of JMESPath that are there', () => {
    const [, told = ''] = /Those one uses:\n\n([\s\S]*?)\n\n/.exec(guide) ?? [];
    const names = [...told.matchAll(/`(\w+)\(/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(functionNames).toEqual(expect.arrayContaining(names));
  });

  it('redeems as its example says: checked first, bought once, looked up where the answer was lost', async () => {
    const example = blocks.find(([name]) => name === 'redeem.adapter.json')?.[1];
    let offer: object | null = { price: 100, balance: 250, name: 'Mug' };
    let lost = false;
    const { fetch, seen } = vendor(({ method, url, body }) => {
      if (url.pathname.endsWith('/rewards/mug')) return offer ?? new Response('', { status: 404 });
      const bought = { id: 7, code: 'ABC', created_at: '2026-05-03T10:00:00Z', reward_name: 'Mug', reference: method === 'POST' ? (body as { reference: string }).reference : url.searchParams.get('reference') };
      if (method === 'POST' && lost) throw new TypeError('socket hang up');
      return method === 'POST' ? bought : { purchases: [bought] };
    });
    const port = createDeclarative(example, { settings: { programId: '7' }, secrets: () => 'key', fetch }).open({ shopId: 's', memberId: 'm1' });
    const redeem = (key: string, balance: number) => port.redeem?.({ rewardId: 'mug', cost: 100, balance }, { key });
    expect((await redeem('a', 250))?.result).toMatchObject({ id: '7', code: 'ABC', title: 'Mug', at: '2026-05-03T10:00:00.000Z' });
    expect(await kindOf(redeem('b', 300))).toMatch(/^conflict/);
    lost = true;
    expect(await kindOf(redeem('c', 250))).toMatch(/^unavailable/);
    expect((await redeem('c', 250))?.result).toMatchObject({ id: '7', code: 'ABC' });
    expect(seen.filter(({ method }) => method === 'POST')).toHaveLength(2);
    offer = null;
    expect(await kindOf(redeem('d', 250))).toMatch(/^not_found/);
  });

  it('names every key of a request and of an operation', () => {
    for (const key of Object.keys({ ...op.shape, ...step.shape })) expect(guide, key).toMatch(new RegExp(`\`${key}\`|"${key}"`));
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { describe as read } from '../../src/adapters/declarative/describe.js';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { operations, type Operation } from '../../src/domain/capabilities.schema.js';
import { errorKinds } from '../../src/domain/error.schema.js';
import { PortalError } from '../../src/domain/errors.js';
import { withBeyond } from './beyond.js';
import { graphqlMockOf } from './graphql-mock.js';
import { mockOf, specsAreHere, type Mock, type Violation } from './prism.js';
import { vendors, type Vendor } from './vendors.js';

const folder = new URL('../../src/adapters/presets/', import.meta.url);
const member = { shopId: 'shop', memberId: 'member-1', email: 'member@shop.example', name: 'Sara' };
const described = operations.filter((name) => name !== 'watch');

function documentOf(preset: string): { ops: Record<string, unknown>; settings?: Record<string, { example?: unknown }> } {
  return JSON.parse(readFileSync(new URL(`${preset}.json`, folder), 'utf8')) as ReturnType<typeof documentOf>;
}

function portOf({ preset, settings, session }: Vendor, mock: Mock, name: Operation): PortalAdapter {
  const backend = createDeclarative(documentOf(preset), { settings, secrets: () => 'a-secret-of-the-test', memberToken: async () => 'a-token-of-the-test', fetch: mock.fetch });
  // Whoever joins is not known yet.
  return backend.open({ ...member, ...session, ...(name === 'join' && { email: 'newcomer@shop.example' }) });
}

async function mockFor(vendor: Vendor, how: { dynamic?: boolean; seed?: string; amended?: Vendor['amended'] } = {}): Promise<ReturnType<typeof withBeyond>> {
  const mock = vendor.api === 'graphql' ? await graphqlMockOf(vendor.spec, how) : await mockOf(vendor.spec, { prefix: vendor.prefix, ...how });
  return withBeyond(mock, vendor.beyond);
}

/** Asks one operation as an element would. */
async function asked(port: PortalAdapter, name: Operation, inputs: Vendor['inputs'] = {}): Promise<unknown> {
  const usual: Record<string, unknown> = { activity: { limit: 5 }, orders: { limit: 5 }, order: { id: '1' }, estimate: { amount: 1_000, currency: 'EUR' }, join: { acceptTerms: true }, redeem: { rewardId: '1', cost: 100 }, cancelRedemption: { redemptionId: '1' }, completeEarnAction: { actionId: '1' } };
  const method = port[name as 'wallets'] as ((...given: unknown[]) => Promise<unknown>) | undefined;
  if (!method) throw new Error(`${name} is not offered`);
  const given = inputs[name] ?? usual[name];
  const input: unknown = typeof given === 'function' ? await (given as (port: PortalAdapter) => Promise<object>)(port) : given;
  return input === undefined ? method({ locale: 'en' }) : method(input, { locale: 'en', key: `key-${name}` });
}

function faultsOf({ violations }: Mock, { faults = [] }: Vendor): readonly Violation[] {
  return violations.filter(({ says }) => !faults.includes(says));
}

async function outcome(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(() => undefined, (reason: unknown) => reason);
  if (thrown === undefined) return 'valid';
  if (thrown instanceof PortalError && errorKinds.includes(thrown.kind)) return thrown.code === 'misshapen' || thrown.code === 'unmapped' ? thrown.message : thrown.kind;
  throw thrown;
}

describe('every preset', () => {
  const presets = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
  it.each(presets)('%s is a sound description, and says how it was verified and what the vendor cannot do', (preset) => {
    const document = documentOf(preset);
    const examples = Object.fromEntries(Object.entries(document.settings ?? {}).flatMap(([name, { example }]) => (example === undefined ? [] : [[name, example as string]])));
    const { document: parsed } = read(document, examples);
    expect(parsed.id).toBe(preset);
    expect(parsed.verified).toBeDefined();
    expect(parsed.apiVersion).toBeDefined();
    const silent = described.filter((name) => name !== 'shop' && name !== 'dismiss' && !document.ops[name] && !(name === 'order' ? parsed.cannot?.orders : parsed.cannot?.[name]));
    expect(silent, 'operations that are neither described nor said to be impossible').toEqual([]);
  });
});

const told: Record<string, Record<string, string>> = {};

/** How far the description judged what went well. */
function by(hand: readonly string[]): string {
  if (hand.includes('missing')) return 'ok, by the docs';
  return hand.includes('silent') ? 'ok, answer by the docs' : 'ok';
}

describe.skipIf(!specsAreHere).each(vendors)('$preset, held against its description ($origin)', (vendor) => {
  const names = described.filter((name) => documentOf(vendor.preset).ops[name] && !vendor.byExamples?.includes(name));
  it.each(names)('asks %s as the description wants, and answers what the kit understands', async (name) => {
    const mock = await mockFor(vendor, { amended: [...(vendor.amended ?? []), ...((name === 'join' && vendor.stranger) || [])] });
    const result = await outcome(asked(portOf(vendor, mock, name), name, vendor.inputs));
    expect(faultsOf(mock, vendor)).toEqual([]);
    expect(result).toBe(vendor.expected?.[name] ?? 'valid');
    (told[`${vendor.preset} (${vendor.origin})`] ??= {})[name] = result === 'valid' ? by(mock.byHand) : result;
  });

  it.each(names)('answers %s with something valid or a named failure, whatever the vendor says', async (name) => {
    for (const seed of ['1', '2', '3', '4', '5']) {
      const mock = await mockFor(vendor, { dynamic: true, seed });
      await outcome(asked(portOf(vendor, mock, name), name, vendor.inputs));
      expect(faultsOf(mock, vendor)).toEqual([]);
    }
  });
});

afterAll(() => {
  if (!specsAreHere) console.log('presets: the vendors’ descriptions are not at hand (VAFA_SPECS), so no preset was held against them.');
  else if (Object.keys(told).length > 0) console.table(told);
});

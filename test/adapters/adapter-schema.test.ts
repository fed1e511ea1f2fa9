import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { describe as read } from '../../src/adapters/declarative/describe.js';
import { DescriptionError } from '../../src/adapters/declarative/description.js';
import { adapterSchema, configSchema, inboundSchema } from '../../tools/schemas.js';
import { described } from './vendor.js';

const check = new Ajv2020({ allErrors: true, validateFormats: false, strict: true, strictTypes: false, allowUnionTypes: true }).compile(JSON.parse(readFileSync(adapterSchema.file, 'utf8')) as object);
const faults = (document: unknown): string[] => (check(document) ? [] : (check.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`));
const presets = new URL('../../src/adapters/presets/', import.meta.url);

function mistakes(document: unknown, settings = {}): string {
  try {
    read(document, settings);
    return 'none';
  } catch (thrown) {
    if (thrown instanceof DescriptionError) return thrown.message;
    throw thrown;
  }
}

describe('the JSON Schema of adapters', () => {
  it.each([adapterSchema, inboundSchema, configSchema])('is what the zod schema says now, as are its kin; else run `npm run schemas`: $file', ({ file, text }) => {
    expect(readFileSync(file, 'utf8')).toBe(text());
  });

  it('accepts every preset', () => {
    for (const name of readdirSync(presets)) expect(faults(JSON.parse(readFileSync(new URL(name, presets), 'utf8'))), name).toEqual([]);
  });

  const good = { wallets: { path: '/w', map: 'body' } };
  it.each([
    ['a format of tomorrow', { format: 2 }, '/format const'],
    ['another dialect', { dialect: 'jsonata' }, '/dialect const'],
    ['a secret in clear', { auth: { type: 'bearer', secret: 'hunter2' } }, '/auth/secret pattern'],
    ['a name that is misspelled', { baseURL: 'x' }, ' additionalProperties'],
  ])('finds %s, and so does the parser', (_, wrong, fault) => {
    expect(faults(described(good, wrong))).toContain(fault);
    expect(mistakes(described(good, wrong))).toContain('not valid');
  });
});

describe('a description that is wrong', () => {
  const op = (wrong: object) => described({ wallets: { path: '/w', map: 'body', ...wrong } });
  it.each([
    ['an operation that nobody knows', described({ walets: { map: 'x' } }), '“walets” is no setting here; did you mean “wallets”?'],
    ['an expression that cannot be read', op({ map: 'body.[' }), 'ops.wallets.map'],
    ['a number that is none', op({ map: '{tier: state == 1}' }), "numbers and JSON stand in backquotes: `1`; texts in single quotes: 'text'\n  → at ops.wallets.map"],
    ['a list of numbers', op({ map: '[1, 2]' }), 'numbers and JSON stand in backquotes'],
    ['an empty object that is none', op({ map: 'body || {}' }), 'numbers and JSON stand in backquotes'],
    ['yes that is a field', op({ map: '{kind: coupon && true}' }), "“true” is a field there. Write `true` for what JSON has, @.true for the field"],
    ['null that is a field', op({ query: { id: '=input.id || null' } }), '“null” is a field there. Write `null` for what JSON has, @.null for the field\n  → at ops.wallets.query.id'],
    ['a text that is a field', op({ map: "{kind: 'it\\'s' && \"text\"}" }), "“text” is a field there. Write 'text' for the text, text for the field"],
    ['a separator that is a field', op({ map: 'join(", ", body)' }), "“, ” is a field there. Write ', ' for the text"],
    ['a function that is misspelled', op({ map: 'lenght(body)' }), 'calls lenght(), which is not there; did you mean “length”?'],
    ['a function that is not there', op({ map: 'uuid()' }), 'uuid(), which is not there'],
    ['a function that could fill the memory', op({ map: "pad_left('a', `9`)" }), 'pad_left(), which is not there'],
    ['a way to what every object inherits', op({ map: 'body.constructor.prototype' }), 'names constructor'],
    ['a ! that holds for half a path', op({ map: '!body.a && `[]`' }), 'write !(a.b)'],
    ['parameters in the path', op({ path: '/w?a=1' }), 'parameters go into query'],
    ['a host that is not allowed', described(good(), { baseUrl: 'https://other.example' }), 'is not in allowedHosts'],
    ['an address that ends as a question', described(good(), { baseUrl: 'https://api.example.com/v1?' }), 'without user, parameters, #'],
    ['an address that ends in #', described(good(), { baseUrl: 'https://api.example.com/v1#' }), 'without user, parameters, #'],
    ['an address that ends in a line break', described(good(), { baseUrl: 'https://api.example.com/v1\n' }), 'spaces'],
    ['a path that climbs behind a tab', op({ path: '/.\t./w' }), 'or line break'],
    ['a token of nowhere', described(good(), { auth: { type: 'oauth', tokenUrl: 'junk', clientId: 'x', secret: 'env:KEY' } }), '“junk” is no address; write it as https://api.example.com/oauth/token\n  → at auth.tokenUrl'],
    ['a token of a host that is not allowed', described(good(), { auth: { type: 'oauth', tokenUrl: 'https://login.example.com/token', clientId: 'x', secret: 'env:KEY' } }), 'its host login.example.com is not in allowedHosts\n  → at auth.tokenUrl'],
    ['a token with a fragment', described(good(), { auth: { type: 'oauth', tokenUrl: 'https://api.example.com/token?a=1#b', clientId: 'x', secret: 'env:KEY' } }), 'without user, #, spaces'],
    ['what cannot be said of a thing that is no operation', described(good(), { cannot: { teirs: 'There are none.' } }), '“teirs” is no setting here; did you mean “tiers”?\n  → at cannot.teirs'],
    ['what cannot be said of what everything inherits', described(good(), { cannot: { toString: 'There are none.' } }), '→ at cannot.toString'],
    ['a step that is called as what everything inherits', described({ wallets: { steps: [{ as: 'toString', path: '/a' }], map: 'toString' } }), 'names toString'],
    ['a definition of the ancestor', described(good(), { define: keyed('__proto__', '`1`') }), 'take another\n  → at define.__proto__'],
    ['a setting of the ancestor', described(good(), { settings: keyed('__proto__', { says: 'x' }) }), '→ at settings.__proto__'],
    ['a member of a body that is the ancestor', op({ method: 'POST', body: { list: [keyed('__proto__', 'x')] } }), '→ at ops.wallets.body.list[0].__proto__'],
    ['an operation that is the ancestor', described(keyed('__proto__', { path: '/w', map: 'body' })), '→ at ops.__proto__'],
    ['a body without end', op({ method: 'POST', body: JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) as unknown }), 'more than 200 values within each other'],
    ['a key of a wish that lies too deep', op({ idempotency: `body:x${'.y'.repeat(20_000)}` }), '→ at ops.wallets.idempotency'],
    ['an address with a user', described(good(), { baseUrl: 'https://a:b@api.example.com' }), 'without user'],
    ['a request and steps', op({ steps: [{ as: 'a', path: '/a' }] }), 'put the request among the steps'],
    ['a body and a form', op({ body: {}, form: {} }), 'more than one of body, form and graphql'],
    ['a step that takes a name with a meaning', described({ wallets: { steps: [{ as: 'ctx', path: '/a' }], map: 'ctx' } }), 'means something else'],
    ['a step that asks nothing', described({ wallets: { steps: [{ as: 'a' }], map: 'a' } }), 'there is nothing to ask'],
    ['a secret that would be sent as it is written', described(good(), { headers: { 'x-partner': 'env:PARTNER' } }), 'headers.x-partner'],
    ['a setting that stands too high', op({ items: 'body.list' }), '“items” is no setting here; it belongs to paging'],
    ['a setting that belongs to operations', described(good(), { degraded: 'x' }), '“degraded” is no setting here; it belongs to ops.…'],
    ['a kind of paging that is called its type', op({ paging: { type: 'page', items: 'body' } }), 'write “kind” here, not “type”\n  → at ops.wallets.paging.type'],
    ['a type of signing that is called its kind', described(good(), { auth: { kind: 'bearer', secret: 'env:KEY' } }), 'write “type” here, not “kind”\n  → at auth.kind'],
    ['a type of signing that there is none of', described(good(), { auth: { type: 'barer', kind: 'x', secret: 'env:KEY' } }), "Expected 'none' | 'bearer'"],
    ['a setting that is not described', described(good(), { baseUrl: 'https://{settings.region}.example.com', allowedHosts: ['{settings.region}.example.com'] }), 'which settings does not describe'],
  ])('is told: %s', (_, document, says) => {
    expect(mistakes(document)).toContain(says);
  });

  it.each([
    ['fields that are called as literals are', 'body.{"true": a.true, null: b."null", f: @.false}'],
    ['fields in quotes', 'body."text" || body."first-name" || "first-name" || map(&"id", body)[0]."id" || "a".b'],
    ['literals in backquotes and texts', "body[0] || `true` || `{\"a\": [null, \"text\"]}` || 'true, \"text\", lenght(x)'"],
    ['a function by its reference, and what is called so', 'sort_by(body, &length(name)) | {length: length(@)}'],
  ])('is not told of %s', (_, map) => {
    expect(mistakes(op({ map }))).toBe('none');
  });

  it('is told what settings are missing, unknown, or would lead elsewhere', () => {
    const document = described(good(), { settings: { region: { says: 'Your region.', example: 'eu1' } }, baseUrl: 'https://{settings.region}.example.com', allowedHosts: ['{settings.region}.example.com'] });
    expect(mistakes(document)).toContain('is missing: Your region. For example "eu1".');
    expect(mistakes(document, { region: 'eu1', regoin: 'x' })).toContain('“regoin” is no setting here; there are region');
    expect(mistakes(document, { region: 'evil.example/?' })).toContain('goes into an address');
    expect(mistakes(document, { region: 'eu1' })).toBe('none');
    expect(mistakes(document, { region: 'eu1', constructor: 'x' })).toContain('“constructor” is no setting here');
    expect(mistakes(described(good(), { settings: { constructor: { says: 'Who builds.' } } }))).toContain('is missing: Who builds.\n  → at settings.constructor');
  });
});

function good(): object {
  return { wallets: { path: '/w', map: 'body' } };
}

/** As JSON has it: a literal would set the ancestor instead. */
function keyed(name: string, value: unknown): object {
  return JSON.parse(JSON.stringify({ it: value }).replace('"it"', JSON.stringify(name))) as object;
}

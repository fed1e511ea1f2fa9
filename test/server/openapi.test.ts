import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createMemory } from '../../src/adapters/memory/memory.js';
import { createGateway } from '../../src/server/gateway/gateway.js';
import { openApi } from '../../src/server/gateway/openapi.js';
import { origin, shopSecret, tokenSecret } from './gateways.js';
import { everyStrategy } from './identities.js';

const memory = createMemory();
const settings = { backend: memory, shopId: 'memory', token: { secrets: [tokenSecret], issuer: 'memory' }, origins: [origin] };
const app = createGateway({ ...settings, shop: { port: memory, secrets: [shopSecret] } });
const whole = createGateway({ ...settings, shop: { port: memory, secrets: [shopSecret] }, identity: everyStrategy });
const types = everyStrategy.map(({ type }) => type);

/** Every `$ref` of the document. */
function refsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsOf(inner)));
}

describe('the description of the API', () => {
  it('is served, the same for everybody, and may be kept for a while', async () => {
    const answer = await app.request('http://gateway.test/portal/v1/openapi.json');
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=300');
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(openApi(true))));
  });

  it('names every route that is served, and no other', () => {
    const served = whole.routes.filter(({ method, path }) => method !== 'ALL' && /^\/(portal|shop|identity)\//.test(path)).map(({ method, path }) => `${method} ${path}`);
    const described = Object.entries(openApi(true, types).paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(described.sort()).toEqual([...new Set(served)].filter((route) => !route.endsWith('openapi.json')).sort());
  });

  it('leaves out the shop’s side where there is none', () => {
    expect(Object.keys(openApi(false).paths).filter((path) => path.startsWith('/shop'))).toEqual([]);
  });

  it('names of the ways to sign in those that there are', async () => {
    expect(Object.keys(openApi(true).paths).filter((path) => path.startsWith('/identity'))).toEqual([]);
    for (const type of types) expect(Object.keys(openApi(true, [type]).paths).filter((path) => path.startsWith('/identity'))).toHaveLength({ 'jwt': 0, 'hmac-digest': 0, 'session-exchange': 1, 'shopify-app-proxy': 1, 'one-time-code': 2 }[type]);
    expect(openApi(true, ['hmac-digest']).components.securitySchemes.member.description).not.toContain('HS256');
    expect(await (await whole.request('http://gateway.test/portal/v1/openapi.json')).json()).toEqual(JSON.parse(JSON.stringify(openApi(true, types))));
  });

  it('refers to nothing that is not there', () => {
    const document = openApi(true, types);
    for (const ref of refsOf(document)) expect(Object.keys(document.components.schemas), ref).toContain(ref.replace('#/components/schemas/', ''));
  });

  it('forbids no field: what a reader does not know is ignored', () => {
    expect(JSON.stringify(openApi(true, types))).not.toContain('additionalProperties');
  });

  it('describes answers as they are: every schema reads back as one, and takes what is served', async () => {
    const { schemas } = openApi(true).components;
    const shop = await (await app.request('http://gateway.test/portal/v1/shop')).json();
    const described = z.fromJSONSchema({ $ref: '#/$defs/Shop', $defs: JSON.parse(JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/')) });
    expect(described.safeParse(shop).success).toBe(true);
    expect(described.safeParse({ ...shop, id: '' }).success).toBe(false);
  });
});

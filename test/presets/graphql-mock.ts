import { readFileSync } from 'node:fs';
import { buildClientSchema, execute, GraphQLError, isEnumType, isListType, isNonNullType, isScalarType, parse, validate } from 'graphql';
import type { GraphQLFieldResolver, GraphQLOutputType, GraphQLResolveInfo, GraphQLSchema, IntrospectionQuery } from 'graphql';
import { specs, type Mock, type Violation } from './prism.js';

const schemas = new Map<string, GraphQLSchema>();

/** The schema that a vendor’s introspection tells; reading a large one takes a second. */
export function schemaOf(file: string): GraphQLSchema {
  const known = schemas.get(file);
  if (known) return known;
  const told = JSON.parse(readFileSync(`${specs}/${file}`, 'utf8')) as IntrospectionQuery | { data: IntrospectionQuery };
  const schema = buildClientSchema('data' in told ? told.data : told);
  schemas.set(file, schema);
  return schema;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomOf(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x9e3779b1), 0x811c9dc5);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = (() => number) | undefined;

function picked<T>(from: readonly T[], random: Random): T | undefined {
  return from[random ? Math.floor(random() * from.length) : 0];
}

const plain: Readonly<Record<string, readonly unknown[]>> = {
  String: ['text', '', ' ', 'ا', '<b>', 'x'.repeat(300)],
  Int: [2, 0, -1, 2_147_483_647],
  Float: [1.5, 0, -0.1, 1e21],
  Boolean: [true, false],
  Decimal: ['12.50', '0.0', '-3.10', '0.005', '99999999999999.99'],
  DateTime: ['2026-05-03T10:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2099-01-01T00:00:00.123+02:00'],
  URL: ['https://shop.example/', 'http://shop.example/', 'javascript:0'],
};

function scalar(name: string, { parentType }: GraphQLResolveInfo, random: Random): unknown {
  if (name === 'ID') return `gid://example/${parentType.name}/${random ? Math.floor(random() * 1_000) : 1}`;
  return picked(plain[name] ?? plain.String ?? [], random);
}

function valueOf(type: GraphQLOutputType, info: GraphQLResolveInfo, random: Random): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, info, random);
  if (random && !isNonNullType(info.returnType) && random() < 0.2) return null;
  if (isListType(type)) return Array.from({ length: random ? Math.floor(random() * 4) : 1 }, () => valueOf(type.ofType, info, random));
  if (isEnumType(type)) return picked(type.getValues(), random)?.value;
  return isScalarType(type) ? scalar(type.name, info, random) : {};
}

function resolver(random: Random): GraphQLFieldResolver<unknown, unknown> {
  return (_source, _args, _context, info) => valueOf(info.returnType, info, random);
}

interface Asked {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What is wrong with a request by the schema, or what it is answered. */
async function answered(schema: GraphQLSchema, { query = '', variables }: Asked, random: Random): Promise<{ faults: readonly GraphQLError[]; data?: unknown }> {
  try {
    const document = parse(query);
    const faults = validate(schema, document);
    if (faults.length > 0) return { faults };
    const { data, errors = [] } = await execute({
      schema,
      document,
      variableValues: variables ?? {},
      fieldResolver: resolver(random),
      typeResolver: (_value, _context, _info, abstract) => picked(schema.getPossibleTypes(abstract), random)?.name,
    });
    return { faults: errors, data };
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { faults: [thrown] };
    throw thrown;
  }
}

/** A mock of the vendor whose introspection a file is: judges requests, and answers with examples of each type or, `dynamic`, with random ones. */
export async function graphqlMockOf(file: string, { dynamic = false, seed = '1' }: { dynamic?: boolean; seed?: string }): Promise<Mock> {
  const schema = schemaOf(file);
  const random = dynamic ? randomOf(seed) : undefined;
  const violations: Violation[] = [];
  const asked: string[] = [];
  const fetch: Mock['fetch'] = async (url, { method, headers, body }) => {
    const request = JSON.parse(String(body)) as Asked;
    const name = `${method} ${new URL(url).pathname} ${/(?:query|mutation)\s+\w+/.exec(request.query ?? '')?.[0] ?? ''}`;
    asked.push(name);
    if (!new Headers(headers).get('authorization')) violations.push({ request: name, says: 'it is not signed' });
    const { faults, data } = await answered(schema, request, random);
    for (const { message } of faults) violations.push({ request: name, says: message });
    return Response.json(faults.length > 0 ? { errors: faults.map((fault) => fault.toJSON()) } : { data });
  };
  return { fetch, violations, asked };
}


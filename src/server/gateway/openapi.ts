import * as z from 'zod';
import { activity, activityPage } from '../../domain/activity.schema.js';
import { capabilities } from '../../domain/capabilities.schema.js';
import { problem } from '../../domain/error.schema.js';
import { member } from '../../domain/member.schema.js';
import { money } from '../../domain/money.schema.js';
import { order } from '../../domain/order.schema.js';
import { shop } from '../../domain/shop.schema.js';
import { shopEvent } from '../../domain/shop-event.schema.js';
import { change, snapshot } from '../../domain/snapshot.schema.js';
import { tier, tierTrack } from '../../domain/tier.schema.js';
import { unit } from '../../domain/unit.schema.js';
import { wallet } from '../../domain/wallet.schema.js';
import { joinInput } from './portal-input.js';
import { statusOf } from './problems.js';

const schemas = {
  Activity: activity,
  ActivityPage: activityPage,
  Capabilities: capabilities,
  Change: change,
  JoinInput: joinInput,
  Member: member,
  Money: money,
  Order: order,
  Problem: problem,
  Shop: shop,
  ShopEvent: shopEvent,
  Snapshot: snapshot,
  Tier: tier,
  TierTrack: tierTrack,
  Unit: unit,
  Wallet: wallet,
};
type Name = keyof typeof schemas;

/** The description of what the gateway serves, made from the schemas that check it. */
export function openApi(withShop: boolean) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vafa Portal API',
      version: '1',
      description: `What a page may ask in a member's name. \`/v1\` changes only by addition: ignore what you do not know.\n\n${errorTable()}`,
    },
    paths: { ...portalPaths(), ...(withShop ? shopPaths() : {}) },
    components: {
      schemas: components(),
      securitySchemes: {
        member: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'HS256, typ `vafa+jwt`, aud `vafa`, at most 15 minutes long.' },
        shop: { type: 'http', scheme: 'bearer', description: 'The shop secret. Never in a page.' },
      },
    },
  };
}

function errorTable(): string {
  const rows = Object.entries(statusOf).map(([kind, status]) => `| \`${kind}\` | ${status} |`);
  return ['Errors are `application/problem+json`; `kind` decides, not the status.', '', '| kind | status |', '| --- | --- |', ...rows].join('\n');
}

function components(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: made } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // Readers ignore fields they do not know, so the description must not forbid them.
      delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(made).map(([name, { $schema, $id, ...schema }]) => [name, schema]));
}

const ref = (name: Name) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });
const problems = { default: { description: 'What went wrong.', content: { 'application/problem+json': { schema: ref('Problem') } } } };
const guestOrMember = [{}, { member: [] }];
const memberOnly = [{ member: [] }];

const language = { name: 'Accept-Language', in: 'header', schema: { type: 'string' }, description: 'The language of the texts.' };
const include = {
  name: 'include',
  in: 'query',
  schema: { type: 'array', maxItems: 20, items: { type: 'string' } },
  style: 'form',
  explode: true,
  description: 'Reads to answer, e.g. `wallets` or `activity?limit=5`.',
};

function read(summary: string, answer: object, security: object[] = memberOnly, parameters: object[] = []) {
  return { get: { summary, security, parameters: [language, ...parameters], responses: { 200: { description: 'The answer.', content: json(answer) }, ...problems } } };
}

function portalPaths() {
  const query = (name: string, schema: object, description: string) => ({ name, in: 'query', schema, description });
  return {
    '/portal/v1/capabilities': read('What this backend can do', ref('Capabilities'), guestOrMember),
    '/portal/v1/shop': read('The shop, as far as a page must know it', ref('Shop'), guestOrMember),
    '/portal/v1/member': read('Who is signed in', ref('Member')),
    '/portal/v1/wallets': read('Balances', { type: 'array', items: ref('Wallet') }),
    '/portal/v1/tiers': read('Ladders; where the member stands on them', { type: 'array', items: ref('TierTrack') }, guestOrMember),
    '/portal/v1/activity': read('History, newest first', ref('ActivityPage'), memberOnly, [
      query('limit', { type: 'integer', minimum: 1, maximum: 100 }, 'Lines per page.'),
      query('cursor', { type: 'string', maxLength: 2_000 }, '`next` of the page before.'),
    ]),
    '/portal/v1/snapshot': read('Several reads at once; each part stands or fails alone', ref('Snapshot'), guestOrMember, [
      include,
      query('since', { type: 'integer', minimum: 0 }, 'A version; when nothing changed since, the answer is `unchanged`.'),
    ]),
    '/portal/v1/watch': watchPath(),
    '/portal/v1/join': joinPath(),
  };
}

function watchPath() {
  return {
    get: {
      summary: 'Changes as they happen: `event: ready` with the present version, then `event: change` with a Change each',
      security: memberOnly,
      responses: { 200: { description: 'The stream.', content: { 'text/event-stream': { schema: ref('Change') } } }, ...problems },
    },
  };
}

function joinPath() {
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 } };
  const written = { allOf: [ref('Snapshot'), { type: 'object', required: ['result'], properties: { result: ref('Member') } }] };
  return {
    post: {
      summary: 'Join the club',
      security: memberOnly,
      parameters: [key, language, include],
      requestBody: { required: true, content: json(ref('JoinInput')) },
      responses: { 200: { description: 'The member, and the reads asked for.', content: json(written) }, ...problems },
    },
  };
}

function shopPaths() {
  const receipt = { type: 'object', required: ['applied'], properties: { applied: { type: 'boolean' } } };
  return {
    '/shop/v1/events': {
      post: {
        summary: 'The shop tells what happened; the same event twice has one effect',
        security: [{ shop: [] }],
        requestBody: { required: true, content: json(ref('ShopEvent')) },
        responses: { 200: { description: '`applied` is false when it was known already.', content: json(receipt) }, ...problems },
      },
    },
  };
}

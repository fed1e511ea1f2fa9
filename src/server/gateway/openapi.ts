import * as z from 'zod';
import { activityFilters } from '../../domain/activity.js';
import { activity, activityPage } from '../../domain/activity.schema.js';
import { capabilities } from '../../domain/capabilities.schema.js';
import { completeEarnActionInput, earnAction, estimate } from '../../domain/earning.schema.js';
import { problem } from '../../domain/error.schema.js';
import { member } from '../../domain/member.schema.js';
import { money } from '../../domain/money.schema.js';
import { order, orderPage } from '../../domain/order.schema.js';
import { cancelRedemptionInput, redeemInput, redemption, reward } from '../../domain/reward.schema.js';
import { shop } from '../../domain/shop.schema.js';
import { receipt, shopEvent } from '../../domain/shop-event.schema.js';
import { change, snapshot } from '../../domain/snapshot.schema.js';
import { dismissed, dismissInput, tier, tierTrack } from '../../domain/tier.schema.js';
import { unit } from '../../domain/unit.schema.js';
import { wallet } from '../../domain/wallet.schema.js';
import { codeAnswer, codeInput, exchangeInput, signedIn, tokenAnswer, tokenInput } from './identity/identity.schema.js';
import { bearerWords, identityPaths, identitySchemes } from './identity/openapi.js';
import type { IdentityStrategy } from './identity/strategies.js';
import { joinInput } from './portal-input.js';
import { statusOf } from './problems.js';

const schemas = {
  Activity: activity,
  ActivityPage: activityPage,
  CancelRedemptionInput: cancelRedemptionInput,
  Capabilities: capabilities,
  Change: change,
  CodeAnswer: codeAnswer,
  CodeInput: codeInput,
  CompleteEarnActionInput: completeEarnActionInput,
  Dismissed: dismissed,
  DismissInput: dismissInput,
  EarnAction: earnAction,
  Estimate: estimate,
  ExchangeInput: exchangeInput,
  JoinInput: joinInput,
  Member: member,
  Money: money,
  Order: order,
  OrderPage: orderPage,
  Problem: problem,
  Receipt: receipt,
  RedeemInput: redeemInput,
  Redemption: redemption,
  Reward: reward,
  Shop: shop,
  ShopEvent: shopEvent,
  SignedIn: signedIn,
  Snapshot: snapshot,
  Tier: tier,
  TierTrack: tierTrack,
  TokenAnswer: tokenAnswer,
  TokenInput: tokenInput,
  Unit: unit,
  Wallet: wallet,
};
type Name = keyof typeof schemas;

/** The description of what the gateway serves, made from the schemas that check it. */
export function openApi(withShop: boolean, identity: readonly IdentityStrategy['type'][] = ['jwt']) {
  const paths: Record<string, Record<string, object>> = { ...portalPaths(), ...(withShop ? shopPaths() : {}), ...identityPaths(identity, { ref, json, problems }) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vafa Portal API',
      version: '1',
      description: `What a page may ask in a member's name. \`/v1\` changes only by addition: ignore what you do not know.\n\n${errorTable()}`,
    },
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        member: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: bearerWords(identity) },
        shop: { type: 'http', scheme: 'bearer', description: 'The shop secret. Never in a page.' },
        ...identitySchemes(identity),
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

const query = (name: string, schema: object, description: string) => ({ name, in: 'query', schema, description });
const paging = [
  query('limit', { type: 'integer', minimum: 1, maximum: 100 }, 'Items per page.'),
  query('cursor', { type: 'string', maxLength: 2_000 }, '`next` of the page before.'),
];

function portalPaths() {
  return {
    '/portal/v1/capabilities': read('What this backend can do', ref('Capabilities'), guestOrMember),
    '/portal/v1/shop': read('The shop, as far as a page must know it', ref('Shop'), guestOrMember),
    '/portal/v1/member': read('Who is signed in', ref('Member')),
    '/portal/v1/wallets': read('Balances', { type: 'array', items: ref('Wallet') }),
    '/portal/v1/tiers': read('Ladders; where the member stands on them', { type: 'array', items: ref('TierTrack') }, guestOrMember),
    '/portal/v1/rewards': read('The catalogue; what stands in the member’s way', { type: 'array', items: ref('Reward') }, guestOrMember),
    '/portal/v1/redemptions': read('The member’s codes and what became of them, newest first', { type: 'array', items: ref('Redemption') }),
    '/portal/v1/earnActions': read('Ways to earn; what the member has done', { type: 'array', items: ref('EarnAction') }, guestOrMember),
    ...queriedPaths(),
    '/portal/v1/snapshot': read('Several reads at once; each part stands or fails alone', ref('Snapshot'), guestOrMember, [
      include,
      query('since', { type: 'integer', minimum: 0 }, 'A version; when nothing changed since, the answer is `unchanged`.'),
    ]),
    '/portal/v1/watch': watchPath(),
    '/portal/v1/join': write('Join the club', 'JoinInput', 'Member'),
    '/portal/v1/redeem': write('Buy a reward; a `pending` result gets its code later', 'RedeemInput', 'Redemption'),
    '/portal/v1/cancel-redemption': write('Undo an unused redemption; the points come back', 'CancelRedemptionInput', 'Redemption'),
    '/portal/v1/complete-earn-action': write('Say that a way to earn is done', 'CompleteEarnActionInput', 'EarnAction'),
    '/portal/v1/dismiss': write('Say that the member was shown some news; it is none any more, on whichever device', 'DismissInput', 'Dismissed'),
  };
}

function queriedPaths() {
  return {
    '/portal/v1/activity': read('History, newest first', ref('ActivityPage'), memberOnly, [
      ...paging,
      query('filter', { type: 'string', enum: activityFilters }, 'Only lines of this sort.'),
      query('from', { type: 'string', format: 'date' }, 'The first day wanted, on the shop’s clock.'),
      query('to', { type: 'string', format: 'date' }, 'The last day wanted, on the shop’s clock.'),
      query('wallet', { type: 'string' }, 'Id of the wallet; all without it.'),
    ]),
    '/portal/v1/orders': read('Orders, newest first', ref('OrderPage'), memberOnly, paging),
    '/portal/v1/order': read('One order', ref('Order'), memberOnly, [{ ...query('id', { type: 'string' }, 'Id of the order.'), required: true }]),
    '/portal/v1/estimate': read('What a product or cart would earn', ref('Estimate'), guestOrMember, [
      query('amount', { type: 'integer', minimum: 0 }, 'What would be paid, in the currency’s smallest step.'),
      query('currency', { type: 'string' }, 'ISO 4217 code, or one of the shop’s unit table.'),
      query('product', { type: 'string' }, 'Id of the product at the shop.'),
    ]),
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

function write(summary: string, input: Name, result: Name) {
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 } };
  const written = { allOf: [ref('Snapshot'), { type: 'object', required: ['result'], properties: { result: ref(result) } }] };
  return {
    post: {
      summary,
      security: memberOnly,
      parameters: [key, language, include],
      requestBody: { required: true, content: json(ref(input)) },
      responses: { 200: { description: 'The result, and the reads asked for.', content: json(written) }, ...problems },
    },
  };
}

function shopPaths() {
  return {
    '/shop/v1/events': {
      post: {
        summary: 'The shop tells what happened; the same event twice has one effect',
        security: [{ shop: [] }],
        requestBody: { required: true, content: json(ref('ShopEvent')) },
        responses: { 200: { description: '`applied` is false when it was no news; `reason` says why, `detail` what to do.', content: json(ref('Receipt')) }, ...problems },
      },
    },
  };
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { checkedExpression } from '../../adapters/declarative/checked-expression.js';
import { Compiler, UnmappedValue, type Give } from '../../adapters/declarative/compiler.js';
import { DescriptionError } from '../../adapters/declarative/description.js';
import { exactJson } from '../../adapters/declarative/exact-json.js';
import { isList, isTruthy } from '../../adapters/declarative/json.js';
import { meterExpressions } from '../../adapters/declarative/meter.js';
import type { Root } from '../../adapters/declarative/root.js';
import { secretOf, type Secrets } from '../../adapters/declarative/secrets.js';
import { settingsOf, type SettingValues } from '../../adapters/declarative/settings.js';
import { textOf } from '../../adapters/declarative/functions-texts.js';
import { asWritten, explained } from '../../domain/explain.js';
import { PortalError } from '../../domain/errors.js';
import { shopEvent, type ShopEvent } from '../../domain/shop-event.schema.js';
import { safeParseWire } from '../../domain/wire.js';
import type { Delivery, Inbound } from '../gateway/inbound.js';
import { isSecret } from '../gateway/token.js';
import { inboundDocument, type InboundDocument } from './inbound.schema.js';

/** What a description of webhooks needs besides itself. */
export interface InboundOptions {
  readonly settings?: SettingValues;
  readonly secrets: Secrets;
  readonly shopId: string;
  readonly now: () => Date;
}

interface Rules {
  readonly document: InboundDocument;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly topic: Give<unknown>;
  readonly define: readonly (readonly [string, Give<unknown>])[];
  readonly events: readonly { readonly topic: string; readonly when: Give<unknown> | undefined; readonly map: Give<unknown> }[];
  readonly orders: Give<unknown> | undefined;
}

/** Webhooks of a shop system, from their description. Fails with a `DescriptionError` or a `MissingSecret`. */
export function inboundOf(input: unknown, { settings, secrets, shopId, now }: InboundOptions): Inbound {
  const rules = rulesOf(input, settings);
  const { verify, id } = rules.document;
  const secret = secretOf(secrets, 'verify.secret', verify.secret);
  return {
    id,
    take: (delivery) => {
      if (!isGenuine(delivery, verify, secret)) throw new PortalError({ kind: 'unauthenticated', code: 'webhook_signature', detail: `The delivery is not signed with the secret of ${id}: check that ${verify.secret} is the one of this webhook.` });
      const body = parsed(delivery.body);
      const root = rootOf(rules, shopId, now, { body: body ?? null, headers: delivery.headers });
      const topic = textOf(rules.topic(root)) ?? '';
      const meant = rules.events.filter((rule) => (rule.topic === '*' || rule.topic === topic) && (!rule.when || isTruthy(rule.when(root))));
      // A shop system that tries whether anybody is there sends a word or two, and takes a refusal for trouble.
      return body === undefined ? [] : meant.flatMap(({ map }) => eventsOf(id, map, root));
    },
  };
}

/** The events that orders of an export mean, by the same description. */
export function orderEventsOf(input: unknown, { settings, shopId, now }: Omit<InboundOptions, 'secrets'>): (order: unknown) => ShopEvent[] {
  const rules = rulesOf(input, settings);
  const { orders, document } = rules;
  if (!orders) throw new DescriptionError([{ path: 'orders', says: 'is missing: this description cannot read exported orders' }], `The description ${document.id}`);
  return (order) => eventsOf(document.id, orders, rootOf(rules, shopId, now, { body: order, headers: {} }));
}

function rulesOf(input: unknown, values: SettingValues = {}): Rules {
  const read = z.safeParse(inboundDocument, input, asWritten);
  if (!read.success) throw new DescriptionError(explained(inboundDocument, read.error.issues, 'the description'), 'The description of webhooks');
  const document = read.data;
  meterExpressions();
  const compiler = new Compiler(checkedExpression);
  const rules: Rules = {
    document,
    settings: settingsOf(document.settings ?? {}, values, compiler.mistakes),
    topic: compiler.expression('topic', document.topic),
    define: Object.entries(document.define ?? {}).map(([name, source]) => [name, compiler.expression(`define.${name}`, source)] as const),
    events: document.events.map(({ topic, when, map }, at) => ({ topic, when: compiler.maybe(`events[${at}].when`, when), map: compiler.expression(`events[${at}].map`, map) })),
    orders: compiler.maybe('orders', document.orders),
  };
  if (compiler.mistakes.length > 0) throw new DescriptionError(compiler.mistakes, `The description ${document.id}`);
  return rules;
}

function rootOf({ settings, define }: Rules, shopId: string, now: () => Date, seen: Pick<Root, 'body' | 'headers'>): Root {
  const ctx = { shopId, memberId: null, accountId: null, email: null, name: null, locale: 'en', now: now().toISOString(), key: null, begun: null };
  return define.reduce<Root>((root, [name, give]) => ({ ...root, define: { ...root.define, [name]: give(root) } }), { ctx, input: null, settings, define: {}, ...seen });
}

function isGenuine({ body, headers }: Delivery, verify: InboundDocument['verify'], secret: string): boolean {
  const given = headers[verify.header.toLowerCase()] ?? '';
  const prefix = verify.prefix ?? '';
  if (!given.startsWith(prefix)) return false;
  const proof = given.slice(prefix.length);
  if (verify.kind === 'secret-header') return isSecret(proof, [secret]);
  const expected = createHmac('sha256', secret).update(body, 'utf8').digest();
  const told = Buffer.from(proof, verify.encoding);
  return told.length === expected.length && timingSafeEqual(told, expected);
}

function parsed(text: string): unknown {
  try {
    return exactJson(text);
  } catch {
    return undefined;
  }
}

function eventsOf(id: string, map: Give<unknown>, root: Root): ShopEvent[] {
  const told = mapped(map, root);
  const events = isList(told) ? told : [told];
  return events.filter((each) => each !== null).map((each) => {
    const read = safeParseWire(shopEvent, each);
    if (read.success) return read.data;
    throw new PortalError({ kind: 'rejected', code: 'unmapped', detail: `${id}: what the description made of it is no event of the shop. ${z.prettifyError(read.error)}` });
  });
}

function mapped(map: Give<unknown>, root: Root): unknown {
  try {
    return map(root);
  } catch (thrown) {
    if (thrown instanceof UnmappedValue) throw new PortalError({ kind: 'rejected', code: 'unmapped', detail: thrown.message }, { cause: thrown });
    throw thrown;
  }
}

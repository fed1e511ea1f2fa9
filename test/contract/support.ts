import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Include, Part, PortalAdapter, ReadName, Session } from '../../src/adapters/port.js';
import { withSnapshot } from '../../src/adapters/snapshot.js';
import { activityPage, type Activity } from '../../src/domain/activity.schema.js';
import { earnActions, estimate } from '../../src/domain/earning.schema.js';
import { capabilities, operations } from '../../src/domain/capabilities.schema.js';
import { PortalError } from '../../src/domain/errors.js';
import { member } from '../../src/domain/member.schema.js';
import type { Money } from '../../src/domain/money.schema.js';
import { order, orderPage } from '../../src/domain/order.schema.js';
import { redemptions, rewards } from '../../src/domain/reward.schema.js';
import { shop } from '../../src/domain/shop.schema.js';
import type { Change } from '../../src/domain/snapshot.schema.js';
import { tierTracks } from '../../src/domain/tier.schema.js';
import { wallets, type Wallet } from '../../src/domain/wallet.schema.js';
import type { Bench, Need } from './bench.js';

/** The schema of each read. */
export const schemas = {
  capabilities,
  shop,
  member,
  wallets,
  tiers: tierTracks,
  activity: activityPage,
  rewards,
  redemptions,
  earnActions,
  orders: orderPage,
  order,
  estimate,
} as const;
/** One include of every read. */
export const everyRead: readonly Include[] = [
  { read: 'capabilities' },
  { read: 'shop' },
  { read: 'member' },
  { read: 'wallets' },
  { read: 'tiers' },
  { read: 'activity', query: { limit: 5 } },
  { read: 'rewards' },
  { read: 'redemptions' },
  { read: 'earnActions' },
  { read: 'orders', query: { limit: 5 } },
  { read: 'estimate', query: { amount: 1_000_000, currency: 'IRR' } },
];
/** One include of every read that an adapter offers. */
export const offeredReads = (offers: Subject['offers']): readonly Include[] => everyRead.filter(({ read }) => read === 'capabilities' || offers(read));
/** The read that most judges use. */
export const wallet = { read: 'wallets' } as const;

/** An adapter with all its methods. */
export type Port = Required<PortalAdapter>;

/** A signed-in person and their port. */
export interface Someone {
  readonly id: string;
  readonly port: Port;
}

/** What the judges are given. */
export interface Subject {
  bench(): Bench;
  guest(): Port;
  stranger(): Someone;
  enrolled(): Promise<Someone>;
  /** Whether the adapter has what a judgement needs. */
  offers(need: Need): boolean;
  /** A judgement. One of an adapter that lacks what it needs is named and left out, where its bench allows for that; else it fails. */
  it(sentence: string, needs: readonly Need[], judge: () => Promise<void>): void;
}

/** Somebody the adapter has never seen, signed in. */
export function newcomer(bench: Bench): Someone {
  const id = `contract-${randomUUID()}`;
  return { id, port: opened(bench, { memberId: id }) };
}

/** The adapter with all its methods; a missing one fails the test by name instead of being skipped in silence. */
export function opened(bench: Bench, session: Omit<Session, 'shopId'>): Port {
  const port = bench.open({ shopId: bench.shopId, ...session });
  if (isWhole(port)) return port;
  if (bench.partial) return filled(port);
  throw new Error(`The adapter lacks ${methods.filter((name) => port[name] === undefined).join(', ')}.`);
}

const methods = [...operations, 'capabilities', 'snapshot'] as const;

function isWhole(port: PortalAdapter): port is Port {
  return methods.every((name) => port[name] !== undefined);
}

// What is not offered is no skipped test yet: a judgement that asks for it must say so.
function filled(port: PortalAdapter): Port {
  const absent = methods.filter((name) => port[name] === undefined && name !== 'snapshot').map((name) => [
    name,
    () => {
      throw new Error(`The adapter does not offer ${name}: the judgement must name it among its needs.`);
    },
  ]);
  return { ...withSnapshot(port), ...Object.fromEntries(absent) } as Port;
}

/** The plainest include of a read. */
export function includeOf(read: ReadName): Include {
  switch (read) {
    case 'activity':
    case 'orders':
      return { read, query: {} };
    case 'order':
      return { read, query: { id: 'none' } };
    case 'estimate':
      return { read, query: { amount: 1_000_000, currency: 'IRR' } };
    default:
      return { read };
  }
}

/** One read's answer by its method. */
export async function readOf(port: Port, include: Include, call: { signal?: AbortSignal } = {}): Promise<unknown> {
  switch (include.read) {
    case 'activity':
      return port.activity(include.query, call);
    case 'orders':
      return port.orders(include.query, call);
    case 'order':
      return port.order(include.query, call);
    case 'estimate':
      return port.estimate(include.query, call);
    default:
      return port[include.read](call);
  }
}

/** A snapshot, with or without `since`. */
export function snapshot(port: Port, includes: readonly Include[], since?: number) {
  return port.snapshot(includes, since === undefined ? {} : { since });
}

/** The data of a part that must not have failed. */
export function dataOf(part: Part | undefined): unknown {
  if (!part || 'error' in part) throw new Error(`The part ${part?.key ?? ''} has no data${part ? `: ${part.error.message}` : ''}.`);
  return part.data;
}

/** The error of a part that must have failed. */
export function errorOf(part: Part | undefined): PortalError {
  if (!part || !('error' in part)) throw new Error(`The part ${part?.key ?? ''} should have failed.`);
  return part.error;
}

/** Expects a failure of this kind, and no other thing thrown. */
export async function expectKind(answer: Promise<unknown>, kind: PortalError['kind']): Promise<void> {
  const thrown = await answer.then(() => undefined, (failure: unknown) => failure);
  expect(thrown).toBeInstanceOf(PortalError);
  expect(thrown).toMatchObject({ kind });
}

/** So many rials. */
export const rials = (minor: number): Money => ({ minor, currency: 'IRR' });
let placedSoFar = 0;

/** Lets a member order for so many rials, each order a second later than the one before; answers its id. */
export async function place(bench: Bench, memberId: string, minor = 1_000_000): Promise<string> {
  const id = `order-${randomUUID()}`;
  placedSoFar += 1;
  // A later order has a later instant, so that "newest first" has one meaning.
  const placedAt = new Date(Date.now() - 3_600_000 + placedSoFar * 1_000).toISOString();
  const items = [{ id: '1', title: 'Tea', quantity: 1, total: rials(minor) }];
  if (!bench.place) throw new Error('This adapter has no shop side.');
  await bench.place(memberId, { id, number: String(1_000 + placedSoFar), placedAt, items, total: rials(minor), state: 'placed' });
  return id;
}

/** Gives a member so many points that can be spent: by an order that arrived, where orders earn any. */
export async function buy(bench: Bench, memberId: string, points: number): Promise<void> {
  if (bench.give) await bench.give(memberId, points);
  else if (points > 0) await bench.deliver?.(await place(bench, memberId, points * 100_000));
}

/** The first wallet. */
export async function balance(port: Port): Promise<Wallet | undefined> {
  const [first] = await port.wallets();
  return first;
}

/** The whole history of a member with little of it. */
export async function lines(port: Port): Promise<readonly Activity[]> {
  return (await port.activity({ limit: 100 })).items;
}

/** Watches while the test runs; `next` is the next thing told. */
export async function watching(port: Port, run: (next: () => Promise<Change>) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const changes = port.watch({ signal: ending.signal })[Symbol.asyncIterator]();
  const next = async () => {
    const told = await changes.next();
    if (told.done) throw new Error('The watching ended before it was told to.');
    return told.value;
  };
  try {
    await run(next);
  } finally {
    ending.abort();
  }
}

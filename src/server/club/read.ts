import type { Include, Part, Session, Snapshot } from '../../adapters/port.js';
import { includeKey } from '../../adapters/include.js';
import { PortalError } from '../../domain/errors.js';
import type { Capabilities } from '../../domain/capabilities.schema.js';
import type { ActivityPage, ActivityQuery } from '../../domain/activity.schema.js';
import type { Member } from '../../domain/member.schema.js';
import type { Redemption, Reward } from '../../domain/reward.schema.js';
import type { EarnAction, Estimate, EstimateQuery } from '../../domain/earning.schema.js';
import type { Order, OrderPage, OrderQuery, OrdersQuery } from '../../domain/order.schema.js';
import type { TierTrack } from '../../domain/tier.schema.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import type { Shop } from '../../domain/shop.schema.js';
import { readActions } from './actions.js';
import { readActivity } from './activity-read.js';
import { estimateOf } from './estimate.js';
import { findMember, firstVersion, memberOf, type Known } from './members.js';
import { readOrder, readOrders } from './orders-read.js';
import type { Program } from './program/program.js';
import { readRedemptions } from './redemptions-read.js';
import { readRewards } from './rewards-read.js';
import { refuse, type Scope } from './scope.js';
import { heldAt } from './tier-log.js';
import { laddersOf, readTiers } from './tier-read.js';
import { readWallets } from './wallet-read.js';
import { wordsFor, type Words } from './words.js';

/** What a club of this program can do, for everybody alike. */
export function abilitiesOf({ rewards, earning, actions }: Program): Capabilities {
  const some = (there: boolean) => (there ? 'yes' : 'no');
  return {
    ...abilities,
    ...{ rewards: some(rewards.length > 0), redeem: some(rewards.length > 0), cancelRedemption: some(rewards.some(({ refundable }) => refundable)) },
    ...{ estimate: some(earning.length > 0), earnActions: some(earning.length + actions.length > 0) },
    completeEarnAction: some(actions.some(({ completable, kind }) => completable && kind !== 'join')),
  };
}

// `redemptions` is always there: what a member has bought stays theirs when the last reward is gone.
const abilities: Capabilities = {
  shop: 'yes',
  member: 'yes',
  wallets: 'yes',
  tiers: 'yes',
  activity: 'yes',
  join: 'yes',
  watch: 'yes',
  rewards: 'no',
  redemptions: 'yes',
  earnActions: 'no',
  orders: 'yes',
  order: 'yes',
  estimate: 'no',
  redeem: 'no',
  cancelRedemption: 'no',
  completeEarnAction: 'no',
  dismiss: 'yes',
};

/** One reader: who they are, and the words they read. */
export interface Reader {
  readonly scope: Scope;
  readonly session: Session;
  readonly known: Known | undefined;
  /** The member’s; a guest has none. */
  readonly version: number | undefined;
  readonly words: Words;
}

/** Looks up who is reading. */
export async function readerOf(scope: Scope, session: Session, locale: string | undefined): Promise<Reader> {
  const known = session.memberId === undefined ? undefined : await findMember(scope, session.memberId);
  const version = session.memberId === undefined ? undefined : (known?.version ?? (await firstVersion(scope)));
  return { scope, session, known, version, words: wordsFor(scope.program, locale) };
}

/** Several reads by one reader; what a reader may not have fails in its own part. */
export async function readParts(reader: Reader, includes: readonly Include[]): Promise<Snapshot> {
  const parts: Part[] = [];
  // One after the other: they share one connection, and a member's change between two of them must not show.
  for (const include of includes) parts.push(await partOf(reader, include));
  const { version } = reader;
  return { ...(version === undefined ? {} : { version }), at: reader.scope.now.toISOString(), parts };
}

async function partOf(reader: Reader, include: Include): Promise<Part> {
  const key = includeKey(include);
  try {
    return await answer(reader, include, key);
  } catch (thrown) {
    // A failed statement has ended the transaction: then the whole answer fails, not a part.
    if (!(thrown instanceof PortalError)) throw thrown;
    return { key, read: include.read, error: thrown };
  }
}

async function answer(reader: Reader, include: Include, key: string): Promise<Part> {
  switch (include.read) {
    case 'capabilities':
      return { key, read: include.read, data: abilitiesOf(reader.scope.program) };
    case 'shop':
      return { key, read: include.read, data: reads.shop(reader) };
    case 'member':
      return { key, read: include.read, data: reads.member(reader) };
    case 'tiers':
      return { key, read: include.read, data: await reads.tiers(reader) };
    case 'wallets':
      return { key, read: include.read, data: await reads.wallets(reader) };
    case 'activity':
      return { key, read: include.read, data: await reads.activity(reader, include.query) };
    case 'estimate':
      return { key, read: include.read, data: await reads.estimate(reader, include.query) };
    case 'rewards':
      return { key, read: include.read, data: await reads.rewards(reader) };
    case 'redemptions':
      return { key, read: include.read, data: await reads.redemptions(reader) };
    case 'earnActions':
      return { key, read: include.read, data: await reads.earnActions(reader) };
    case 'orders':
      return { key, read: include.read, data: await reads.orders(reader, include.query) };
    case 'order':
      return { key, read: include.read, data: await reads.order(reader, include.query) };
    default:
      return include satisfies never;
  }
}

/** Each read for one reader; fails with a `PortalError` when the reader may not have it. */
export const reads = {
  shop: ({ scope, words }: Reader): Shop => shopFor(scope.program, words),
  member: (reader: Reader): Member => memberOf(signedIn(reader), reader.known, reader.session),
  tiers: async ({ scope, known, words }: Reader): Promise<TierTrack[]> =>
    known?.state === 'enrolled' ? readTiers(scope, known.key, words) : laddersOf(scope.program, words),
  wallets: async (reader: Reader): Promise<Wallet[]> => readWallets(reader.scope, enrolled(reader), reader.words),
  activity: async (reader: Reader, query: ActivityQuery): Promise<ActivityPage> =>
    readActivity(reader.scope, enrolled(reader), query, reader.words),
  // Whoever is not in the club yet sees what it has to offer, as a guest does.
  rewards: async (reader: Reader): Promise<Reward[]> =>
    readRewards(reader.scope, reader.known?.state === 'enrolled' ? reader.known.key : undefined, reader.words),
  redemptions: async (reader: Reader): Promise<Redemption[]> => readRedemptions(reader.scope, enrolled(reader), reader.words),
  // Whoever is not in the club yet sees what there is to earn, as a guest does.
  earnActions: async ({ scope, known, words }: Reader): Promise<EarnAction[]> =>
    readActions(scope, known?.state === 'enrolled' ? known.key : undefined, words),
  orders: async (reader: Reader, query: OrdersQuery): Promise<OrderPage> => readOrders(reader.scope, enrolled(reader), query),
  order: async (reader: Reader, { id }: OrderQuery): Promise<Order> => readOrder(reader.scope, enrolled(reader), id),
  estimate: async (reader: Reader, query: EstimateQuery): Promise<Estimate> =>
    estimateOf(reader.scope.program, query, await tiersOf(reader), reader.words),
};

/** The id of a reader who is signed in. */
export function signedIn({ session }: Pick<Reader, 'session'>): string {
  return session.memberId ?? refuse('unauthenticated', 'This needs a signed-in member: send their token.');
}

// Whoever is not in the club yet begins on the lowest tier, and so is told what that one earns.
async function tiersOf({ scope, known }: Reader): Promise<string[]> {
  if (known?.state === 'enrolled') return heldAt(scope, known.key, scope.now);
  return scope.program.ladders.flatMap(({ tiers: [lowest] }) => (lowest ? [lowest.id] : []));
}

/** The key of a reader who is in the club. */
export function enrolled(reader: Omit<Reader, 'known' | 'version'> & { readonly known: Pick<Known, 'key' | 'state'> | undefined }): string {
  signedIn(reader);
  const { known, scope, words } = reader;
  if (known?.state === 'enrolled') return known.key;
  if (known?.state !== 'blocked') return refuse('not_enrolled', 'This member has not joined the club yet.');
  return refuse('forbidden', 'The membership is blocked by the shop.', {
    code: 'blocked',
    userMessage: words.pick(scope.program.refusals.blocked),
  });
}

function shopFor({ shop }: Program, words: Words): Shop {
  return {
    ...shop,
    name: words.pick(shop.name),
    currencies: shop.currencies.map((currency) => ({ ...currency, label: words.pick(currency.label) })),
  };
}

import type { Money } from './money.schema.js';
import type { Price, Redemption, Reward } from './reward.schema.js';
import type { Wallet } from './wallet.schema.js';

/** Whether somebody can have a reward now; if not, what stands in the way and what would change it. */
export type RewardState =
  | { readonly kind: 'available' }
  /** So much is missing in the wallet. */
  | { readonly kind: 'short'; readonly missing: number }
  | { readonly kind: 'guest' | 'sold_out' }
  /** `unlock` names the tier, or says in a sentence who may have it. */
  | { readonly kind: 'tier' | 'segment' | 'other'; readonly unlock?: string | undefined }
  | { readonly kind: 'not_started'; readonly from?: string | undefined }
  | { readonly kind: 'ended'; readonly at?: string | undefined }
  | { readonly kind: 'cooling_down'; readonly until?: string | undefined }
  | { readonly kind: 'limit'; readonly count?: number | undefined; readonly resetsAt?: string | undefined }
  | { readonly kind: 'basket'; readonly minimum?: Money | undefined; readonly missing?: Money | undefined }
  | { readonly kind: 'claimed' | 'pending'; readonly redemptionId?: string | undefined }
  /** The last try failed and the points are back; it can be tried again. */
  | { readonly kind: 'failed'; readonly note?: string | undefined };

/** Who looks at a reward, and what is known of them at this moment. */
export interface Looker {
  readonly now: Date;
  readonly guest?: boolean | undefined;
  /** The wallet it is paid from, as it is now. */
  readonly wallet?: Wallet | undefined;
  /** The total of the page's cart, where the page tells it. */
  readonly basket?: Money | undefined;
  /** What became of their last wish for this reward. */
  readonly last?: Redemption | undefined;
}

const day = 86_400_000;

/**
 * What a reward is to somebody now. What the backend says stands in the way goes first, unless its time is over or it
 * speaks of a balance that has changed since; then the dates and counts of the reward itself, then the balance, then
 * the cart.
 */
export function rewardState(reward: Reward, looker: Looker): RewardState {
  return ofObstacle(reward, looker) ?? ofReward(reward, looker) ?? ofGuest(reward, looker) ?? ofLast(looker) ?? ofBalance(reward, looker) ?? ofBasket(reward, looker) ?? ofFailure(looker) ?? { kind: 'available' };
}

/** Whether the state lets a member redeem. */
export function isRedeemable({ kind }: RewardState): boolean {
  return kind === 'available' || kind === 'failed';
}

function ofObstacle({ obstacle, limit, ...reward }: Reward, looker: Looker): RewardState | undefined {
  if (!obstacle || isOver(obstacle.until, looker.now)) return undefined;
  const { reason, until, unlock, redemptionId } = obstacle;
  switch (reason) {
    case 'guest':
    case 'insufficient':
      return undefined;
    case 'tier':
    case 'segment':
    case 'other':
      return { kind: reason, unlock };
    case 'not_started':
      return { kind: reason, from: until ?? reward.startsAt };
    case 'ended':
      return { kind: reason, at: reward.endsAt };
    case 'stock':
      return { kind: 'sold_out' };
    case 'cooldown':
      return { kind: 'cooling_down', until };
    case 'limit':
      return { kind: reason, count: limit?.count, resetsAt: until ?? limit?.resetsAt };
    case 'cart':
      return ofBasket(reward, looker) ?? { kind: 'basket', minimum: reward.minimumBasket };
    case 'claimed':
    case 'pending':
      return { kind: reason, redemptionId };
    default:
      return reason satisfies never;
  }
}

/** What the reward's own dates and counts say, which may have come true since it was asked for. */
function ofReward({ startsAt, endsAt, stock, limit }: Reward, { now, guest }: Looker): RewardState | undefined {
  if (endsAt && lastMoment(endsAt) <= now.getTime()) return { kind: 'ended', at: endsAt };
  if (startsAt && Date.parse(startsAt) > now.getTime()) return { kind: 'not_started', from: startsAt };
  if (stock === 0) return { kind: 'sold_out' };
  const full = limit !== undefined && limit.used >= limit.count && !isOver(limit.resetsAt, now);
  return full && !guest ? { kind: 'limit', count: limit.count, resetsAt: limit.resetsAt } : undefined;
}

function ofGuest({ obstacle }: Reward, { guest }: Looker): RewardState | undefined {
  return guest || obstacle?.reason === 'guest' ? { kind: 'guest' } : undefined;
}

function ofLast({ last }: Looker): RewardState | undefined {
  return last?.state === 'pending' ? { kind: 'pending', redemptionId: last.id } : undefined;
}

function ofBalance({ price, obstacle }: Reward, { wallet }: Looker): RewardState | undefined {
  const told = obstacle?.reason === 'insufficient' ? obstacle : undefined;
  const missing = wallet ? leastCost(price) - wallet.available : told?.missing;
  if (missing === undefined) return told && { kind: 'other' };
  return missing > 0 ? { kind: 'short', missing } : undefined;
}

function ofBasket({ minimumBasket }: Pick<Reward, 'minimumBasket'>, { basket }: Looker): RewardState | undefined {
  if (!minimumBasket || basket?.currency !== minimumBasket.currency) return undefined;
  const missing = minimumBasket.minor - basket.minor;
  return missing > 0 ? { kind: 'basket', minimum: minimumBasket, missing: { ...minimumBasket, minor: missing } } : undefined;
}

/** A failure is told for a day: after that it is history. */
function ofFailure({ last, now }: Looker): RewardState | undefined {
  return last?.state === 'failed' && now.getTime() - Date.parse(last.at) < day ? { kind: 'failed', note: last.note } : undefined;
}

function isOver(until: string | undefined, now: Date): boolean {
  return until !== undefined && Date.parse(until) <= now.getTime();
}

/** A date alone lasts until its midnight (UTC). */
function lastMoment(at: string): number {
  return Date.parse(at) + (at.length === 10 ? day : 0);
}

/** The least that must be paid. */
export function leastCost(price: Price): number {
  return price.kind === 'fixed' ? price.cost : price.min;
}

/** The amounts somebody can choose from: nothing where there is but one, or where not even the least can be paid. */
export function choiceOf(price: Price, available = Infinity): { readonly min: number; readonly max: number; readonly step: number } | undefined {
  if (price.kind === 'fixed') return undefined;
  const { min, step } = price;
  const most = Math.min(price.max, available);
  return most < min + step ? undefined : { min, max: min + Math.floor((most - min) / step) * step, step };
}

/** What a reward is worth for the amount paid. */
export function worthOf({ price, worth }: Reward, cost: number): Money | undefined {
  if (price.kind === 'fixed' || !price.stepWorth) return worth;
  return { ...price.stepWorth, minor: Math.floor((cost * price.stepWorth.minor) / price.step) };
}

/** The wallet a reward is paid from. */
export function payingWallet({ walletId, unit }: Reward, wallets: readonly Wallet[]): Wallet | undefined {
  return wallets.find((wallet) => (walletId === undefined ? wallet.unit.id === unit.id : wallet.id === walletId));
}

/** A reward with what it is to somebody. */
export interface Offer {
  readonly reward: Reward;
  readonly state: RewardState;
}

/**
 * The order of a catalogue: what can be had, nearest to the balance first; then what is nearly paid for; then what is
 * locked; last what is gone. Six stamps are not less than 36 points: what is short of `unit` goes before other units.
 */
export function sortRewards(offers: readonly Offer[], unit?: string): Offer[] {
  const foreign = ({ reward, state }: Offer): number => (state.kind === 'short' && unit !== undefined && reward.unit.id !== unit ? 1 : 0);
  return [...offers].sort((a, b) => groupOf(a.state) - groupOf(b.state) || foreign(a) - foreign(b) || within(a) - within(b));
}

function groupOf({ kind }: RewardState): number {
  switch (kind) {
    case 'available':
    case 'failed':
      return 0;
    case 'basket':
      return 1;
    case 'short':
      return 2;
    case 'guest':
    case 'pending':
    case 'claimed':
    case 'cooling_down':
    case 'not_started':
    case 'tier':
    case 'segment':
    case 'limit':
    case 'other':
      return 3;
    case 'ended':
    case 'sold_out':
      return 4;
    default:
      return kind satisfies never;
  }
}

function within({ reward, state }: Offer): number {
  if (state.kind === 'short') return state.missing;
  return isRedeemable(state) || state.kind === 'basket' ? -leastCost(reward.price) : leastCost(reward.price);
}

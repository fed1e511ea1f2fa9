import { and, count, desc, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import type { Reward } from '../../domain/reward.schema.js';
import { allBalances } from './ledger.js';
import { obstacleOf, windowOf, type Had, type Obstacle, type Standing } from './obstacle.js';
import type { RewardRule } from './program/reward.js';
import { defined } from './redemptions-read.js';
import { one, shopOf, type Scope } from './scope.js';
import { codes, members, redemptions, rewardStock, tierStates } from './tables.js';
import { unitFor, type Words } from './words.js';

/** From so few codes of a pool on, their number is told. */
const few = 20;

/** The catalogue, in the program's order; `key` is the member's who reads, without one it is nobody's. */
export async function readRewards(scope: Scope, key: string | undefined, words: Words): Promise<Reward[]> {
  const left = await leftOf(scope);
  const standing = key === undefined ? undefined : await standingOf(scope, key);
  return scope.program.rewards.map((rule) => {
    const remains = left(rule);
    if (!standing) return rewardOf(scope, rule, { left: remains, had: [], obstacle: { reason: 'guest' } }, words);
    const mine = { ...standing(rule), left: remains };
    return rewardOf(scope, rule, { ...mine, obstacle: obstacleOf(scope.program, rule, mine) }, words);
  });
}

interface Seen {
  readonly left: number | undefined;
  readonly had: readonly Had[];
  readonly obstacle: Obstacle | undefined;
}

function rewardOf(scope: Scope, rule: RewardRule, { left, had, obstacle }: Seen, words: Words): Reward {
  const { program } = scope;
  const { description, where, requires } = rule;
  const text = { description: description && words.pick(description), where: where && words.pick(where) };
  const { image, worth, minimumBasket, startsAt, endsAt, refundable } = rule;
  const told = rule.stock !== undefined || (left !== undefined && left <= few) ? left : undefined;
  const unlock = obstacle && unlockOf(scope, obstacle, requires, words);
  return {
    id: rule.id,
    title: words.pick(rule.title),
    kind: rule.kind,
    walletId: rule.wallet,
    unit: unitFor(program.wallets.find(({ id }) => id === rule.wallet) ?? one(program.wallets), words),
    price: rule.price,
    ...defined({ ...text, image, worth, minimumBasket, startsAt, endsAt, refundable, stock: told, limit: limitOf(scope, rule, had) }),
    ...('validDays' in rule.fulfil ? defined({ validDays: rule.fulfil.validDays }) : {}),
    ...(obstacle ? { obstacle: { ...obstacle, ...defined({ unlock }) } } : {}),
    conditions: rule.conditions.map((condition) => words.pick(condition)),
  };
}

// A tier is told by its name, a group by the sentence that says who belongs to it.
function unlockOf({ program }: Scope, { reason }: Obstacle, requires: RewardRule['requires'], words: Words): string | undefined {
  const says = requires?.unlock && words.pick(requires.unlock);
  if (reason !== 'tier') return reason === 'segment' ? says : undefined;
  const ladder = program.ladders.find(({ id }) => id === requires?.tier?.ladder);
  const tier = ladder?.tiers.find(({ id }) => id === requires?.tier?.tier);
  return tier ? words.pick(tier.name) : says;
}

function limitOf({ program, now }: Scope, rule: RewardRule, had: readonly Had[]): Reward['limit'] {
  if (!rule.limit) return undefined;
  const { start, end } = windowOf(program, rule, now);
  const used = had.filter(({ at }) => start === undefined || at >= start).length;
  const interval = rule.limit.interval ?? 'lifetime';
  return { count: rule.limit.count, used, interval, ...(end ? { resetsAt: end.toISOString() } : {}) };
}

async function leftOf(scope: Scope): Promise<(rule: RewardRule) => number | undefined> {
  const { rewards } = scope.program;
  const pools = [...new Set(rewards.flatMap(({ fulfil }) => (fulfil.by === 'pool' ? [fulfil.pool] : [])))];
  const free = pools.length === 0 ? new Map<string, number>() : await freeCodes(scope, pools);
  const taken = rewards.some(({ stock }) => stock !== undefined) ? await takenOf(scope) : new Map<string, number>();
  return ({ id, stock, fulfil }) => {
    const codesLeft = fulfil.by === 'pool' ? (free.get(fulfil.pool) ?? 0) : Infinity;
    const left = Math.min(codesLeft, stock === undefined ? Infinity : Math.max(0, stock - (taken.get(id) ?? 0)));
    return left === Infinity ? undefined : left;
  };
}

/** How many codes of these pools nobody has yet. */
export async function freeCodes(scope: Scope, pools: readonly string[]): Promise<Map<string, number>> {
  const rows = await scope.sql
    .select({ pool: codes.pool, left: count() })
    .from(codes)
    .where(and(eq(codes.shopId, shopOf(scope)), inArray(codes.pool, [...pools]), isNull(codes.redemptionId)))
    .groupBy(codes.pool);
  return new Map(rows.map(({ pool, left }) => [pool ?? '', left]));
}

async function takenOf(scope: Scope): Promise<Map<string, number>> {
  const rows = await scope.sql.select().from(rewardStock).where(eq(rewardStock.shopId, shopOf(scope)));
  return new Map(rows.map(({ rewardId, taken }) => [rewardId, taken]));
}

/** What decides for one member, by reward; how many are left is the caller's to add. */
async function standingOf(scope: Scope, key: string): Promise<(rule: RewardRule) => Omit<Standing, 'left'>> {
  const shopId = shopOf(scope);
  const balances = await allBalances(scope, key);
  const states = await scope.sql
    .select({ ladder: tierStates.trackId, tier: tierStates.tierId })
    .from(tierStates)
    .where(and(eq(tierStates.shopId, shopId), eq(tierStates.memberId, key)));
  const [member] = await scope.sql.select({ tags: members.tags }).from(members).where(and(eq(members.shopId, shopId), eq(members.memberId, key)));
  const had = await hadBy(scope, key);
  const tiers = new Map(states.map(({ ladder, tier }) => [ladder, tier]));
  return ({ id, wallet }) => {
    const { available = 0, owed = 0 } = balances.get(wallet) ?? {};
    return { now: scope.now, balance: available + owed, tiers, tags: member?.tags ?? [], had: had.get(id) ?? [] };
  };
}

async function hadBy(scope: Scope, key: string): Promise<Map<string, Had[]>> {
  const limited = scope.program.rewards.filter(({ limit, cooldownDays }) => limit || cooldownDays !== undefined).map(({ id }) => id);
  const found = new Map<string, Had[]>();
  if (limited.length === 0) return found;
  const counts = notInArray(redemptions.state, ['failed', 'cancelled']);
  const rows = await scope.sql
    .select({ rewardId: redemptions.rewardId, redemptionId: redemptions.redemptionId, at: redemptions.at, state: redemptions.state })
    .from(redemptions)
    .where(and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.memberId, key), inArray(redemptions.rewardId, limited), counts))
    .orderBy(desc(redemptions.at), desc(redemptions.seq));
  for (const { rewardId, state, ...row } of rows) found.set(rewardId, [...(found.get(rewardId) ?? []), { ...row, pending: state === 'pending' }]);
  return found;
}

import { and, count, eq } from 'drizzle-orm';
import type { EarnAction } from '../../domain/earning.schema.js';
import { actionWords } from './action-words.js';
import { intervalAround } from './interval.js';
import { memberReads, touch } from './members.js';
import { keyReused } from './once.js';
import { give } from './points.js';
import type { Action, OrderRule } from './program/earning.js';
import { completions } from './program-tables.js';
import { one, refuse, shopOf, type Scope } from './scope.js';
import { raiseTier } from './tiers.js';
import { unitFor, type Words } from './words.js';

/** Every way to earn, as a member or (without a key) anybody sees it: orders first, then what else there is. */
export async function readActions(scope: Scope, key: string | undefined, words: Words): Promise<EarnAction[]> {
  const found: EarnAction[] = scope.program.earning.map((rule) => ruleOf(scope, rule, words));
  for (const action of scope.program.actions) {
    // What is over cannot be done any more; what has not begun is something to look forward to.
    if (action.endsAt !== undefined && new Date(action.endsAt) <= scope.now) continue;
    found.push(await actionOf(scope, key, action, words));
  }
  return found;
}

/** One way to earn as a member sees it. */
export async function actionOf(scope: Scope, key: string | undefined, action: Action, words: Words): Promise<EarnAction> {
  const { id, title, description, kind, gives, limit, url, completable, startsAt, endsAt } = action;
  const used = key === undefined ? 0 : await timesDone(scope, key, action);
  const wallet = one(scope.program.wallets.filter((each) => each.id === action.wallet));
  return {
    id,
    title: words.pick(title),
    ...(description ? { description: words.pick(description) } : {}),
    kind,
    reward: { unit: unitFor(wallet, words), amount: gives },
    state: used >= limit.count ? 'done' : limit.count > 1 || limit.interval ? 'repeatable' : 'todo',
    limit: { count: limit.count, used },
    actionUrl: url,
    completable: completable && !(startsAt !== undefined && new Date(startsAt) > scope.now),
    startsAt,
    endsAt,
  };
}

/** What a member says they have done, and the idempotency key they say it under. */
export interface Claim {
  readonly actionId: string;
  readonly requestKey: string;
}

/** A member says that they have done something; gives what it is worth, or says why not. The member's row is locked. */
export async function complete(scope: Scope, key: string, { actionId, requestKey }: Claim, words: Words): Promise<Action> {
  const action = scope.program.actions.find(({ id }) => id === actionId);
  if (!action) return refuse('not_found', '`actionId` names no way to earn of this club. Read `earnActions` again.', { code: 'action_unknown' });
  if (await saidBefore(scope, key, { actionId, requestKey })) return action;
  checkSeason(scope, action, words);
  if (!action.completable || action.kind === 'join') {
    refuse('rejected', `${action.id} is not \`completable\`: the shop grants it.`, { code: 'not_completable', userMessage: words.pick(actionWords.byShop) });
  }
  if (!(await reward(scope, key, action, scope.now, requestKey))) refuseAgain(scope, action, words);
  await raiseTier(scope, key, scope.now);
  await touch(scope, key, memberReads);
  return action;
}

// A key counts once, also when its answer has long been forgotten.
async function saidBefore(scope: Scope, key: string, { actionId, requestKey }: Claim): Promise<boolean> {
  const mine = and(eq(completions.shopId, shopOf(scope)), eq(completions.memberId, key), eq(completions.requestKey, requestKey));
  const [before] = await scope.sql.select({ actionId: completions.actionId }).from(completions).where(mine);
  if (before && before.actionId !== actionId) keyReused();
  return before !== undefined;
}

/** What joining is worth by the actions that are on at that moment, given once to a locked member. */
export async function rewardJoining(scope: Scope, key: string, at: Date): Promise<void> {
  for (const action of scope.program.actions) if (action.kind === 'join' && seasonOf(action, at) === 'on') await reward(scope, key, action, at);
}

function seasonOf({ startsAt, endsAt }: Action, at: Date): 'early' | 'on' | 'over' {
  if (startsAt !== undefined && new Date(startsAt) > at) return 'early';
  return endsAt !== undefined && new Date(endsAt) <= at ? 'over' : 'on';
}

// Counted and given together; answers whether it still counted.
async function reward(scope: Scope, key: string, action: Action, at: Date, requestKey?: string): Promise<boolean> {
  const done = await timesDone(scope, key, action);
  if (done >= action.limit.count) return false;
  const row = { shopId: shopOf(scope), memberId: key, actionId: action.id, intervalStart: windowOf(scope, action).start, nth: done + 1, at, requestKey };
  await scope.sql.insert(completions).values(row);
  await give(scope, key, { walletId: action.wallet, amount: action.gives, kind: 'grant', at, sourceId: action.id, title: action.title, qualifies: true });
  return true;
}

async function timesDone(scope: Scope, key: string, action: Action): Promise<number> {
  const rows = await scope.sql
    .select({ times: count() })
    .from(completions)
    .where(
      and(
        eq(completions.shopId, shopOf(scope)),
        eq(completions.memberId, key),
        eq(completions.actionId, action.id),
        eq(completions.intervalStart, windowOf(scope, action).start),
      ),
    );
  return one(rows).times;
}

/** The stretch of time in which an action's limit counts now; what counts once and for all began with time itself. */
function windowOf({ program, now }: Scope, { limit }: Action): { readonly start: Date; readonly end?: Date } {
  return limit.interval ? intervalAround(now, limit.interval, program.shop) : { start: new Date(0) };
}

function checkSeason({ now }: Scope, action: Action, words: Words): void {
  const { id, startsAt = '', endsAt = '' } = action;
  const season = seasonOf(action, now);
  if (season === 'early') {
    refuse('rejected', `${id} begins on ${startsAt}.`, { code: 'not_started', userMessage: words.fill(actionWords.notStarted, { day: words.day(new Date(startsAt)) }) });
  }
  if (season === 'over') {
    refuse('rejected', `${id} ended on ${endsAt}.`, { code: 'ended', userMessage: words.pick(actionWords.ended) });
  }
}

function refuseAgain(scope: Scope, action: Action, words: Words): never {
  const { end } = windowOf(scope, action);
  const userMessage = end ? words.fill(actionWords.doneUntil, { day: words.day(end) }) : words.pick(actionWords.done);
  return refuse('limit_reached', `${action.id} has counted ${action.limit.count} times${end ? `, and does again from ${end.toISOString()}` : ''}.`, { code: 'limit', userMessage });
}

function ruleOf({ program }: Scope, rule: OrderRule, words: Words): EarnAction {
  const wallet = one(program.wallets.filter(({ id }) => id === rule.wallet));
  // Not by its bare id: an action may be called the same.
  return { id: `order:${rule.id}`, title: words.pick(rule.title), kind: 'order', gives: givesText(rule, words.units(wallet, rule.gives), words), state: 'repeatable' };
}

function givesText({ per, minimum }: OrderRule, gives: string, words: Words): string {
  const values = { gives, per: per ? words.money(per) : '', minimum: minimum ? words.money(minimum) : '' };
  if (per) return words.fill(minimum ? actionWords.perFrom : actionWords.per, values);
  return words.fill(minimum ? actionWords.flatFrom : actionWords.flat, values);
}

import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Session, WriteCall, Written } from '../../adapters/port.js';
import { redemption as redemptionSchema, type RedeemInput, type Redemption } from '../../domain/reward.schema.js';
import { answerOnce } from './answer.js';
import { clean } from './audit.js';
import { addDays, endOfDay } from './calendar.js';
import type { ClubContext } from './context.js';
import { askFor, type Statement } from './database.js';
import { season, tiersFrom, windowOf } from './obstacle.js';
import { hashOf, lockName, type Write } from './once.js';
import { lastDay } from './points.js';
import type { RewardRule } from './program/reward.js';
import { inSteps, promiseOf } from './promise.js';
import { leaseSeconds } from './pursuit.js';
import { signedIn } from './read.js';
import { defined, readRedemption, redemptionAs, type Fresh } from './redemptions-read.js';
import { refusal, refusalError, type Refusal } from './refusals.js';
import { one, refuse, type Scope } from './scope.js';
import { readAnswer } from './stored-answer.js';
import { persistently } from './transaction.js';
import { wordsFor } from './words.js';

/** The reads that a redemption changes. */
export const changedByRedemption = ['wallets', 'activity', 'rewards', 'redemptions', 'tiers'] as const;

// The commonest first: what a union has refused was work for nothing.
const outcome = z.union([
  z.object({ redemptionId: z.string(), member: z.string(), again: z.boolean(), answer: z.nullable(z.string()) }),
  z.object({ refused: refusal }),
]);

const redeeming = { name: 'vafa_redeem', text: 'select vafa_redeem($1) as told', row: z.object({ told: outcome }) } as const satisfies Statement<z.core.$ZodType>;

/** One member's wish for a reward. */
interface Wish {
  readonly scope: Scope;
  readonly session: Session;
  readonly call: WriteCall;
  readonly write: Write;
  readonly input: RedeemInput;
  readonly rule: RewardRule | undefined;
}

/** Buys a reward: one statement takes the points and gives the code, all of it or nothing. */
export async function redeem(club: ClubContext, session: Session, input: RedeemInput, call: WriteCall): Promise<Written<Redemption>> {
  const { rewardId, cost, balance } = input;
  const write: Write = { memberId: signedIn({ session }), operation: 'redeem', key: call.key, input: { rewardId, cost, balance } };
  const scope: Scope = { sql: club.sql, program: club.program, now: club.now() };
  const rule = club.program.rewards.find(({ id }) => id === rewardId);
  const wish: Wish = { scope, session, call, write, input, rule };
  const done = await ask(club, wish);
  if ('refused' in done) throw refusalError(done.refused, { program: club.program, rule, words: wordsFor(club.program, call.locale) });
  if (done.answer !== null) return readAnswer(done.answer, redemptionSchema);
  // A code that somebody else makes: wait for it a little; if it takes longer, the answer is that it is on its way.
  if (rule?.fulfil.by === 'callback') await club.pursuits.first(done.redemptionId, call.signal);
  return answerOnce({ club, session, call, write, memberKey: done.member, schema: redemptionSchema }, async (reader) => {
    const found = await readRedemption(reader.scope, done.member, done.redemptionId, reader.words);
    return found ?? refuse('not_found', 'The redemption is not there any more.');
  });
}

async function ask(club: ClubContext, wish: Wish): Promise<z.infer<typeof outcome>> {
  const asked = JSON.stringify(wishFor(wish));
  return one(await persistently(() => askFor(club.ask, redeeming, [asked]))).told;
}

/** What `vafa_redeem` is told: who wishes, and what the program says about it. */
function wishFor(wish: Wish): object {
  const { scope, call, write, input, rule } = wish;
  const id = randomUUID();
  const action = { actor: 'member', requestId: call.requestId, action: 'redeem', detail: { rewardId: input.rewardId.slice(0, 200), redemptionId: id } } as const;
  const asked = {
    ...{ shop: scope.program.shop.id, who: write.memberId, key: write.key, lock: lockName(scope, write), hash: hashOf(write), now: scope.now },
    ...{ id, rewardId: input.rewardId, cost: input.cost, balance: input.balance, keys: changedByRedemption, actor: clean(action) },
  };
  const refused = refusedAtOnce(rule, input, scope);
  return rule && !refused ? { ...asked, ...ruleFor(wish, rule, id) } : { ...asked, refused: refused ?? { kind: 'not_found', code: 'reward_unknown' } };
}

/** What the program alone decides. */
function refusedAtOnce(rule: RewardRule | undefined, { cost }: RedeemInput, { now }: Scope): Refusal | undefined {
  if (!rule) return { kind: 'not_found', code: 'reward_unknown' };
  const { price } = rule;
  if (price.kind === 'fixed' && cost !== price.cost) return { kind: 'rejected', code: 'price' };
  if (price.kind === 'variable' && (cost < price.min || cost > price.max || (cost - price.min) % price.step !== 0)) return { kind: 'rejected', code: 'cost' };
  const outside = season(rule, now);
  return outside && { kind: 'rejected', code: outside.reason, until: outside.until };
}

function ruleFor({ scope, call, input }: Wish, rule: RewardRule, id: string): object {
  const { program, now } = scope;
  const { tier, tags } = rule.requires ?? {};
  const window = windowOf(program, rule, now);
  const fresh: Fresh = {
    ...{ redemptionId: id, rewardId: rule.id, walletId: rule.wallet, cost: input.cost, at: now, refundable: rule.refundable },
    ...{ promise: promiseOf(rule, input.cost), expiresAt: endOf(scope, rule), state: rule.fulfil.by === 'wallet' ? 'applied' : 'issued' },
  };
  // What needs no other read is answered by the statement itself.
  const complete = rule.fulfil.by !== 'callback' && (call.includes ?? []).length === 0;
  const result = () => redemptionAs(scope, fresh, { code: null, url: null }, wordsFor(program, call.locale));
  return {
    ...{ walletId: rule.wallet, promise: fresh.promise, refundable: rule.refundable, expiresAt: fresh.expiresAt, fulfil: rule.fulfil.by },
    ...defined({ stock: rule.stock, tags, tiers: tier && { ladder: tier.ladder, ids: tiersFrom(program, tier) }, cooldownDays: rule.cooldownDays }),
    ...(rule.limit ? { limit: { count: rule.limit.count, from: window.start, until: window.end } } : {}),
    ...fulfilment(scope, rule, input),
    ...(complete ? { answer: { at: now, parts: [], result: result() } } : {}),
  };
}

function fulfilment(scope: Scope, { fulfil, price }: RewardRule, { cost }: RedeemInput): object {
  const { program, now } = scope;
  switch (fulfil.by) {
    case 'pool':
      return { pool: fulfil.pool };
    case 'callback': {
      const deadlineAt = new Date(now.getTime() + (program.callback?.deadlineSeconds ?? 0) * 1_000);
      return { deadlineAt, nextTryAt: new Date(now.getTime() + leaseSeconds * 1_000) };
    }
    case 'wallet': {
      const amount = price.kind === 'fixed' ? fulfil.amount : inSteps(cost, price.step, fulfil.amount);
      return { credit: { walletId: fulfil.wallet, amount, expiresAt: lastDay(scope, fulfil.wallet, now) } };
    }
    default:
      return fulfil satisfies never;
  }
}

// To the end of the last day, on the shop's clock.
function endOf({ program, now }: Scope, { fulfil }: RewardRule): Date | null {
  if (fulfil.by === 'wallet' || fulfil.validDays === undefined) return null;
  return endOfDay(addDays(now, fulfil.validDays), program.shop.timeZone);
}

import * as z from 'zod/mini';
import { errorKinds } from '../../domain/error.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { RewardRule } from './program/reward.js';
import type { Program } from './program/program.js';
import type { Words } from './words.js';

/** Why a wish for a reward is refused, as the database answers it. */
export const refusal = z.object({
  kind: z.enum(errorKinds),
  code: z.string(),
  missing: z.optional(z.int()),
  balance: z.optional(z.int()),
  until: z.optional(z.nullable(z.string())),
});
/** Why a wish for a reward is refused. */
export type Refusal = z.infer<typeof refusal>;

/** A refusal as the port tells it: a detail that helps whoever reads the logs, and the program's own words for the member. */
export function refusalError(refused: Refusal, wished: { readonly program: Program; readonly rule: RewardRule | undefined; readonly words: Words }): PortalError {
  const { kind, code } = refused;
  const userMessage = userMessageOf(code, wished);
  return new PortalError({ kind, code, detail: detailOf(refused), userMessage, ...(code === 'in_flight' ? { retryAfter: 1 } : {}) });
}

function userMessageOf(code: string, { program, rule, words }: Parameters<typeof refusalError>[1]): string | undefined {
  if (code === 'blocked') return words.pick(program.refusals.blocked);
  const unlock = rule?.requires?.unlock;
  return unlock && (code === 'segment' || code === 'tier') ? words.pick(unlock) : undefined;
}

function detailOf({ code, missing = 0, balance = 0, until }: Refusal): string {
  const again = until ? ` It can be had again from ${until}.` : '';
  return details[code]?.replace('{missing}', String(missing)).replace('{balance}', String(balance)).concat(again) ?? `Refused: ${code}.`;
}

const details: Readonly<Record<string, string>> = {
  in_flight: 'The same write is being done at this moment. Ask again with the same key.',
  idempotency_key_reused: 'This idempotency key was used for another request. Use a new key for a new wish.',
  not_enrolled: 'This member has not joined the club yet.',
  blocked: 'The membership is blocked by the shop.',
  reward_unknown: '`rewardId` names no reward of this club. Read `rewards` again.',
  price: '`cost` is not the price of this reward any more. Read `rewards` again and ask the member anew.',
  cost: '`cost` is not `min` plus a whole number of `step`s up to `max`: see the price of the reward.',
  not_started: 'This reward cannot be had yet.',
  ended: 'This reward is over.',
  stock: 'Nothing of this reward is left.',
  codes: 'No code of this reward is left. The shop can upload more.',
  tier: 'This reward is for members of a higher tier.',
  segment: 'This reward is for members of a group that this member is not in.',
  limit: 'This member has had this reward as often as one may.',
  cooldown: 'This member has had this reward too recently.',
  balance_changed: 'The balance is {balance} now, not the one this member agreed on. Show it and ask again, with a new key.',
  balance: 'There are not enough points for this: {missing} are missing.',
};

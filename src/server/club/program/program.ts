import * as z from 'zod/mini';
import { action, orderRule, wallet } from './earning.js';
import { ladder } from './ladder.js';
import { says, texts } from './parts.js';
import { rewardRule } from './reward.js';
import { callback, shopSettings, webhook } from './shop.js';
import { explained, inEnglish } from '../../../domain/explain.js';
import { mistakesText } from '../../../domain/mistakes.js';
import { mistakesIn } from './mistakes.js';

/** What one club promises: its shop, what is earned, its tiers, its rewards and its words. Data, so that an owner can change it. */
export const program = z.strictObject({
  $schema: says('Where an editor finds the JSON Schema.', z.optional(z.string())),
  format: says('Version of this format.', z.literal(1)),
  defaultLocale: says('The language of a reader whose own is not written.', z.string()),
  shop: shopSettings,
  wallets: says('What members have; the first is the one shown first.', z.array(wallet).check(z.minLength(1), z.maxLength(20))),
  earning: says('What orders earn.', z.array(orderRule).check(z.maxLength(50))),
  actions: says('Other ways to earn.', z._default(z.array(action).check(z.maxLength(100)), [])),
  ladders: z.array(ladder).check(z.maxLength(10)),
  rewards: z._default(z.array(rewardRule).check(z.maxLength(1_000)), []),
  callback: z.optional(callback),
  webhooks: z._default(z.array(webhook).check(z.maxLength(20)), []),
  titles: says('Titles of the history; `{number}` is the order’s, `{owed}` what could not be taken back yet, `{title}` the reward’s or action’s.', z.strictObject({
    order: texts,
    returned: texts,
    returnedOwing: texts,
    redeemed: texts,
    refunded: texts,
    adjusted: texts,
    granted: texts,
    expired: texts,
  })),
  refusals: says('Sentences for a member whose wish is refused.', z.strictObject({ terms: texts, blocked: texts })),
});
/** What one club promises. */
export type Program = z.infer<typeof program>;
/** A program as it is written, where what has a default may be left out. */
export type ProgramInput = z.input<typeof program>;

/** A program read from outside; every mistake is said with its path. */
export function parseProgram(input: unknown): Program {
  const parsed = z.safeParse(program, input, inEnglish);
  const mistakes = parsed.success ? mistakesIn(parsed.data) : explained(program, parsed.error.issues);
  if (parsed.success && mistakes.length === 0) return parsed.data;
  throw new Error(`The program is not valid:\n${mistakesText(mistakes)}`);
}


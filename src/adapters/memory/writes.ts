import { PortalError } from '../../domain/errors.js';
import type { CompleteEarnActionInput, EarnAction } from '../../domain/earning.schema.js';
import type { Member } from '../../domain/member.schema.js';
import type { CancelRedemptionInput, RedeemInput, Redemption } from '../../domain/reward.schema.js';
import type { JoinInput } from '../port.js';
import { move } from './records.js';
import { cancel, redeem } from './rewards.js';
import type { MemoryClub, MemoryRecord } from './state.js';
import type { Told } from './words.js';

/** What a write does to a member's record, and its result in the reader's language. Throws the refusal. */
export type Deed<I, T> = (club: MemoryClub, record: MemoryRecord, input: I, key: string) => { readonly record: MemoryRecord; readonly result: Told<T> };

/** Does each wish once for its key; the same key with another wish is refused. */
export class Once<I, T> {
  readonly #deed: Deed<I, T>;
  readonly #before = new Map<string, { readonly input: string; readonly result: Told<T> }>();

  constructor(deed: Deed<I, T>) {
    this.#deed = deed;
  }

  /** Does it, or tells what it did before. */
  do(club: MemoryClub, record: MemoryRecord, input: I, key: string): ReturnType<Deed<I, T>> {
    const name = `${record.member.id} ${key}`;
    const text = JSON.stringify(input);
    const before = this.#before.get(name);
    if (before && before.input !== text) throw new PortalError({ kind: 'rejected', detail: 'This idempotency key came with another input.' });
    if (before) return { record, result: before.result };
    const done = this.#deed(club, record, input, key);
    this.#before.set(name, { input: text, result: done.result });
    return done;
  }
}

/** Joins the club. */
export const join: Deed<JoinInput, Member> = (club, record, { acceptTerms }) => {
  if (!acceptTerms) throw new PortalError({ kind: 'rejected', detail: 'acceptTerms must be true.' });
  if (record.member.state !== 'not_enrolled') return { record, result: () => record.member };
  const member: Member = { ...record.member, state: 'enrolled', since: club.now().toISOString() };
  return { record: { ...record, member }, result: () => member };
};

/** Buys a reward; its code comes at once, or later where the knobs say so. */
export const wish: Deed<RedeemInput, Redemption> = (club, record, input, key) => {
  const id = `redemption-${record.redemptions.length + 1}`;
  const code = club.knobs.issue === 'later' ? undefined : codeFrom(`${record.member.id} ${key}`);
  const done = redeem(club, enrolled(record), input, { id, code });
  return { record: done.record, result: done.redemption };
};

/** Undoes a redemption. */
export const undo: Deed<CancelRedemptionInput, Redemption> = (club, record, { redemptionId }) => {
  const done = cancel(club, enrolled(record), redemptionId);
  return { record: done.record, result: done.redemption };
};

/** Takes a member's word that a way to earn is done. */
export const complete: Deed<CompleteEarnActionInput, EarnAction> = (club, record, { actionId }) => {
  const find: Told<EarnAction> = (locale) => {
    const action = club.earnActions(locale).find(({ id }) => id === actionId);
    if (!action) throw new PortalError({ kind: 'not_found', detail: `actionId: there is no way to earn “${actionId}”.` });
    return { ...action, state: 'done', completable: false };
  };
  const action = club.earnActions(undefined).find(({ id }) => id === actionId) ?? find(undefined);
  if (enrolled(record).done?.includes(actionId) || action.state === 'done') throw new PortalError({ kind: 'limit_reached', detail: `actionId: “${actionId}” is done already.` });
  if (!action.completable) throw new PortalError({ kind: 'rejected', detail: `actionId: the shop says when “${actionId}” is done.` });
  const { reward } = action;
  const earned = reward ? move(record, reward.amount, 0, reward.unit.id) : record;
  const line = (locale: string | undefined) => ({ id: `line-${actionId}`, at: club.now().toISOString(), kind: 'grant', delta: reward?.amount ?? 0, unit: find(locale).reward?.unit, state: 'approved', title: find(locale).title }) as const;
  const activity: MemoryRecord['activity'] = (locale) => {
    const { unit, ...rest } = line(locale);
    return unit ? [{ ...rest, unit }, ...record.activity(locale)] : record.activity(locale);
  };
  return { record: { ...earned, activity, done: [...(record.done ?? []), actionId] }, result: find };
};

/** Somebody of the club, or the refusal. */
export function enrolled(record: MemoryRecord): MemoryRecord {
  if (record.member.state === 'enrolled') return record;
  throw new PortalError({ kind: 'not_enrolled', detail: 'Not a member of the club yet.' });
}

/** A code that looks like one, the same for the same wish. */
function codeFrom(seed: string): string {
  let hash = 7;
  for (const letter of seed) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 36 ** 6;
  return `TEA-${hash.toString(36).toUpperCase().padStart(6, '0')}`;
}

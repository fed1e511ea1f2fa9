import type { LocaleController } from '../../controllers/locale.js';
import { leastCost, worthOf, type RewardState } from '../../domain/reward-state.js';
import type { Reward } from '../../domain/reward.schema.js';

/** What a reward costs and what that is worth: `500 points · worth 50,000 toman`. */
export function priceWords(locale: LocaleController, reward: Reward): string {
  const { t } = locale;
  const { price: asked, unit } = reward;
  if (asked.kind === 'variable' && asked.max >= asked.min + asked.step) {
    const price = t('rewards.range', { min: locale.amountParts(unit, asked.min)[0], max: locale.amount(unit, asked.max) });
    return asked.stepWorth ? t('rewards.stepWorth', { price, worth: locale.money(asked.stepWorth), step: locale.amount(unit, asked.step) }) : price;
  }
  const cost = leastCost(asked);
  const price = cost > 0 ? locale.amount(unit, cost) : t('rewards.free');
  const worth = worthOf(reward, cost);
  return worth ? t('rewards.worth', { price, worth: locale.money(worth) }) : price;
}

/** What a reward is to the reader, and what they can do about it. */
export function stateWords(locale: LocaleController, { unit }: Reward, state: RewardState): string {
  const { t } = locale;
  switch (state.kind) {
    case 'available':
    case 'claimed':
    case 'pending':
    case 'sold_out':
      return t(`rewards.${state.kind}`);
    case 'short':
      return t('rewards.short', { amount: locale.amount(unit, state.missing) });
    case 'guest':
      return t('rewards.signIn');
    case 'tier':
      return state.unlock ? t('rewards.tier', { tier: state.unlock }) : t('rewards.tierOther');
    case 'segment':
    case 'other':
      return state.unlock ?? t(`rewards.${state.kind}`);
    case 'basket':
      return basketWords(locale, state);
    case 'failed':
      return [t('rewards.failed'), state.note].filter(Boolean).join(' ');
    case 'not_started':
    case 'ended':
    case 'cooling_down':
    case 'limit':
      return dayWords(locale, state);
    default:
      return state satisfies never;
  }
}

type Dated = Extract<RewardState, { kind: 'not_started' | 'ended' | 'cooling_down' | 'limit' }>;

/** The states that a day ends or began. */
function dayWords(locale: LocaleController, state: Dated): string {
  const { t } = locale;
  switch (state.kind) {
    case 'not_started':
      return state.from ? t('rewards.notStarted', { date: locale.date(state.from) }) : t('rewards.notStartedOther');
    case 'ended':
      return state.at ? t('rewards.ended', { date: locale.date(state.at) }) : t('rewards.endedOther');
    case 'cooling_down':
      return state.until ? t('rewards.cooling', { date: locale.date(state.until) }) : t('rewards.coolingOther');
    case 'limit':
      return [t('rewards.limit'), state.resetsAt && t('rewards.cooling', { date: locale.date(state.resetsAt) })].filter(Boolean).join(' ');
    default:
      return state satisfies never;
  }
}

function basketWords(locale: LocaleController, { minimum, missing }: Extract<RewardState, { kind: 'basket' }>): string {
  const { t } = locale;
  const all = [minimum && t('rewards.basket', { minimum: locale.money(minimum) }), missing && t('rewards.basketMissing', { missing: locale.money(missing) })];
  return all.filter(Boolean).join(' ') || t('rewards.basketOther');
}

/** The conditions, a sentence each: the shop's own, then those that numbers and dates say. */
export function conditionWords(locale: LocaleController, reward: Reward): string[] {
  const { t } = locale;
  const { conditions, validDays, where, minimumBasket, limit, stock, endsAt, refundable } = reward;
  return [
    ...conditions,
    minimumBasket && t('rewards.basket', { minimum: locale.money(minimumBasket) }),
    where && t('rewards.where', { where }),
    validDays !== undefined && t('rewards.validDays', { n: validDays }),
    limit && t('rewards.often', { n: limit.count, interval: limit.interval ?? 'other' }),
    stock !== undefined && stock > 0 && t('rewards.stock', { n: stock }),
    endsAt && t('rewards.until', { date: locale.date(endsAt) }),
    refundable !== undefined && t(refundable ? 'rewards.refundable' : 'rewards.final'),
  ].filter((each): each is string => typeof each === 'string' && each !== '');
}

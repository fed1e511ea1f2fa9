import type { LocaleController } from '../../controllers/locale.js';
import { leastCost, worthOf, type RewardState } from '../../domain/reward-state.js';
import type { Reward } from '../../domain/reward.schema.js';

/** What a reward costs and what that is worth: `500 points · worth 50,000 toman`. */
export function priceWords(locale: LocaleController, reward: Reward): string {
  const { t } = locale;
  const { price: asked, unit } = reward;
  if (asked.kind === 'variable' && asked.max >= asked.min + asked.step) {
    const price = t('rewards.range', { min: locale.amountParts(unit, asked.min)[0], max: locale.amount(unit, asked.max) });
    const worth = asked.stepWorth && worthWords(locale, reward, asked.step);
    return worth ? t('rewards.stepWorth', { price, worth, step: locale.amount(unit, asked.step) }) : price;
  }
  const cost = leastCost(asked);
  const price = cost > 0 ? locale.amount(unit, cost) : t('rewards.free');
  const worth = worthWords(locale, reward, cost);
  return worth ? t('rewards.worth', { price, worth }) : price;
}

/** What a reward is worth for the amount paid; nothing where that is the amount itself: money is not said to be worth itself. */
export function worthWords(locale: LocaleController, reward: Reward, cost: number): string | undefined {
  const worth = worthOf(reward, cost);
  const words = worth && locale.money(worth);
  return words === locale.amountParts(reward.unit, cost).join('\u00a0').trim() ? undefined : words;
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
  const dated = (key: 'rewards.notStarted' | 'rewards.ended' | 'rewards.cooling', at: string | undefined): string => (at ? t(key, { date: locale.date(at) }) : t(`${key}Other`));
  switch (state.kind) {
    case 'not_started':
      return dated('rewards.notStarted', state.from);
    case 'ended':
      return dated('rewards.ended', state.at);
    case 'cooling_down':
      return dated('rewards.cooling', state.until);
    case 'limit':
      return [t('rewards.limit'), state.resetsAt && dated('rewards.cooling', state.resetsAt)].filter(Boolean).join(' ');
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

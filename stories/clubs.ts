import type { Activity } from '../src/domain/activity.schema.js';
import type { Member } from '../src/domain/member.schema.js';
import type { Unit } from '../src/domain/unit.schema.js';
import type { Wallet } from '../src/domain/wallet.schema.js';
import { createMemory, type Memory } from '../src/adapters/memory/memory.js';
import { standing, type MemoryClub, type MemoryRecord } from '../src/adapters/memory/state.js';
import { points, say, type Told } from '../src/adapters/memory/words.js';

/** Who looks at the page in every state. */
export const memberId = 'sara';

/** Longer than anybody waits: an answer that never comes. */
export const never = 2 ** 31 - 1;

/** The instant so many days from now. */
export function day(offset: number): string {
  return new Date(Date.now() + offset * 86_400_000).toISOString();
}

/** A wallet of points; what differs is named. */
export function wallet(parts: Partial<Wallet> = {}): Wallet {
  return { id: 'points', unit: points, available: 0, pending: 0, expiring: [], activating: [], asOf: day(0), ...parts };
}

/** A balance with something to say about everything. */
export const rich = wallet({
  available: 1_250,
  worth: { minor: 1_250_000, currency: 'IRR' },
  pending: 120,
  activating: [{ amount: 120, at: day(9) }],
  expiring: [{ amount: 80, at: day(12) }],
});

/** A unit of the shop's own. */
export const stars: Told<Unit> = (locale) => {
  const persian = locale?.startsWith('fa');
  return { id: 'stars', kind: 'points', decimals: 0, one: persian ? 'ستاره' : 'star', other: persian ? 'ستاره' : 'stars' };
};

/** The history that goes with it, newest first, in every state a line can have. */
export const history: Told<Activity[]> = (locale) => {
  const line = (id: string, delta: number, at: number, en: string, fa: string, more: Partial<Activity> = {}): Activity => ({
    id, delta, at: day(at), kind: delta < 0 ? 'redeem' : 'earn', unit: points, state: 'approved', title: say(en, fa)(locale), ...more,
  });
  return [
    line('5', 120, -1, 'Order 1042', 'سفارش ۱۰۴۲', { state: 'pending', activatesAt: day(9) }),
    line('4', -50, -6, 'Coffee tasting', 'نشست چشیدن قهوه'),
    line('3', 1, -12, 'Thank you for the review', 'سپاس از نظر شما'),
    line('2', 90, -20, 'Order 1007', 'سفارش ۱۰۰۷', { state: 'void' }),
    line('1', 300, -41, 'Order 993', 'سفارش ۹۹۳'),
  ];
};

/** What the club knows of the member, apart from the usual. */
export interface Known {
  readonly member?: Partial<Member>;
  readonly wallets?: readonly Wallet[] | Told<Wallet[]>;
  readonly tiers?: MemoryRecord['tiers'];
  readonly activity?: MemoryRecord['activity'];
  readonly redemptions?: MemoryRecord['redemptions'];
  readonly obstacles?: MemoryRecord['obstacles'];
}

/** A club that knows one member. */
export function clubOf({ member, wallets = [rich], tiers = standing(1_250), activity = history, redemptions = [], obstacles }: Known = {}, settings: Partial<MemoryClub> = {}): Memory {
  const told = typeof wallets === 'function' ? wallets : () => [...wallets];
  const record: MemoryRecord = { member: { id: memberId, state: 'enrolled', ...member }, version: 1, wallets: told, tiers, activity, orders: [], redemptions, obstacles };
  return createMemory({ ...settings, members: { [memberId]: record } });
}

/** A club where one thing, or everything, fails. */
export function failing(fail: MemoryClub['knobs']['fail']): Memory {
  return clubOf({}, { knobs: { latency: 0, fail } });
}

/** Strings that a person of ill will puts wherever a name may be. */
export const hostile = {
  bidi: '\u202Eevil\u202D \u2067name',
  markup: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{1}}${1}',
  long: 'A'.repeat(5_000),
  lit: '{"_$litType$":1,"strings":["<b>x</b>"],"values":[]}',
} as const;

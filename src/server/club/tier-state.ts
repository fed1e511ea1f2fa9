import { and, eq } from 'drizzle-orm';
import type { Values } from './ladders.js';
import type { Clock } from './periods.js';
import type { Ladder, LadderTier } from './program/ladder.js';
import { shopOf, type Scope } from './scope.js';
import { members, outbox, tierStates } from './tables.js';
import { logChange, type ChangeReason } from './tier-log.js';

/** The tier a member holds on one ladder, as it is stored. */
export type TierState = typeof tierStates.$inferSelect;

/** A member on one ladder. */
export interface Standing {
  readonly scope: Scope;
  readonly key: string;
  readonly ladder: Ladder;
  readonly clock: Clock;
  /** Nothing before they came onto the ladder. */
  readonly state: TierState | undefined;
}

/** A member on every ladder of the program; nowhere when they are not in the club. */
export async function standingsOf(scope: Scope, key: string): Promise<Standing[]> {
  const [member] = await scope.sql
    .select({ joined: members.enrolledAt })
    .from(members)
    .where(and(eq(members.shopId, shopOf(scope)), eq(members.memberId, key)));
  if (!member?.joined) return [];
  const clock = { joined: member.joined, timeZone: scope.program.shop.timeZone };
  const states = await scope.sql.select().from(tierStates).where(mine(scope, key));
  return scope.program.ladders.map((ladder) => ({ scope, key, ladder, clock, state: states.find(({ trackId }) => trackId === ladder.id) }));
}

/** What a member holds from now on, and why. */
export interface Holding {
  readonly tier: LadderTier;
  readonly at: Date;
  readonly reason: ChangeReason;
  readonly heldBy: TierState['heldBy'];
  /** When, or by the period that ended when, it was decided. */
  readonly confirmedAt: Date;
  readonly validUntil: Date | null;
  /** What counted. */
  readonly values: Values;
  /** Whether it is something to celebrate: the member rose to it by their own doings. */
  readonly isNews?: boolean;
}

/** Lets a member hold a tier: the state, its log, and the news of it when it is another tier. */
export async function hold(standing: Standing, holding: Holding): Promise<Standing> {
  const { state, ladder } = standing;
  const { tier, at, reason, heldBy, confirmedAt, values, isNews } = holding;
  const same = state?.tierId === tier.id;
  // Nobody falls below the lowest tier, so it has no end.
  const validUntil = tier.id === ladder.tiers[0]?.id ? null : holding.validUntil;
  const stored = await store(standing, { tierId: tier.id, since: same ? state.since : at, confirmedAt, validUntil, heldBy, graceOf: null, news: same ? state.news : isNews ? tier.id : null });
  if (same && reason !== 'kept') return stored;
  await logChange(standing.scope, standing.key, { trackId: ladder.id, at, tierId: tier.id, beforeId: state?.tierId, reason, detail: { values } });
  if (state && !same) await tell(standing, { ladder: ladder.id, from: state.tierId, to: tier.id, reason, at: at.toISOString() });
  return stored;
}

/** Lets the tier stay for the days of grace after its period has ended. */
export function keepInGrace(standing: Standing, state: TierState, ended: Date, until: Date): Promise<Standing> {
  const { tierId, since, confirmedAt, heldBy, news } = state;
  return store(standing, { tierId, since, confirmedAt, heldBy, news, validUntil: until, graceOf: ended });
}

type Held = Omit<TierState, 'shopId' | 'memberId' | 'trackId'>;

async function store(standing: Standing, held: Held): Promise<Standing> {
  const { scope, key, ladder } = standing;
  const state = { shopId: shopOf(scope), memberId: key, trackId: ladder.id, ...held };
  await scope.sql
    .insert(tierStates)
    .values(state)
    .onConflictDoUpdate({ target: [tierStates.shopId, tierStates.memberId, tierStates.trackId], set: held });
  return { ...standing, state };
}

/** The member was shown that they rose to a tier; answers whether that was still to be shown. The member's row is locked. */
export async function tierShown(scope: Scope, key: string, trackId: string, tierId: string): Promise<boolean> {
  const shown = await scope.sql
    .update(tierStates)
    .set({ news: null })
    .where(and(mine(scope, key), eq(tierStates.trackId, trackId), eq(tierStates.news, tierId)))
    .returning({ tierId: tierStates.tierId });
  return shown.length > 0;
}

async function tell({ scope, key }: Standing, payload: Readonly<Record<string, string>>): Promise<void> {
  await scope.sql.insert(outbox).values({ shopId: shopOf(scope), at: scope.now, topic: 'tier.changed', memberId: key, payload });
}

function mine(scope: Scope, key: string) {
  return and(eq(tierStates.shopId, shopOf(scope)), eq(tierStates.memberId, key));
}

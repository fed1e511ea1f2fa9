import * as z from 'zod';
import type { MemberId } from './members.js';
import { mintToken, type TokenSettings } from './token.js';

const everybody = 10_000_000;
/** From which goods on a parcel travels free, in rials: what the club's tiers promise. */
const freeByTier: Readonly<Record<string, number>> = { silver: 5_000_000, gold: 0 };
const ladders = z.array(z.object({ current: z.string().optional() }));
/** A page waits so long for the club, in milliseconds. */
const patience = 1_000;

/** Where the club answers, and how the shop speaks for its members. */
export interface StandingSettings extends TokenSettings {
  readonly gatewayUrl: string;
}

/** From which goods on a visitor's parcel travels free: the shop keeps what the club's tiers promise. */
export async function freeDeliveryFrom(member: MemberId | undefined, settings: StandingSettings): Promise<number> {
  if (!member) return everybody;
  const tier = await tierOf(member, settings);
  // Where the club cannot be asked, the shop pays the parcel rather than break a promise to a member.
  if (tier === undefined) return 0;
  return Object.hasOwn(freeByTier, tier) ? (freeByTier[tier] ?? everybody) : everybody;
}

/** The id of a member's tier, empty for none; `undefined` when the club does not say. */
async function tierOf(member: MemberId, settings: StandingSettings): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL('/portal/v1/tiers', settings.gatewayUrl), {
      headers: { authorization: `Bearer ${await mintToken(member, settings)}` },
      signal: AbortSignal.timeout(patience),
    });
    // Who is not in the club has no tier: the club says so with a refusal.
    if (answer.status === 403 || answer.status === 404) return '';
    return answer.ok ? (ladders.parse(await answer.json())[0]?.current ?? '') : undefined;
  } catch {
    return undefined;
  }
}

import { PortalError } from '../domain/errors.js';
import type { Club } from './club/club.js';
import type { Grant } from './club/owner.js';

type Gift = Pick<Grant, 'walletId' | 'amount' | 'title'> & { readonly id: string; readonly days?: number };

/** What the shop gave Sara: credit that is there to be used, and points that end soon. */
const gifts: readonly Gift[] = [
  { id: 'late-parcel', walletId: 'credit', amount: 60_000, title: { en: 'Sorry that your parcel was late', fa: 'پوزش برای دیر رسیدن بسته' } },
  { id: 'harvest', walletId: 'points', amount: 60, title: { en: 'A greeting from the harvest', fa: 'سوغات برداشت امسال' }, days: 20 },
];
const day = 86_400_000;

/** Gives Sara what the demo's shop gave her, once, however often it starts. After her redemptions: these take what ends first. */
export async function seedGifts(club: Pick<Club, 'grant'>, now = new Date()): Promise<void> {
  for (const { id, days, ...gift } of gifts) {
    const ends = days === undefined ? {} : { expiresAt: new Date(now.getTime() + days * day) };
    const wish = { ...gift, ...ends, key: `demo-seed-${id}`, actor: 'demo', reason: 'The demo’s past' };
    await club.grant('sara', wish).catch((thrown: unknown) => {
      // At a later start it would end on another day: it was given before.
      if (!(thrown instanceof PortalError && thrown.code === 'idempotency_key_reused')) throw thrown;
    });
  }
}

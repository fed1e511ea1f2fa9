import { randomInt } from 'node:crypto';
import { effectOf } from './effects.js';
import type { Coupon } from './orders.schema.js';
import { isSpent } from './reckoning.js';

/** What the club asks a code for. */
export type CouponWish = Pick<Coupon, 'redemptionId' | 'rewardId' | 'worth' | 'minimum' | 'expiresAt'>;

/** Without letters and digits that look alike, so that a code can be read out and typed. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * The codes in the shop's books. A code works for whoever has it, like a voucher on paper: a member may give it away,
 * and the till asks for no name.
 */
export class Coupons {
  /** `keep` ends when the books are on disk. */
  constructor(
    private readonly all: Coupon[],
    private readonly keep: () => Promise<void>,
  ) {}

  /** A code as it was typed, however it was typed; `undefined` when the shop never made it. */
  find(code: string): Coupon | undefined {
    return this.all.find((coupon) => coupon.code === code);
  }

  /** Makes the code of a wish, or answers the one it has. `undefined`: there will be none. */
  async issue(wish: CouponWish): Promise<(Coupon & { readonly code: string }) | undefined> {
    const known = this.#of(wish.redemptionId);
    if (known) {
      // What a repetition answers must be on disk like what a first answers.
      await this.keep();
      return known.code !== undefined && known.revokedAt === undefined && known.rewardId === wish.rewardId ? { ...known, code: known.code } : undefined;
    }
    if (!effectOf(wish.rewardId)) return undefined;
    const made = { ...wish, code: this.#fresh(), uses: [] };
    this.all.push(made);
    await this.keep();
    return made;
  }

  /** Makes a code worthless unless it was used; also one that might still be asked for. */
  async revoke(redemptionId: string, rewardId: string, at: string): Promise<'revoked' | 'used'> {
    const known = this.#of(redemptionId);
    if (known && known.uses.length > 0) return 'used';
    if (known) known.revokedAt ??= at;
    else this.all.push({ redemptionId, rewardId, revokedAt: at, uses: [] });
    await this.keep();
    return 'revoked';
  }

  /** Notes that an order used a code; whoever calls keeps the books. Answers whether nothing is left of it. */
  use(code: string, use: Coupon['uses'][number]): boolean {
    const coupon = this.find(code);
    coupon?.uses.push(use);
    return coupon !== undefined && isSpent(coupon);
  }

  #of(redemptionId: string): Coupon | undefined {
    return this.all.find((coupon) => coupon.redemptionId === redemptionId);
  }

  #fresh(): string {
    const part = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
    const code = `GOL-${part()}-${part()}`;
    return this.find(code) ? this.#fresh() : code;
  }
}

/** A code as somebody typed it, in the spelling of the books: capitals, Latin digits, nothing around it. */
export function spelled(typed: string): string {
  const latin = typed.normalize('NFKC').replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) % 16));
  const bare = latin.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return bare.replace(/^GOL(\w{4})(\w{4})$/, 'GOL-$1-$2');
}

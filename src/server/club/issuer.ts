import type { Money } from '../../domain/money.schema.js';

/** The code that is wanted, by the redemption it is for. Asking again for the same redemption must answer the same code. */
export interface CodeWish {
  readonly redemptionId: string;
  readonly rewardId: string;
  /** What the reward is: coupon, shipping, product …; a coupon without it. */
  readonly kind?: string | undefined;
  /** The shop's id of what it is for. */
  readonly product?: string | undefined;
  readonly worth?: Money | undefined;
  /** The smallest basket it may be used for. */
  readonly minimumBasket?: Money | undefined;
  /** ISO 8601; the code is good before it. */
  readonly validUntil?: string | undefined;
}

/** The code that is wanted back; without `code` whichever was made for the redemption. */
export interface RevokeWish {
  readonly redemptionId: string;
  readonly rewardId: string;
  readonly code?: string | undefined;
}

/** A code as its maker gives it. */
export interface IssuedCode {
  readonly code: string;
  /** Where what was bought is to be had. */
  readonly url?: string | undefined;
  /** When it ends, if its maker decides that. */
  readonly expiresAt?: string | undefined;
}

/**
 * Whoever makes codes outside the club's database: the shop's server, a vendor. Codes of a pool and units of another
 * wallet need none, they are given by the statement that takes the points.
 */
export interface CodeIssuer {
  /** Makes the code. Fails with `CodeRefused` when it never will; any other failure leaves open whether there is one now. */
  issue(wish: CodeWish, call: { readonly signal: AbortSignal }): Promise<IssuedCode>;
  /** Makes the code worthless, and any that might still be made for the redemption, unless it was used. A failure leaves it open. */
  revoke(wish: RevokeWish, call: { readonly signal: AbortSignal }): Promise<'revoked' | 'used'>;
}

/** The maker of codes says that there will be none. */
export class CodeRefused extends Error {
  override readonly name = 'CodeRefused';
}

import type { ErrorKind } from './domain/error.schema.js';
import type * as more from './events-more.js';
import type * as rewards from './events-rewards.js';

/** A guest wants to sign in. `preventDefault()` means that the page does it; else the link is followed. */
export class VafaSignInRequestEvent extends Event {
  constructor() {
    super('vafa-sign-in-request', { bubbles: true, composed: true, cancelable: true });
  }
}

/** A member wants to join the club. `preventDefault()` means that the page does it; else the kit does. */
export class VafaJoinRequestEvent extends Event {
  constructor() {
    super('vafa-join-request', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The member joined the club. */
export class VafaMemberJoinedEvent extends Event {
  constructor() {
    super('vafa-member-joined', { bubbles: true, composed: true });
  }
}

/** What an element shows could not be loaded. */
export class VafaLoadFailedEvent extends Event {
  /** What went wrong, by what can be done about it. */
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind) {
    super('vafa-load-failed', { bubbles: true, composed: true });
    this.kind = kind;
  }
}

/** Every event of the kit by its name. */
export interface VafaEvents {
  'vafa-sign-in-request': VafaSignInRequestEvent;
  'vafa-join-request': VafaJoinRequestEvent;
  'vafa-member-joined': VafaMemberJoinedEvent;
  'vafa-member-signed-in': more.VafaMemberSignedInEvent;
  'vafa-member-signed-out': more.VafaMemberSignedOutEvent;
  'vafa-earn-action-completed': more.VafaEarnActionCompletedEvent;
  'vafa-tier-reached': more.VafaTierReachedEvent;
  'vafa-load-failed': VafaLoadFailedEvent;
  'vafa-reward-redeem-request': rewards.VafaRewardRedeemRequestEvent;
  'vafa-reward-redeemed': rewards.VafaRewardRedeemedEvent;
  'vafa-reward-apply-request': rewards.VafaRewardApplyRequestEvent;
  'vafa-reward-applied': rewards.VafaRewardAppliedEvent;
  'vafa-reward-cancelled': rewards.VafaRewardCancelledEvent;
}

declare global {
  interface HTMLElementEventMap extends VafaEvents {}
  interface DocumentEventMap extends VafaEvents {}
}

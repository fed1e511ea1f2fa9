/** A member agreed to redeem a reward. `preventDefault()` means that the page does it; else the kit does. */
export class VafaRewardRedeemRequestEvent extends Event {
  readonly rewardId: string;
  /** What it costs, in the smallest step of its unit. */
  readonly cost: number;

  constructor(rewardId: string, cost: number) {
    super('vafa-reward-redeem-request', { bubbles: true, composed: true, cancelable: true });
    this.rewardId = rewardId;
    this.cost = cost;
  }
}

/** A reward was redeemed, or is on its way. */
export class VafaRewardRedeemedEvent extends Event {
  readonly rewardId: string;
  readonly redemptionId: string;

  constructor(rewardId: string, redemptionId: string) {
    super('vafa-reward-redeemed', { bubbles: true, composed: true });
    this.rewardId = rewardId;
    this.redemptionId = redemptionId;
  }
}

/** A member wants a code in the cart. `preventDefault()` means that the page puts it there; else the cart adapter does, where the page has set one. */
export class VafaRewardApplyRequestEvent extends Event {
  readonly rewardId: string;
  readonly redemptionId: string;
  /** The code itself: what this event is for. */
  readonly code: string;

  constructor(rewardId: string, redemptionId: string, code: string) {
    super('vafa-reward-apply-request', { bubbles: true, composed: true, cancelable: true });
    this.rewardId = rewardId;
    this.redemptionId = redemptionId;
    this.code = code;
  }
}

/** A code is in the cart. */
export class VafaRewardAppliedEvent extends Event {
  readonly rewardId: string;
  readonly redemptionId: string;

  constructor(rewardId: string, redemptionId: string) {
    super('vafa-reward-applied', { bubbles: true, composed: true });
    this.rewardId = rewardId;
    this.redemptionId = redemptionId;
  }
}

/** A redemption was undone, and the points are back. */
export class VafaRewardCancelledEvent extends Event {
  readonly rewardId: string;
  readonly redemptionId: string;

  constructor(rewardId: string, redemptionId: string) {
    super('vafa-reward-cancelled', { bubbles: true, composed: true });
    this.rewardId = rewardId;
    this.redemptionId = redemptionId;
  }
}

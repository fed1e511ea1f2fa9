/** A member said that a way to earn is done, and the club took their word. */
export class VafaEarnActionCompletedEvent extends Event {
  /** Id of the way to earn. */
  readonly actionId: string;

  constructor(actionId: string) {
    super('vafa-earn-action-completed', { bubbles: true, composed: true });
    this.actionId = actionId;
  }
}

/** A higher tier that the member reached is celebrated. */
export class VafaTierReachedEvent extends Event {
  /** Id of the tier. */
  readonly tierId: string;

  constructor(tierId: string) {
    super('vafa-tier-reached', { bubbles: true, composed: true });
    this.tierId = tierId;
  }
}

/** Somebody signed in with a code, and the whole page shows them. */
export class VafaMemberSignedInEvent extends Event {
  constructor() {
    super('vafa-member-signed-in', { bubbles: true, composed: true });
  }
}

/** The member signed out; nothing of theirs is left on the page. */
export class VafaMemberSignedOutEvent extends Event {
  constructor() {
    super('vafa-member-signed-out', { bubbles: true, composed: true });
  }
}

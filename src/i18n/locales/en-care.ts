/** English of what went wrong and of joining; comes with the part that shows it. */
export const enCare = {
  'action.join': 'Join the club',
  'action.joining': 'Joining…',
  'state.asOf': 'As of {at}',
  'state.stale': 'We couldn’t refresh this just now.',
  'error.timeout': 'The shop is taking too long to answer.',
  'error.rate_limited': 'The shop asks us to wait a moment. We will try again by ourselves.',
  'error.invalid': 'The shop sent an answer we couldn’t read.',
  'error.forbidden': 'Your account can’t see this. The shop can tell you why.',
  'error.unsupported': 'This club doesn’t offer this yet.',
  'error.other': 'Something went wrong at the shop.',
  'join.text': 'You are not a member of the club yet. Join, and your next orders count.',
  'join.terms': 'By joining you accept the club’s terms.',
  'join.termsLink': 'Read the terms',
  'join.failed': 'We couldn’t add you to the club. Nothing has changed; please try again.',
  'member.blocked': 'Your membership is paused. The shop can tell you why.',
  'session.expired': 'We couldn’t confirm your sign-in. Please sign in again.',
} as const;

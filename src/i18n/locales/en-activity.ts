/** English of the last activities; comes with the part that lists them. */
export const enActivity = {
  'activity.failed': 'We couldn’t fetch this just now. Close and open it to try again.',
  'activity.empty': 'Nothing here yet. What you earn and spend will be listed.',
  'activity.pending': 'Pending',
  'activity.pendingUntil': 'Pending until {date}',
  'activity.declined': 'Declined',
  'activity.void': 'Cancelled',
  'activity.expired': 'Expired',
} as const;

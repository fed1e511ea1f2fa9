/** English of the last activities; comes with the part that lists them. */
export const enActivity = {
  'activity.failed': 'We couldn’t fetch your activity just now. Close this list and open it again.',
  'activity.empty': 'Nothing here yet. What you earn and spend will be listed.',
  'activity.pending': 'Pending',
  'activity.pendingUntil': 'Pending until {date}',
  'activity.declined': 'Declined',
  'activity.void': 'Cancelled',
  'activity.expired': 'Expired',
} as const;

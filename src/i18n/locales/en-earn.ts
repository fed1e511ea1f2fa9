/** English of the ways to earn; comes with the part that lists them. */
export const enEarn = {
  'earn.failed': 'We couldn’t fetch the ways to earn just now. Your points are safe.',
  'earn.empty': 'Orders are the way to earn here; there are no others at the moment.',
  'earn.done': 'Done',
  'earn.pending': 'Being checked by the shop',
  'earn.times': '{used} of {count} times done',
  'earn.starts': 'Starts on {date}',
  'earn.ends': 'Until {date}',
  'earn.ended': 'Ended on {date}',
  'earn.go': 'Go there',
  'earn.complete': 'I have done this',
  'earn.completing': 'Telling the shop…',
  'earn.notDone': 'We couldn’t tell the shop. Nothing is lost; please try again.',
} as const;

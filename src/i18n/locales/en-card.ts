/** English of the member's card; comes with the part that shows it. */
export const enCard = {
  'card.heading': 'Your member card',
  'card.code': 'Your member number as a QR code',
  'card.hint': 'Show this at the till, or read the number out.',
  'card.apple': 'Add to Apple Wallet',
  'card.google': 'Add to Google Wallet',
  'card.close': 'Close the card',
} as const;

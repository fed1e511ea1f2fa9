/** English of the joy over a new tier; comes with the part that shows it. */
export const enCelebration = {
  'tier.reached': 'You have reached {tier}. Thank you for being with us.',
  'tier.reachedClose': 'Close',
} as const;

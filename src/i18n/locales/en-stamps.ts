/** English of the stamp card; comes with the part that draws it. */
export const enStamps = {
  'stamps.none': 'This club has no stamp card.',
  'stamps.count': '{filled} of {goal} stamps',
  'stamps.missing': '{n, plural, one {One more stamp} other {# more stamps}} for: {gives}',
  'stamps.full': '{n, plural, one {One full card is ready for its reward} other {# full cards are ready for their rewards}}: {gives}',
} as const;

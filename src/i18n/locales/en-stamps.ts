/** English of the stamp card; comes with the part that draws it. */
export const enStamps = {
  'stamps.none': 'This club has no stamp card.',
  'stamps.count': '{filled} of {goal} stamps',
  'stamps.missing': '{n, plural, one {One more stamp} other {# more stamps}} for: {gives}',
  'stamps.full': '{n, plural, one {A full card waits for you} other {# full cards wait for you}}: {gives}',
} as const;

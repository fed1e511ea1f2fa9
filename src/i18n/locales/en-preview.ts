/** English of what a cart would earn; comes with the element that says it. */
export const enPreview = {
  'preview.earns': 'You earn {amount} with this.',
  'preview.guest': 'Members of the club earn {amount} with this.',
  'preview.worth': 'Worth {worth}.',
  'preview.none': 'This earns nothing yet.',
  'preview.failed': 'We can’t say just now what this earns.',
  'preview.why': 'How this is counted',
} as const;

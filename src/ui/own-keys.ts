/** What is typed into a field of ours says nothing to the page's own keys; leaving it does. */
export function ownKeys(event: KeyboardEvent): void {
  if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
}

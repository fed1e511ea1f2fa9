/** A key no other write has. `crypto.randomUUID` is missing on plain http pages. */
export function uniqueKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
}

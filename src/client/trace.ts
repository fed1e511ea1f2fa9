/**
 * A short trace of a member's id (FNV-1a, 32 bits): enough to tell one member from another. It does not hold the id, but who
 * can guess ids can try them, so it goes no further than the tabs and the storage of the page's own origin.
 */
export function traceOf(api: string, memberId: string): string {
  let hash = 0x811c9dc5;
  for (const letter of `${api} ${memberId}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

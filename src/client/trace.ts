/** A short trace of a member's id (FNV-1a): enough to tell one member from another, and no way back to the id. */
export function traceOf(api: string, memberId: string): string {
  let hash = 0x811c9dc5;
  for (const letter of `${api} ${memberId}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

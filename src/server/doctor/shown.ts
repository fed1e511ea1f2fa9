/** A finding without what is hidden, and without what would move a terminal's cursor. */
export function without<T>(finding: T, hide: (text: string) => string): T;
export function without(finding: unknown, hide: (text: string) => string): unknown {
  if (typeof finding === 'string') return hide(finding).replaceAll(/(?!\n)\p{Cc}/gu, ' ');
  if (Array.isArray(finding)) return finding.map((each: unknown) => without(each, hide));
  if (typeof finding !== 'object' || finding === null) return finding;
  return Object.fromEntries(Object.entries(finding).map(([name, each]) => [name, without(each, hide)]));
}

/** Something wrong with a document that a person wrote. */
export interface Mistake {
  /** Where it is, e.g. `rewards[2].cost`. */
  readonly path: string;
  /** What is wrong and what to change. */
  readonly says: string;
}

/** What a document is refused with: each mistake with its path, a line each. */
export function mistakesText(mistakes: readonly Mistake[]): string {
  return mistakes.map(({ path, says }) => `✖ ${says}\n  → at ${path}`).join('\n');
}

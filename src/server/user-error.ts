/** A failure that the person who started the program can mend; its message says how, in one plain line. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** What to print of a failure: one line for the person's own, the whole stack for ours. */
export function explain(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * What a token says of whom it speaks for, where it is a JWT; else nothing. It is compared, or handed to who checks it, never believed.
 * Who shows it says how its bytes are read, each a letter; to compare, they may stay as they are.
 */
export function claimsOf(token: string, read: (bytes: string) => string = String): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(read(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}

/** Whom a token speaks for, where it says so: two issuers may each have a member of one name. */
export function subjectOf(token: string): string {
  const { iss, sub } = claimsOf(token);
  return `${String(iss)} ${String(sub)}`;
}

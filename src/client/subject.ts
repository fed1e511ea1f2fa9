/** What a token says of whom it speaks for, where it is a JWT; else nothing. It is compared, or handed to who checks it, never believed. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}

/** Whom a token speaks for, where it says so. */
export const subjectOf = (token: string): unknown => claimsOf(token)['sub'];

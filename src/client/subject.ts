/** What a token says of whom it speaks for, where it is a JWT; else nothing. It is compared, or handed to who checks it, never believed. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const bytes = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const claims: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
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

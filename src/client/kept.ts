/** What this tab keeps under a name; nothing where the page may store nothing. `forget` ends it first. */
export function kept(name: string, forget?: boolean): string | null | undefined {
  try {
    if (forget) sessionStorage.removeItem(name);
    return sessionStorage.getItem(name);
  } catch {
    return undefined;
  }
}

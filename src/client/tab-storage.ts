/** A text that this tab keeps through a reload; empty where there is none, or the page may store nothing. */
export function readText(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a text, or forgets it where it is empty. A page without storage loses it with a reload, not with the next click. */
export function writeText(name: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(name, text);
    else sessionStorage.removeItem(name);
  } catch {
    // Full or forbidden: memory holds it.
  }
}

/** A text that this tab keeps through a reload; empty where there is none, or the page may store nothing. */
export function readText(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a text, or forgets it where it is empty; tells whether the page may and there was room. What is not kept lives until a reload, in memory. */
export function writeText(name: string, text: string): boolean {
  try {
    if (text) sessionStorage.setItem(name, text);
    else sessionStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

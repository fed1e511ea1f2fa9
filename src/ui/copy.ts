/**
 * Copies what an element shows. Where the clipboard is forbidden or absent, the text stands selected, so that one key
 * or a long press copies it.
 */
export async function copyText(text: string, shown: Element): Promise<'copied' | 'selected'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return select(shown) ? 'copied' : 'selected';
  }
}

/** Selects an element's text and copies it the old way; whether that was allowed. */
function select(shown: Element): boolean {
  const page = shown.ownerDocument;
  page.getSelection()?.selectAllChildren(shown);
  try {
    return page.execCommand('copy');
  } catch {
    return false;
  }
}

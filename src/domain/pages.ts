/** A page of something, as a backend gives it. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/** Pages put together. */
export interface Joined<T> {
  /** Each item once, in the order of the pages. */
  readonly items: readonly T[];
  /** Asks for the following page; absent at the end. */
  readonly next: string | undefined;
}

/**
 * Puts pages together, the first one first: an item that comes again, because lines were added while paging, counts once;
 * a cursor that leads back to a page that was read ends the list, so that no backend sends a reader round in circles.
 */
export function joinPages<T extends { readonly id: string }>(pages: readonly PageOf<T>[]): Joined<T> {
  const items = new Map<string, T>();
  const cursors = new Set<string>();
  let next: string | undefined;
  for (const page of pages) {
    for (const item of page.items) if (!items.has(item.id)) items.set(item.id, item);
    next = page.next !== undefined && !cursors.has(page.next) ? page.next : undefined;
    if (next === undefined) break;
    cursors.add(next);
  }
  return { items: [...items.values()], next };
}

import type { ReactiveControllerHost } from 'lit';
import type { Include, Reads } from '../adapters/port.js';
import { idle, known, type ResourceState } from '../client/resource.js';
import { joinPages, type Joined, type PageOf } from '../domain/pages.js';
import type { ClubController } from './club.js';
import { Watching } from './watching.js';

/** The reads that come in pages. */
type PagedRead = 'activity' | 'orders';
/** One item of such a read. */
type Item<R extends PagedRead> = Reads[R]['items'][number];

/** What is known of the pages asked for so far. */
export interface Pages<T> extends Joined<T> {
  /** The state of the last page asked for. */
  readonly last: ResourceState<unknown>;
}

/**
 * Reads a list page by page. Every page stays watched, each from where the one before it ended: when something is
 * added on top, all of them move along and none is missing.
 */
export class PagesController<R extends PagedRead> {
  readonly #host: ReactiveControllerHost & { readonly club: ClubController };
  readonly #include: (cursor: string | undefined) => Include & { readonly read: R };
  readonly #watching: Watching;
  #wanted = 1;
  /** What each page showed last, while it is asked for from another place. */
  #shown: readonly (PageOf<Item<R>> | undefined)[] = [];

  constructor(host: ReactiveControllerHost & { readonly club: ClubController }, include: (cursor: string | undefined) => Include & { readonly read: R }) {
    this.#host = host;
    this.#include = include;
    this.#watching = new Watching(host);
  }

  /** Asks for one page more. */
  more(): void {
    this.#wanted++;
    this.#host.requestUpdate();
  }

  /** Begins anew: something else is asked for now. */
  restart(): void {
    this.#wanted = 1;
    this.#shown = [];
    this.#host.requestUpdate();
  }

  /** What is known; watches the pages that belong to it. */
  read(): Pages<Item<R>> {
    const pages: (PageOf<Item<R>> | undefined)[] = [];
    const cursors: (string | undefined)[] = [];
    let last: ResourceState<Reads[R]> = idle;
    let cursor: string | undefined;
    do {
      cursors.push(cursor);
      last = this.#watching.state<R>(this.#include(cursor));
      const here = known(last)?.data;
      pages.push(here ?? this.#shown[pages.length]);
      cursor = here?.next;
    } while (cursor !== undefined && cursors.length < this.#wanted && !cursors.includes(cursor));
    this.#watching.keep(cursors.map(this.#include));
    this.#shown = pages;
    return { ...joinPages(pages.filter((page) => page !== undefined)), last };
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Include, Reads } from '../adapters/port.js';
import { idle, known, type ResourceState } from '../client/resource.js';
import { joinPages, type Joined, type PageOf } from '../domain/pages.js';
import type { ClubController } from './club.js';

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
 * Reads a list page by page. Every page stays watched while the element is connected, each from where the one before
 * it ended: when something is added on top, all of them move along and none is missing.
 */
export class PagesController<R extends PagedRead> implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly club: ClubController };
  readonly #include: (cursor: string | undefined) => Include & { readonly read: R };
  #wanted = 1;
  #connected = true;
  readonly #watched = new Map<string | undefined, () => void>();
  /** What each page showed last, while it is asked for from another place. */
  #shown: readonly (PageOf<Item<R>> | undefined)[] = [];

  constructor(host: ReactiveControllerHost & { readonly club: ClubController }, include: (cursor: string | undefined) => Include & { readonly read: R }) {
    this.#host = host;
    this.#include = include;
    host.addController(this);
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
      last = this.#state(cursor);
      const here = known(last)?.data;
      pages.push(here ?? this.#shown[pages.length]);
      cursor = here?.next;
    } while (cursor !== undefined && cursors.length < this.#wanted && !cursors.includes(cursor));
    this.#keep(cursors);
    this.#shown = pages;
    return { ...joinPages(pages.filter((page) => page !== undefined)), last };
  }

  hostConnected(): void {
    this.#connected = true;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#connected = false;
    // A node that is moved leaves and comes in one task; its requests go on.
    queueMicrotask(() => !this.#connected && this.#keep([]));
  }

  #state(cursor: string | undefined): ResourceState<Reads[R]> {
    return this.#host.club.client?.store.state<R>(this.#include(cursor)) ?? idle;
  }

  #keep(cursors: readonly (string | undefined)[]): void {
    const { client } = this.#host.club;
    const keys = cursors.map((cursor) => JSON.stringify(this.#include(cursor)));
    for (const [key, stop] of this.#watched) {
      if (key !== undefined && keys.includes(key)) continue;
      this.#watched.delete(key);
      stop();
    }
    if (!client || !this.#connected) return;
    for (const [at, key] of keys.entries()) {
      if (!this.#watched.has(key)) this.#watched.set(key, client.subscribe(this.#include(cursors[at]), () => this.#host.requestUpdate()));
    }
  }
}

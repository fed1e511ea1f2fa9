import type { Include, ReadName, Reads } from '../adapters/port.js';
import { idle, known, type ResourceState } from '../client/resource.js';
import type { ClubController } from './club.js';

export { known, type ResourceState } from '../client/resource.js';

/** A read that an element shows: `pending`, `ready`, `failed`; the element redraws on each change. */
export class ResourceController<R extends ReadName> {
  readonly #club: ClubController;
  readonly #include: Include & { readonly read: R };

  constructor(host: { readonly club: ClubController }, include: Include & { readonly read: R }) {
    this.#club = host.club;
    this.#include = include;
    host.club.read(include);
  }

  /** What is known of it right now. */
  get state(): ResourceState<Reads[R]> {
    return this.#club.client?.store.state<R>(this.#include) ?? idle;
  }

  /** The data, fresh or not; nothing where there is none. */
  get data(): Reads[R] | undefined {
    return known(this.state)?.data;
  }
}

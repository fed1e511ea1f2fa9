import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { includeKey } from '../adapters/include.js';
import type { Include, ReadName, Reads } from '../adapters/port.js';
import { idle, type ResourceState } from '../client/resource.js';
import type { ClubController } from './club.js';

/** Watches reads whose parameters change with what the member chooses: those named last, while the element is connected. */
export class Watching implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly club: ClubController };
  readonly #stops = new Map<string, () => void>();
  #client: ClubController['client'];
  #connected = true;

  constructor(host: ReactiveControllerHost & { readonly club: ClubController }) {
    this.#host = host;
    host.addController(this);
  }

  /** What is known of a read. */
  state<R extends ReadName>(include: Include & { readonly read: R }): ResourceState<Reads[R]> {
    return this.#host.club.client?.store.state<R>(include) ?? idle;
  }

  /** Watches these and no others. */
  keep(includes: readonly Include[]): void {
    const { client } = this.#host.club;
    const wanted = new Map(client && this.#connected ? includes.map((include) => [includeKey(include), include]) : []);
    for (const [key, stop] of this.#stops) {
      if (wanted.has(key) && client === this.#client) continue;
      this.#stops.delete(key);
      stop();
    }
    this.#client = client;
    for (const [key, include] of wanted) {
      if (client && !this.#stops.has(key)) this.#stops.set(key, client.subscribe(include, () => this.#host.requestUpdate()));
    }
  }

  hostConnected(): void {
    this.#connected = true;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#connected = false;
    // A node that is moved leaves and comes in one task; its requests go on.
    queueMicrotask(() => !this.#connected && this.keep([]));
  }
}

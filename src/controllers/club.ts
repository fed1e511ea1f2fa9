import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Include } from '../adapters/port.js';
import type { Client } from '../client/client.js';
import { known } from '../client/resource.js';
import type { Operation } from '../domain/capabilities.schema.js';
import { clientContext } from '../context/client-context.js';
import { VisibilityController } from './visibility.js';

/** What was told already. */
const told = new WeakSet<object>();

/** Whether what came new is to be told by the element that asks: a change shows in many elements and is said once. */
export function isNews(change: object): boolean {
  return !told.has(change) && Boolean(told.add(change));
}

/** Connects an element to its client: watches what the element reads while it is connected and has been seen. */
export class ClubController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #visibility: VisibilityController;
  readonly #includes: Include[] = [];
  #connected = false;
  #client: Client | undefined;
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#visibility = new VisibilityController(host, () => this.#start());
    new ContextConsumer(host, { context: clientContext, subscribe: true, callback: (client) => this.#use(client) });
    host.addController(this);
  }

  /** The nearest provider's client, once there is one. */
  get client(): Client | undefined {
    return this.#client;
  }

  /** Whether the element follows what it shows: connected, and seen by somebody. */
  get follows(): boolean {
    return this.#stops.length > 0;
  }

  /** Whether the club offers an operation; not until it has said so. */
  can(operation: Operation): boolean {
    const able = this.#client && known(this.#client.store.state({ read: 'capabilities' }))?.data[operation];
    return (able ?? 'no') !== 'no';
  }

  /** Adds to what the element reads, from now on. */
  read(include: Include): void {
    this.#includes.push(include);
    if (this.#client && this.#stops.length) this.#stops.push(this.#client.subscribe(include, this.#update));
  }

  hostConnected(): void {
    this.#connected = true;
    this.#start();
  }

  hostDisconnected(): void {
    this.#connected = false;
    // A node that is moved leaves and comes in one task; its requests go on.
    queueMicrotask(() => !this.#connected && this.#stop());
  }

  readonly #update = (): void => this.#host.requestUpdate();

  #use(client: Client | undefined): void {
    if (client === this.#client) return;
    this.#stop();
    this.#client = client;
    this.#start();
    this.#host.requestUpdate();
  }

  #start(): void {
    const client = this.#client;
    if (!client || !this.#connected || !this.#visibility.seen || this.#stops.length) return;
    this.#stops = [client.onSession(this.#update), ...this.#includes.map((include) => client.subscribe(include, this.#update))];
    this.#update();
  }

  #stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}

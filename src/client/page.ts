import type { Client, LoadPart } from './client.js';
import type { VafaConfig } from './config.js';
import { createClient, settings } from './create-client.js';

/** The club of a whole page: its settings from every channel, and the one client that elements without a provider share. */
export class Page {
  /** Brings further parts; the script fetches chunks, the library imports modules. */
  load: LoadPart = () => Promise.resolve(undefined);
  #configured: VafaConfig = {};
  #channels: readonly unknown[] = [];
  #client: Client | undefined;
  readonly #listeners = new Set<() => void>();

  /** The page's settings, the most important channel first. */
  get config(): VafaConfig {
    return settings(this.#configured, ...this.#channels);
  }

  /** The client of the page, made when it is first needed. */
  get client(): Client {
    return (this.#client ??= createClient(this.config, this.load));
  }

  /** Channels below `configure()`: the script's attributes, its address, a JSON block. */
  read(...channels: readonly unknown[]): void {
    this.#channels = channels;
    this.#renew();
  }

  /** Settings given by the page's own script; they add to those given before. */
  configure(config: VafaConfig): void {
    this.#configured = { ...this.#configured, ...config };
    this.#renew();
  }

  /** Calls back when the client is another one. Returns the way to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #renew(): void {
    this.#client?.destroy();
    this.#client = undefined;
    for (const listener of this.#listeners) listener();
  }
}

/** The page this copy of the kit runs on. */
export const page = new Page();

import { english, type Catalog, type MessageKey, type Overrides } from './catalog.js';

/** Brings the catalogue of a language; fails or gives nothing where the kit has none. */
export type CatalogLoader = (language: string) => Promise<unknown>;

/** The catalogues of a page: English at once, others when asked for, the shop's own words over both. */
export class Messages {
  readonly #catalogs = new Map<string, Overrides>([['en', {}]]);
  readonly #overrides = new Map<string, Overrides>();
  readonly #loads = new Map<string, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  readonly #load: CatalogLoader;

  constructor(load: CatalogLoader) {
    this.#load = load;
  }

  /** Adds a language, or more keys of one. */
  add(locale: string, catalog: Overrides): void {
    this.#put(this.#catalogs, locale, catalog);
  }

  /** The shop's own words for some keys of a language; they win over the catalogue. */
  override(locale: string, messages: Overrides): void {
    this.#put(this.#overrides, locale, messages);
  }

  /** Calls back whenever words change; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether texts of this locale can be shown: its catalogue is here, or there is none to wait for. */
  ready(locale: string): boolean {
    const language = languageOf(locale);
    if (this.#catalogs.has(language)) return true;
    if (!this.#loads.has(language)) this.#loads.set(language, this.#fetch(language));
    return false;
  }

  /** The text of a message: `fa-AF`, then `fa`, then English. */
  text(locale: string, key: MessageKey): string {
    for (const tag of [locale, languageOf(locale)]) {
      const found = this.#overrides.get(tag)?.[key] ?? this.#catalogs.get(tag)?.[key];
      if (found !== undefined) return found;
    }
    return english[key] ?? key;
  }

  async #fetch(language: string): Promise<void> {
    // English is better than nothing; the loader has tried twice.
    const found = await this.#load(language).catch(() => undefined);
    this.add(language, isCatalog(found) ? found : {});
  }

  #put(into: Map<string, Overrides>, locale: string, messages: Overrides): void {
    into.set(locale, { ...into.get(locale), ...messages });
    for (const listener of this.#listeners) listener();
  }
}

/** A catalogue is a part of the same build; the compiler holds its keys complete. */
function isCatalog(part: unknown): part is Catalog {
  return typeof part === 'object' && part !== null;
}

/** `fa` of `fa-IR`. */
export function languageOf(locale: string): string {
  return (locale.split('-')[0] ?? locale).toLowerCase();
}

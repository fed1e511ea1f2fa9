import { english, type MessageKey, type Overrides } from './catalog.js';

/** Brings the catalogue of a language (`fa`), or a part of it (`fa-rewards`); fails or gives nothing where the kit has none. */
export type CatalogLoader = (name: string) => Promise<unknown>;

/** The words of a page: English at once, other languages when asked for, the shop's own over both. */
export class Messages {
  readonly #words = new Map<string, Overrides>();
  /** Catalogues and parts by name: being fetched, or here (or never to come). */
  readonly #parts = new Map<string, Promise<void> | true>();
  readonly #listeners = new Set<() => void>();
  readonly #load: CatalogLoader;

  constructor(load: CatalogLoader) {
    this.#load = load;
  }

  /** The shop's own words for some keys of a language; they win over the catalogue, whichever comes first. */
  override(locale: string, messages: Overrides): void {
    this.#words.set(locale, { ...this.#words.get(locale), ...messages });
    this.#tell();
  }

  /** Calls back whenever words change; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether texts of this locale can be shown: its catalogue is here, and the parts with an element's own words; or there is none to wait for. */
  ready(locale: string, parts: readonly string[] = []): boolean {
    const language = languageOf(locale);
    // All are asked for before any is waited for.
    return language === 'en' || [language, ...parts.map((part) => `${language}-${part}`)].map((name) => this.#bring(name)).every((here) => here === true);
  }

  /** Fetches a part ahead of the moment in which its words are shown. */
  async bring(locale: string, part: string): Promise<void> {
    const language = languageOf(locale);
    if (language !== 'en') await this.#bring(`${language}-${part}`);
  }

  /** The text of a message: `fa-AF`, then `fa`, then English. */
  text(locale: string, key: MessageKey): string {
    for (const tag of [locale, languageOf(locale)]) {
      const found = this.#words.get(tag)?.[key];
      if (found !== undefined) return found;
    }
    return english[key] ?? key;
  }

  #bring(name: string): Promise<void> | true {
    const asked = this.#parts.get(name) ?? this.#fetch(name);
    if (!this.#parts.has(name)) this.#parts.set(name, asked);
    return asked;
  }

  async #fetch(name: string): Promise<void> {
    // English is better than nothing; the loader has tried twice.
    const found = await this.#load(name).catch(() => undefined);
    const language = languageOf(name);
    this.#parts.set(name, true);
    if (isCatalog(found)) this.#words.set(language, { ...found, ...this.#words.get(language) });
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A catalogue is a part of the same build; the compiler holds its keys complete. */
function isCatalog(part: unknown): part is Overrides {
  return typeof part === 'object' && part !== null;
}

/** `fa` of `fa-IR`. */
export function languageOf(locale: string): string {
  return (locale.split('-')[0] ?? locale).toLowerCase();
}

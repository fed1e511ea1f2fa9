import type { PortalBackend } from '../../adapters/port.js';
import type { Shop } from '../../domain/shop.schema.js';
import type { ServeConfig } from './config.schema.js';

type Texts = NonNullable<ServeConfig['shop']>['name'];

/** Answers what a shop is, from its configuration, for vendors that know nothing of it. */
export function shopBackend(shop: NonNullable<ServeConfig['shop']>): PortalBackend {
  const { id, timeZone, display, termsUrl } = shop;
  const told = (locale: string | undefined): Shop => ({
    id,
    timeZone,
    display,
    name: inLanguage(shop.name, locale),
    currencies: shop.currencies.map((currency) => ({ ...currency, label: inLanguage(currency.label, locale) })),
    ...(termsUrl !== undefined && { termsUrl }),
  });
  const port = {
    capabilities: async () => ({ shop: 'yes' as const }),
    shop: async (call?: { signal?: AbortSignal | undefined; locale?: string | undefined }) => {
      call?.signal?.throwIfAborted();
      return told(call?.locale);
    },
  };
  return { open: () => port };
}

/** A text in the reader’s language: their own, else its main one, else the first that is written. */
export function inLanguage(texts: Texts, locale = 'en'): string {
  if (typeof texts === 'string') return texts;
  const wanted = [locale, locale.split('-')[0] ?? '', 'en'];
  const found = wanted.find((tag) => Object.hasOwn(texts, tag));
  return (found === undefined ? Object.values(texts)[0] : texts[found]) ?? '';
}

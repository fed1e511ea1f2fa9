import type { PortalBackend } from '../../adapters/port.js';
import { inLanguage } from '../../domain/in-language.js';
import type { Shop } from '../../domain/shop.schema.js';
import type { ServeConfig } from './config.schema.js';

type ConfiguredShop = NonNullable<ServeConfig['shop']>;
type Texts = ConfiguredShop['name'];

/** Answers what a shop is, from its configuration, for vendors that know nothing of it. */
export function shopBackend(shop: ConfiguredShop): PortalBackend {
  const port = {
    capabilities: async () => ({ shop: 'yes' as const }),
    shop: async (call?: { signal?: AbortSignal | undefined; locale?: string | undefined }) => {
      call?.signal?.throwIfAborted();
      return toldShop(shop, call?.locale);
    },
  };
  return { open: () => port };
}

/** A shop as it is told in one language. */
export function toldShop({ id, name, timeZone, currencies, display, termsUrl }: ConfiguredShop, locale: string | undefined): Shop {
  const told = currencies.map((currency) => ({ ...currency, label: textIn(currency.label, locale) }));
  return { id, timeZone, display, name: textIn(name, locale), currencies: told, ...(termsUrl !== undefined && { termsUrl }) };
}

/** The languages in which something of a shop is written; English where nothing is written twice. */
export function languagesOf({ name, currencies }: ConfiguredShop): string[] {
  const tags = [name, ...currencies.map(({ label }) => label)].flatMap((texts) => (typeof texts === 'string' ? [] : Object.keys(texts)));
  return [...new Set(tags.length > 0 ? tags : ['en'])];
}

function textIn(texts: Texts, locale: string | undefined): string {
  return typeof texts === 'string' ? texts : (inLanguage(texts, locale) ?? '');
}

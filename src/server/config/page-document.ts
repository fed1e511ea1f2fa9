import type { PageDocument } from '../../adapters/declarative/page.schema.js';
import { UserError } from '../user-error.js';
import { descriptionOf } from './backends.js';
import type { LoadedConfig } from './config.js';
import type { ServeConfig } from './config.schema.js';
import { languagesOf, toldShop } from './shop-backend.js';

/** What a page must be told, and whom it will ask. */
export interface ForPage {
  readonly document: PageDocument;
  readonly hosts: readonly string[];
}

/**
 * What a page must be told to speak to the vendor itself, without a gateway. It is public, so it is refused for vendors that are
 * signed for with a secret. What is wrong is a `UserError` that names the path.
 */
export async function pageDocumentOf({ config, path }: Pick<LoadedConfig, 'config' | 'path'>): Promise<ForPage> {
  const { backend, shop } = config;
  if (backend.type === 'club' || backend.type === 'compose') throw new UserError(`backend.type is “${backend.type}”: a page speaks to one vendor itself, by a preset or an adapter. Serve this configuration with \`vafa serve\`.`);
  const { document, hosts } = await descriptionOf(backend, 'backend', { path });
  if (document.auth.type !== 'member') throw new UserError(`backend: this vendor is signed for with “${document.auth.type}”, and everything in a page is public. Only a vendor that answers a member’s own token ("auth": {"type": "member"}) can be asked from a page; serve this one with \`vafa serve\`.`);
  if (document.auth.more) throw new UserError('backend: auth.more holds secrets, and everything in a page is public. Serve this vendor with `vafa serve`.');
  // What only people and tools read stays at home.
  const { $schema: _, verified: __, cannot: ___, title: ____, ...adapter } = document;
  const told: PageDocument = { format: 1, ...(shop && { shop: shopsOf(shop) }), adapter, ...(backend.settings && { settings: backend.settings }) };
  return { document: told, hosts: [...hosts] };
}

function shopsOf(shop: NonNullable<ServeConfig['shop']>): NonNullable<PageDocument['shop']> {
  return Object.fromEntries(languagesOf(shop).map((locale) => [locale, toldShop(shop, locale)]));
}

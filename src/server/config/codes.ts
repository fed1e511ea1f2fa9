import { secretOf, MissingSecret, type Secrets } from '../../adapters/declarative/secrets.js';
import type { Fetch } from '../../adapters/declarative/transport.js';
import type { CodeIssuer } from '../club/issuer.js';
import { ShopifyDiscountIssuer } from '../issuers/shopify.js';
import { WooCommerceCouponIssuer } from '../issuers/woocommerce.js';
import { messageOf } from '../settings.js';
import { UserError } from '../user-error.js';
import type { CodesConfig } from './config.schema.js';

/** What makers of codes are made with. */
export interface CodesParts {
  readonly secrets: Secrets;
  readonly fetch: Fetch;
  readonly now?: (() => Date) | undefined;
}

/** The maker of codes of a configuration. What is wrong is a `UserError` that names the path. */
export function issuerFrom(codes: CodesConfig | undefined, parts: CodesParts): CodeIssuer | undefined {
  if (!codes) return undefined;
  try {
    return issuerOf(codes, parts);
  } catch (thrown) {
    throw new UserError(thrown instanceof MissingSecret ? thrown.message : messageOf(thrown));
  }
}

function issuerOf(codes: CodesConfig, { secrets, fetch, now }: CodesParts): CodeIssuer {
  // Missing at the start, it should be said at once; later it is looked up anew, because it may be replaced.
  const kept = (name: string, reference: string) => {
    secretOf(secrets, `codes.${name}`, reference);
    return () => secretOf(secrets, `codes.${name}`, reference);
  };
  const { codeSecret, currency, decimals, prefix } = codes;
  const common = { currency, decimals, prefix, fetch, now, ...(codeSecret !== undefined && { key: kept('codeSecret', codeSecret) }) };
  switch (codes.type) {
    case 'shopify-discount':
      return new ShopifyDiscountIssuer({ ...common, shop: codes.shop, token: kept('token', codes.token), apiVersion: codes.apiVersion });
    case 'woocommerce-coupon':
      return new WooCommerceCouponIssuer({ ...common, url: codes.url, consumerKey: kept('key', codes.key), secret: kept('secret', codes.secret) });
    default:
      return codes satisfies never;
  }
}

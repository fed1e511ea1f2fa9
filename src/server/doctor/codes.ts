import { hiding } from '../../adapters/declarative/hiding.js';
import { secretOf, type Secrets } from '../../adapters/declarative/secrets.js';
import type { Fetch } from '../../adapters/declarative/transport.js';
import type { CodesConfig } from '../config/config.schema.js';
import { mendable } from '../settings.js';
import { shopifyAddress } from '../issuers/shopify.js';
import { couponsAddress } from '../issuers/woocommerce.js';
import { shopifyCodes } from './codes-shopify.js';
import { wooCommerceCodes } from './codes-woocommerce.js';
import type { Finding } from './examine.js';
import { Questions, Stopped } from './questions.js';
import type { Sound } from './sound.js';

/** What a check of codes needs. */
export interface CodesExamination {
  readonly secrets: Secrets;
  readonly fetch: Fetch;
}

/** Whether the shop system would make codes, found out without making one. A secret that is missing is a `MissingSecret`, an address that cannot be a `UserError`. */
export async function examineCodes(codes: CodesConfig, { secrets, fetch }: CodesExamination): Promise<Finding> {
  const kept = hiding(8);
  const keptSecrets = kept.secrets(secrets);
  const secret = (name: string, reference: string): string => secretOf(keptSecrets, `codes.${name}`, reference);
  // Codes may be derived from a secret of their own, without which the gateway does not start.
  if (codes.codeSecret !== undefined) secret('codeSecret', codes.codeSecret);
  switch (codes.type) {
    case 'shopify-discount': {
      const url = mendable(() => shopifyAddress(codes));
      const questions = new Questions({ vendor: 'Shopify', unreached: 'Check codes.shop: it must be the permanent domain of a shop that is there, like my-shop.myshopify.com.', fetch, hide: kept.hide });
      return found(questions, shopifyCodes(questions, { url, token: secret('token', codes.token), currency: codes.currency }));
    }
    case 'woocommerce-coupon': {
      const coupons = mendable(() => couponsAddress(codes.url));
      const questions = new Questions({ vendor: 'WooCommerce', unreached: 'Check codes.url: it must be where WordPress is, at its final https address. A shop inside your network must be named in privateHosts.', fetch, hide: kept.hide });
      const proof = kept.keep(Buffer.from(`${secret('key', codes.key)}:${secret('secret', codes.secret)}`).toString('base64'));
      return found(questions, wooCommerceCodes(questions, { coupons, proof, currency: codes.currency }));
    }
    default:
      return codes satisfies never;
  }
}

async function found({ exchanges: requests }: Questions, check: Promise<Sound>): Promise<Finding> {
  try {
    return { operation: 'codes', outcome: 'ok', requests, ...(await check) };
  } catch (thrown) {
    if (!(thrown instanceof Stopped)) throw thrown;
    return { operation: 'codes', outcome: 'broken', stage: thrown.stage, says: thrown.message, advice: thrown.advice, requests };
  }
}

import * as z from 'zod/mini';
import type { Fetch } from '../../adapters/declarative/transport.js';
import { CodeRefused, type CodeIssuer, type CodeWish, type IssuedCode, type RevokeWish } from '../club/issuer.js';
import { derivedCode, type CodeShape } from './derived-code.js';
import { promisedBy, wholeSeconds, type Promised, type ShopMoney } from './promised.js';
import { changed, envelope, found, requests, type Changed, type ShopifyDiscount } from './shopify-queries.js';
import { askVendor, checkStatus, isTakenBack, names, noteOf, takenBackNote } from './vendor.js';

/** How discounts of a Shopify shop are made. */
export interface ShopifyDiscountOptions extends ShopMoney, Partial<CodeShape> {
  /** The shop's permanent domain, e.g. `my-shop.myshopify.com`. */
  readonly shop: string;
  /** An access token with `write_discounts`; asked for at each use, because it may be replaced. */
  readonly token: () => string;
  /** Of the Admin API; `2026-10` by default. */
  readonly apiVersion?: string | undefined;
  readonly fetch: Fetch;
  readonly now?: (() => Date) | undefined;
}

type Call = { readonly signal: AbortSignal };
const where = 'codes.shop';
// `context` of a discount is there since then.
const oldestVersion = '2025-10';

/** Where the Admin API of a shop answers. Fails, naming the setting, where that cannot be. */
export function shopifyAddress({ shop, apiVersion = '2026-10' }: Pick<ShopifyDiscountOptions, 'shop' | 'apiVersion'>): string {
  if (!/^[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com$/.test(shop)) throw new Error(`${where} is “${shop}”. It must be like my-shop.myshopify.com.`);
  if (!/^20\d\d-(01|04|07|10)$/.test(apiVersion) || apiVersion < oldestVersion) throw new Error(`codes.apiVersion is “${apiVersion}”. It must be a version of the Admin API, ${oldestVersion} or newer.`);
  return `https://${shop}/admin/api/${apiVersion}/graphql.json`;
}

/** Codes as discounts of a Shopify shop, by its Admin API. */
export class ShopifyDiscountIssuer implements CodeIssuer {
  readonly #url: string;

  constructor(private readonly options: ShopifyDiscountOptions) {
    this.#url = shopifyAddress(options);
  }

  async issue(wish: CodeWish, call: Call): Promise<IssuedCode> {
    const code = this.#codeOf(wish.redemptionId);
    const promised = promisedBy(wish, this.options);
    const { userErrors } = await this.#create(promised.kind === 'shipping' ? 'shipping' : 'basic', this.#discount(code, noteOf(wish.rewardId, wish.redemptionId), promised), call, true);
    if (isTaken(userErrors)) return this.#known(code, wish, call);
    checkErrors(userErrors, true);
    return { code };
  }

  async revoke({ redemptionId, code: given }: RevokeWish, call: Call): Promise<'revoked' | 'used'> {
    const code = given ?? this.#codeOf(redemptionId);
    const known = (await this.#find(code, call)) ?? (await this.#hold(code, redemptionId, call));
    // A code that was never given, and that somebody else has: it is none of ours.
    if (given === undefined && !names(known.codeDiscount.title, redemptionId)) return 'revoked';
    if (isUsed(known)) return 'used';
    if (isOver(known)) return 'revoked';
    const { codeDiscountNode, userErrors } = await this.#ask(requests.deactivate, { id: known.id }, changed, call).then((told) => told.changed);
    checkErrors(userErrors, false);
    // Somebody may have used it in between.
    return codeDiscountNode && isUsed(codeDiscountNode) ? 'used' : 'revoked';
  }

  // Shopify has such a code: made when the answer got lost, taken back, or somebody else's.
  async #known(code: string, { redemptionId }: CodeWish, call: Call): Promise<IssuedCode> {
    const known = await this.#find(code, call);
    if (!known) throw new Error('Shopify says that the code is there already, and does not show it yet.');
    const { title } = known.codeDiscount;
    if (!names(title, redemptionId)) throw new CodeRefused('Another discount of the shop has this very code already. Choose another codes.prefix.');
    if (isTakenBack(title) || (isOver(known) && !isUsed(known))) throw new CodeRefused('The discount was taken back.');
    return { code };
  }

  // Nothing is there to be taken back, but it may be on its way: what has the code first keeps it.
  async #hold(code: string, redemptionId: string, call: Call): Promise<ShopifyDiscount> {
    const nothing = this.#discount(code, takenBackNote(redemptionId), { kind: 'amount', amount: '1', minimum: '99999999' });
    const { codeDiscountNode, userErrors } = await this.#create('basic', nothing, call, false);
    if (!isTaken(userErrors)) checkErrors(userErrors, false);
    const known = codeDiscountNode ?? (await this.#find(code, call));
    if (known) return known;
    throw new Error('Shopify says that the code is there already, and does not show it yet.');
  }

  #codeOf(redemptionId: string): string {
    const { prefix, key = this.options.token } = this.options;
    return derivedCode({ prefix, key }, redemptionId);
  }

  #discount(code: string, title: string, promised: Promised): object {
    const { now = () => new Date() } = this.options;
    return {
      code,
      title,
      // A little before, because Shopify's clock may be behind ours.
      startsAt: wholeSeconds(new Date(now().getTime() - 60_000)),
      ...(promised.until !== undefined && { endsAt: promised.until }),
      usageLimit: 1,
      context: { all: 'ALL' },
      ...(promised.minimum !== undefined && { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: promised.minimum } } }),
      ...(promised.kind === 'shipping' ? { destination: { all: true } } : { customerGets: getsOf(promised) }),
    };
  }

  #create(request: 'basic' | 'shipping', discount: object, call: Call, wishing: boolean): Promise<Changed> {
    return this.#ask(requests[request], { discount }, changed, call, wishing).then((told) => told.changed);
  }

  async #find(code: string, call: Call): Promise<ShopifyDiscount | null> {
    return (await this.#ask(requests.find, { code }, found, call)).found;
  }

  async #ask<T extends z.ZodMiniType>(query: string, variables: object, schema: T, { signal }: Call, wishing = false): Promise<z.infer<T>> {
    const { fetch, token } = this.options;
    const headers = { 'X-Shopify-Access-Token': token() };
    const told = await askVendor({ vendor: 'Shopify', fetch, url: this.#url, method: 'POST', headers, body: { query, variables }, signal, where, credentials: 'codes.token', throttled });
    checkStatus('Shopify', told, wishing);
    const { data, errors = [] } = z.safeParse(envelope, told.body).data ?? {};
    const code = errors[0]?.extensions?.code;
    if (code === 'ACCESS_DENIED') throw new Error('Shopify denies access: the app of codes.token needs the scopes read_discounts and write_discounts.');
    const parsed = z.safeParse(schema, data);
    if (errors.length > 0 || !parsed.success) throw new Error(`Shopify answered ${errors.length > 0 ? `an error (${/^\w{1,60}$/.exec(code ?? '')?.[0] ?? 'without a code'})` : 'what its documentation does not say'}. Is codes.apiVersion one that it serves?`);
    return parsed.data;
  }
}

function getsOf(promised: Exclude<Promised, { kind: 'shipping' }>): object {
  const { kind, amount } = promised;
  if (kind === 'amount') return { items: { all: true }, value: { discountAmount: { amount, appliesOnEachItem: false } } };
  // Shopify's discounts on goods count for every piece in the cart, unless they are an amount of money, once.
  if (amount === undefined) throw new CodeRefused('A product as a discount of Shopify needs its price: a share of 100 % would give every piece in the cart away. Write it as worth of the reward into the program.');
  const [, type = 'ProductVariant', id] = /^(?:gid:\/\/shopify\/(Product|ProductVariant)\/)?(\d{1,20})$/.exec(promised.product) ?? [];
  if (id === undefined) throw new CodeRefused('The product of the reward is no id of Shopify. Write the number of a variant, or gid://shopify/Product/… or gid://shopify/ProductVariant/…, into the program.');
  const which = type === 'Product' ? 'productsToAdd' : 'productVariantsToAdd';
  return { items: { products: { [which]: [`gid://shopify/${type}/${id}`] } }, value: { discountAmount: { amount, appliesOnEachItem: false } } };
}

function throttled(body: unknown): number | undefined {
  const told = z.safeParse(envelope, body);
  if (!told.success || !told.data.errors?.some(({ extensions }) => extensions?.code === 'THROTTLED')) return undefined;
  const { requestedQueryCost = 0, throttleStatus } = told.data.extensions?.cost ?? {};
  if (!throttleStatus || throttleStatus.restoreRate <= 0) return 1_000;
  return Math.max(100, ((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate) * 1_000);
}

function isTaken(userErrors: Changed['userErrors']): boolean {
  return userErrors.some(({ code, field }) => code === 'TAKEN' && (field?.includes('code') ?? true));
}

// Their words may repeat what was sent; the code and the field say enough.
function checkErrors(userErrors: Changed['userErrors'], wishing: boolean): void {
  const [first] = userErrors;
  if (!first) return;
  const says = `Shopify refused the discount: ${first.code ?? 'no code'}${first.field ? ` at ${first.field.join('.')}` : ''}.`;
  throw wishing && first.code !== 'INTERNAL_ERROR' ? new CodeRefused(says) : new Error(says);
}

function isUsed({ codeDiscount }: ShopifyDiscount): boolean {
  return (codeDiscount.asyncUsageCount ?? 0) > 0;
}

function isOver({ codeDiscount }: ShopifyDiscount): boolean {
  return codeDiscount.status === 'EXPIRED';
}

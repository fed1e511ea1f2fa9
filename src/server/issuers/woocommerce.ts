import * as z from 'zod/mini';
import type { Fetch } from '../../adapters/declarative/transport.js';
import { CodeRefused, type CodeIssuer, type CodeWish, type IssuedCode, type RevokeWish } from '../club/issuer.js';
import { derivedCode, type CodeShape } from './derived-code.js';
import { promisedBy, type Promised, type ShopMoney } from './promised.js';
import { askVendor, checkStatus, isTakenBack, names, noteOf, takenBackNote, type Told } from './vendor.js';

/** How coupons of a WooCommerce shop are made. */
export interface WooCommerceCouponOptions extends ShopMoney, Partial<CodeShape> {
  /** Where WordPress is, e.g. `https://shop.example`; https only. */
  readonly url: string;
  /** The consumer key of a REST API key that may read and write. */
  readonly consumerKey: () => string;
  /** Its consumer secret. */
  readonly secret: () => string;
  readonly fetch: Fetch;
  readonly now?: (() => Date) | undefined;
}

const coupon = z.object({
  id: z.number(),
  code: z.string(),
  usage_count: z._default(z.number(), 0),
  description: z.optional(z.string()),
  date_expires_gmt: z.nullish(z.string()),
  meta_data: z._default(z.array(z.object({ key: z.string(), value: z.unknown() })), []),
});
type Coupon = z.infer<typeof coupon>;
const fault = z.object({ code: z.string() });

type Call = { readonly signal: AbortSignal };
const vendor = 'WooCommerce';
const metaKey = 'vafa_redemption';
// What ended then is good for nobody, whatever the shop's time zone.
const longAgo = '2000-01-01T00:00:00Z';

/** Where the coupons of a shop are. Fails, naming the setting, where that cannot be. */
export function couponsAddress(url: string): string {
  const { protocol, username, password, search, hash, origin, pathname } = new URL(url);
  if (protocol !== 'https:' || username || password || search || hash) throw new Error('codes.url must be an https address like https://shop.example: keys do not travel in the open.');
  return `${origin}${pathname.replace(/\/+$/, '')}/wp-json/wc/v3/coupons`;
}

/** Codes as coupons of a WooCommerce shop, by its REST API. */
export class WooCommerceCouponIssuer implements CodeIssuer {
  readonly #url: string;

  constructor(private readonly options: WooCommerceCouponOptions) {
    this.#url = couponsAddress(options.url);
  }

  async issue(wish: CodeWish, call: Call): Promise<IssuedCode> {
    const { redemptionId, rewardId } = wish;
    const code = this.#codeOf(redemptionId);
    const made = await this.#create({ code, description: noteOf(rewardId, redemptionId), ...bodyOf(promisedBy(wish, this.options)) }, redemptionId, call, true);
    // WooCommerce looks whether there is such a code and then makes it: two who ask at once may both have made one.
    const known = await this.#find(code, call);
    if (!known) throw new Error('WooCommerce does not show the coupon yet.');
    if (made && known.id !== made.id) await this.#delete(made.id, call);
    if (!isOurs(known, redemptionId)) throw new CodeRefused('Another coupon of the shop has this very code already. Choose another codes.prefix.');
    if (isTakenBack(known.description) || (this.#isOver(known) && known.usage_count === 0)) throw new CodeRefused('The coupon was taken back.');
    return { code };
  }

  async revoke({ redemptionId, code: given }: RevokeWish, call: Call): Promise<'revoked' | 'used'> {
    const code = given ?? this.#codeOf(redemptionId);
    // Made worthless, and looked at again: one that was on its way may have come before it. Deleting would leave room for another.
    for (let tried = 0; tried < 3; tried += 1) {
      const known = await this.#find(code, call);
      if (known && given === undefined && !isOurs(known, redemptionId)) return 'revoked';
      if (known && known.usage_count > 0) return 'used';
      if (known && this.#isOver(known)) return 'revoked';
      if (known) await this.#end(known.id, call);
      else await this.#create({ code, description: takenBackNote(redemptionId), discount_type: 'fixed_cart', amount: '0', date_expires: longAgo }, redemptionId, call, false);
    }
    throw new Error('WooCommerce does not show that the coupon has ended.');
  }

  #codeOf(redemptionId: string): string {
    const { prefix, key = this.options.secret } = this.options;
    return derivedCode({ prefix, key }, redemptionId);
  }

  #isOver({ date_expires_gmt: ends }: Coupon): boolean {
    const { now = () => new Date() } = this.options;
    return ends !== null && ends !== undefined && Date.parse(/Z$|[+-]\d\d:\d\d$/.test(ends) ? ends : `${ends}Z`) <= now().getTime();
  }

  /** Makes a coupon; `undefined` when there is one of that code. */
  async #create(body: object, redemptionId: string, call: Call, wishing: boolean): Promise<Coupon | undefined> {
    const told = await this.#ask('POST', '', call, { ...body, usage_limit: 1, meta_data: [{ key: metaKey, value: redemptionId }] });
    if (told.status === 400 && faultOf(told) === 'woocommerce_rest_coupon_code_already_exists') return undefined;
    checkStatus(vendor, told, wishing, faultOf(told));
    return read(coupon, told);
  }

  async #find(code: string, call: Call): Promise<Coupon | undefined> {
    const told = await this.#ask('GET', `?code=${encodeURIComponent(code)}`, call);
    checkStatus(vendor, told, false, faultOf(told));
    // It keeps codes in small letters.
    return read(z.array(coupon), told).find((each) => each.code.toLowerCase() === code.toLowerCase());
  }

  async #end(id: number, call: Call): Promise<void> {
    const told = await this.#ask('PUT', `/${id}`, call, { date_expires: longAgo });
    checkStatus(vendor, told, false, faultOf(told));
  }

  async #delete(id: number, call: Call): Promise<void> {
    const told = await this.#ask('DELETE', `/${id}?force=true`, call);
    if (told.status !== 404) checkStatus(vendor, told, false, faultOf(told));
  }

  #ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, { signal }: Call, body?: object): Promise<Told> {
    const { fetch, consumerKey, secret } = this.options;
    const headers = { Authorization: `Basic ${Buffer.from(`${consumerKey()}:${secret()}`).toString('base64')}` };
    return askVendor({ vendor, fetch, url: `${this.#url}${path}`, method, headers, ...(body && { body }), signal, where: 'codes.url', credentials: 'codes.key and codes.secret' });
  }
}

function bodyOf(promised: Promised): object {
  const { minimum, until } = promised;
  // Of the two fields for it WooCommerce takes this one; with the Z it is no local time.
  const common = { ...(minimum !== undefined && { minimum_amount: minimum }), ...(until !== undefined && { date_expires: until }) };
  switch (promised.kind) {
    case 'amount':
      return { ...common, discount_type: 'fixed_cart', amount: promised.amount };
    case 'shipping':
      return { ...common, discount_type: 'fixed_cart', amount: '0', free_shipping: true };
    case 'product':
      if (!/^\d{1,15}$/.test(promised.product)) throw new CodeRefused('The product of the reward is no id of WooCommerce. Write the number of the product into the program.');
      return { ...common, discount_type: 'percent', amount: '100', product_ids: [Number(promised.product)], limit_usage_to_x_items: 1 };
    default:
      return promised satisfies never;
  }
}

function isOurs({ description, meta_data: meta }: Coupon, redemptionId: string): boolean {
  return names(description, redemptionId) || meta.some(({ key, value }) => key === metaKey && value === redemptionId);
}

function faultOf({ body }: Told): string | undefined {
  return z.safeParse(fault, body).data?.code;
}

function read<T extends z.ZodMiniType>(schema: T, { body }: Told): z.infer<T> {
  const parsed = z.safeParse(schema, body);
  if (parsed.success) return parsed.data;
  throw new Error('WooCommerce answered what its documentation does not say.');
}

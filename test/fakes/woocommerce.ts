import type { Fetch } from '../../src/adapters/declarative/transport.js';
import { Faults } from './faults.js';

/** A coupon as WooCommerce keeps it. */
export interface FakeCoupon {
  readonly id: number;
  readonly code: string;
  readonly description: string;
  readonly amount: string;
  readonly discount_type: string;
  readonly free_shipping: boolean;
  readonly minimum_amount: string;
  readonly product_ids: readonly number[];
  readonly limit_usage_to_x_items: number | null;
  readonly usage_limit: number | null;
  readonly meta_data: readonly { readonly key: string; readonly value: unknown }[];
  date_expires_gmt: string | null;
  usage_count: number;
}

/** A WooCommerce shop's coupons, as its REST API (wc/v3) and its source behave. */
export class WooCommerceFake {
  coupons: FakeCoupon[] = [];
  readonly faults = new Faults();
  readonly seen: { readonly name: string; readonly url: string; readonly redirect: unknown }[] = [];
  currency = 'EUR';
  /** What the key was made for, and whether its owner manages the shop. */
  permission: 'read' | 'read_write' = 'read_write';
  manages = true;
  #count = 100;

  constructor(
    readonly key: string,
    readonly secret: string,
    readonly now: () => Date,
  ) {}

  /** The newest of that code, as a cart takes it. */
  byCode(code: string): FakeCoupon | undefined {
    return this.coupons.findLast((each) => each.code === code.toLowerCase());
  }

  isGood({ date_expires_gmt: ends, usage_count: used, usage_limit: most }: FakeCoupon): boolean {
    return (ends === null || Date.parse(`${ends}Z`) > this.now().getTime()) && used < (most ?? Infinity);
  }

  /** Somebody pays with a code; answers whether it was good. */
  use(code: string): boolean {
    const known = this.byCode(code);
    if (!known || !this.isGood(known)) return false;
    known.usage_count += 1;
    return true;
  }

  readonly fetch: Fetch = async (address, { method = 'GET', headers, body, signal, redirect }) => {
    signal?.throwIfAborted();
    const url = new URL(address);
    this.seen.push({ name: method, url: address, redirect });
    return this.faults.play(method, async () => {
      const proof = `Basic ${btoa(`${this.key}:${this.secret}`)}`;
      if (new Headers(headers).get('authorization') !== proof) return refused(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
      if (method !== 'GET' && this.permission === 'read') return refused(401, 'woocommerce_rest_authentication_error', 'The API key provided does not have write permissions.');
      if (url.pathname === '/wp-json/wc/v3/data/currencies/current') return this.manages ? Response.json({ code: this.currency, name: 'Euro', symbol: '&euro;' }) : refused(403, 'woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.');
      // A batch of nothing is answered with nothing.
      if (method === 'POST' && url.pathname === '/wp-json/wc/v3/coupons/batch') return body === '{}' ? Response.json([]) : refused(400, 'rest_invalid_param', 'Not played here.');
      const path = /^\/wp-json\/wc\/v3\/coupons(?:\/(\d+))?$/.exec(url.pathname);
      if (!path) return refused(404, 'rest_no_route', 'No route was found matching the URL and request method.');
      const written = typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : {};
      if (method === 'POST') return this.#create(written);
      if (method === 'GET') return Response.json(this.#list(url.searchParams));
      return this.#change(method, Number(path[1]), written, url.searchParams.get('force') === 'true');
    });
  };

  #list(asked: URLSearchParams): object[] {
    const code = asked.get('code');
    const found = code === null ? this.coupons.toReversed().slice(0, Number(asked.get('per_page') ?? 10)) : [this.byCode(code)].flatMap((each) => each ?? []);
    return asked.get('_fields') === 'id' ? found.map(({ id }) => ({ id })) : found;
  }

  async #create(written: Record<string, unknown>): Promise<Response> {
    const code = String(written.code ?? '').toLowerCase();
    if (code === '') return refused(400, 'woocommerce_rest_empty_coupon_code', 'The coupon code cannot be empty.');
    if (typeof written.amount !== 'string') return refused(400, 'rest_invalid_param', 'Invalid parameter(s): amount');
    if (this.byCode(code)) return refused(400, 'woocommerce_rest_coupon_code_already_exists', `The coupon code already exists: ${code}`);
    // It looks, and then it makes: no index keeps two from doing so at once.
    await Promise.resolve();
    const made: FakeCoupon = { id: (this.#count += 1), ...{ description: '', amount: '0.00', discount_type: 'fixed_cart', free_shipping: false, minimum_amount: '0.00', product_ids: [], limit_usage_to_x_items: null, usage_limit: null, meta_data: [] }, ...written, code, date_expires_gmt: inGmt(written.date_expires), usage_count: 0 };
    this.coupons.push(made);
    return Response.json(made, { status: 201 });
  }

  #change(method: string, id: number, written: Record<string, unknown>, force: boolean): Response {
    const known = this.coupons.find((each) => each.id === id);
    if (!known) return refused(404, 'woocommerce_rest_shop_coupon_invalid_id', 'Invalid ID.');
    if (method === 'DELETE') {
      if (!force) return refused(501, 'woocommerce_rest_trash_not_supported', 'The coupon does not support trashing.');
      this.coupons = this.coupons.filter((each) => each !== known);
    } else if ('date_expires' in written) known.date_expires_gmt = inGmt(written.date_expires);
    return Response.json(known);
  }
}

// What has a zone is read by it; anything else is local time of the shop, here three and a half hours before Greenwich.
// Parts of a second are none of what it knows.
function inGmt(written: unknown): string | null {
  if (typeof written !== 'string') return null;
  const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(written);
  return new Date(zoned ? written : `${written.slice(0, 19)}+03:30`).toISOString().slice(0, 19);
}

function refused(status: number, code: string, message: string): Response {
  return Response.json({ code, message, data: { status } }, { status });
}

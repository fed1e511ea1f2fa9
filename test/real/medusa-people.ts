import type { Medusa } from './medusa-server.js';

/** What Medusa answers, as far as it is read here. */
interface Answer {
  readonly token: string;
  readonly api_key: { readonly id: string; readonly token: string };
  readonly sales_channels: readonly { readonly id: string }[];
  readonly region: { readonly id: string };
  readonly product: { readonly variants: readonly { readonly id: string }[] };
  readonly customer: { readonly id: string; readonly first_name: string };
  readonly store_credit_account: { readonly id: string; readonly code: string };
  readonly cart: { readonly id: string };
  readonly order: { readonly id: string; readonly items: readonly { readonly id: string }[] };
}

/** Somebody who speaks to Medusa. */
export class Caller {
  constructor(
    private readonly host: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same with further headers. */
  with(headers: Readonly<Record<string, string>>): Caller {
    return new Caller(this.host, { ...this.headers, ...headers });
  }

  get(path: string): Promise<Answer> {
    return this.#ask('GET', path);
  }

  post(path: string, body: object = {}): Promise<Answer> {
    return this.#ask('POST', path, body);
  }

  async #ask(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`http://${this.host}${path}`, { method, headers: { 'content-type': 'application/json', ...this.headers }, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Medusa answers ${method} ${path} with ${answer.status}: ${text}`);
    return JSON.parse(text) as Answer;
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A shop that its owner set up: keys, a country to sell to, something to buy. */
export class Shop {
  private constructor(
    private readonly host: string,
    private readonly owner: Caller,
    /** For servers of the shop's own, such as the gateway. */
    readonly secretKey: string,
    private readonly publishable: string,
    private readonly regionId: string,
    private readonly variantId: string,
  ) {}

  static async open({ host, owner: { email, password } }: Medusa): Promise<Shop> {
    const { token } = await new Caller(host).post('/auth/user/emailpass', { email, password });
    const owner = new Caller(host, bearer(token));
    const secret = (await owner.post('/admin/api-keys', { title: 'Vafa', type: 'secret' })).api_key;
    const publishable = (await owner.post('/admin/api-keys', { title: 'Shop', type: 'publishable' })).api_key;
    const channels = (await owner.get('/admin/sales-channels')).sales_channels.map(({ id }) => id);
    await owner.post(`/admin/api-keys/${publishable.id}/sales-channels`, { add: channels });
    const { region } = await owner.post('/admin/regions', { name: 'Germany', currency_code: 'eur', countries: ['de'], payment_providers: ['pp_system_default'] });
    const { product } = await owner.post('/admin/products', {
      title: 'Tea',
      status: 'published',
      options: [{ title: 'Size', values: ['100 g'] }],
      variants: [{ title: '100 g', manage_inventory: false, options: { Size: '100 g' }, prices: [{ currency_code: 'eur', amount: 7.5 }] }],
      sales_channels: channels.map((id) => ({ id })),
    });
    return new Shop(host, owner, secret.token, publishable.token, region.id, product.variants[0]?.id ?? '');
  }

  /** Whoever looks at the shop; with a token of theirs, whoever is signed in. */
  visitor(token?: string): Caller {
    return new Caller(this.host, { 'x-publishable-api-key': this.publishable, ...(token && bearer(token)) });
  }

  /** Signs somebody up and in, as the shop's own page would. */
  async signUp(email: string, name: string): Promise<Shopper> {
    const login = { email, password: 'a-password-of-the-test' };
    const { token: registration } = await this.visitor().post('/auth/customer/emailpass/register', login);
    const { customer } = await this.visitor(registration).post('/store/customers', { email, first_name: name });
    const { token } = await this.visitor().post('/auth/customer/emailpass', login);
    return { id: customer.id, email, token };
  }

  /** Gives a customer an account for credit; answers its id. */
  async openAccount({ id }: Shopper): Promise<string> {
    return (await this.owner.post('/admin/store-credit-accounts', { customer_id: id, currency_code: 'eur' })).store_credit_account.id;
  }

  /** Gives credit, as the owner does in the admin. */
  async credit(account: string, amount: number, note?: string): Promise<void> {
    await this.owner.post(`/admin/store-credit-accounts/${account}/credit`, { amount, note });
  }

  /** Makes credit that belongs to nobody yet; answers the code of it. */
  async voucher(amount: number): Promise<string> {
    const { id, code } = (await this.owner.post('/admin/store-credit-accounts', { currency_code: 'eur' })).store_credit_account;
    await this.credit(id, amount);
    return code;
  }

  /** Adds the credit of a code to a customer's own. */
  async claim({ token }: Shopper, code: string): Promise<void> {
    await this.visitor(token).post('/store/store-credit-accounts/claim', { code });
  }

  /** Takes credit back. */
  async debit(account: string, amount: number, note?: string): Promise<void> {
    await this.owner.post(`/admin/store-credit-accounts/${account}/debit`, { amount, note });
  }

  /** Buys so many parcels of tea and pays with credit alone; answers the order. */
  async buy({ email, token }: Shopper, quantity: number): Promise<Answer['order']> {
    const me = this.visitor(token);
    const { cart } = await me.post('/store/carts', { region_id: this.regionId, email });
    await me.post(`/store/carts/${cart.id}/line-items`, { variant_id: this.variantId, quantity });
    await me.post(`/store/carts/${cart.id}/store-credits`);
    return (await me.post(`/store/carts/${cart.id}/complete`)).order;
  }

  /** Leaves fewer parcels in an order, and gives back what they cost as credit. */
  async takeOut({ id, items }: Answer['order'], quantity: number, amount: number): Promise<void> {
    const edits = '/admin/order-edits';
    await this.owner.post(edits, { order_id: id });
    await this.owner.post(`${edits}/${id}/items/item/${items[0]?.id ?? ''}`, { quantity });
    await this.owner.post(`${edits}/${id}/request`);
    await this.owner.post(`${edits}/${id}/confirm`);
    await this.owner.post(`/admin/orders/${id}/credit-lines`, { amount: -amount, reference: 'order', reference_id: id });
  }
}

/** Somebody with an account at the shop, signed in. */
export interface Shopper {
  readonly id: string;
  readonly email: string;
  /** What the shop's page knows them by. */
  readonly token: string;
}

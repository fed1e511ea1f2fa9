import { buildSchema, execute, parse, validate } from 'graphql';
import type { Fetch } from '../../src/adapters/declarative/transport.js';
import { Faults } from './faults.js';

/** The part of the Admin API that makes discounts, and that says what an app may do, from Shopify's documentation of 2026-10. */
const schema = buildSchema(`
  scalar DateTime
  scalar Decimal
  enum DiscountBuyerSelection { ALL }
  enum DiscountStatus { ACTIVE EXPIRED SCHEDULED }
  enum DiscountErrorCode { TAKEN BLANK INVALID GREATER_THAN END_DATE_BEFORE_START_DATE INTERNAL_ERROR VALUE_OUTSIDE_RANGE }

  input DiscountContextInput { all: DiscountBuyerSelection }
  input DiscountMinimumSubtotalInput { greaterThanOrEqualToSubtotal: Decimal }
  input DiscountMinimumRequirementInput { subtotal: DiscountMinimumSubtotalInput }
  input DiscountAmountInput { amount: Decimal appliesOnEachItem: Boolean }
  input DiscountCustomerGetsValueInput { discountAmount: DiscountAmountInput percentage: Float }
  input DiscountProductsInput { productsToAdd: [ID!] productVariantsToAdd: [ID!] }
  input DiscountItemsInput { all: Boolean products: DiscountProductsInput }
  input DiscountCustomerGetsInput { value: DiscountCustomerGetsValueInput items: DiscountItemsInput }
  input DiscountShippingDestinationSelectionInput { all: Boolean }
  input DiscountCodeBasicInput {
    title: String code: String startsAt: DateTime endsAt: DateTime usageLimit: Int appliesOncePerCustomer: Boolean
    context: DiscountContextInput customerGets: DiscountCustomerGetsInput minimumRequirement: DiscountMinimumRequirementInput
  }
  input DiscountCodeFreeShippingInput {
    title: String code: String startsAt: DateTime endsAt: DateTime usageLimit: Int appliesOncePerCustomer: Boolean
    context: DiscountContextInput destination: DiscountShippingDestinationSelectionInput minimumRequirement: DiscountMinimumRequirementInput
  }

  type DiscountCodeBasic { title: String! status: DiscountStatus! asyncUsageCount: Int! endsAt: DateTime }
  type DiscountCodeFreeShipping { title: String! status: DiscountStatus! asyncUsageCount: Int! endsAt: DateTime }
  type DiscountCodeBxgy { title: String! status: DiscountStatus! asyncUsageCount: Int! endsAt: DateTime }
  type DiscountCodeApp { title: String! status: DiscountStatus! asyncUsageCount: Int! endsAt: DateTime }
  union DiscountCode = DiscountCodeBasic | DiscountCodeFreeShipping | DiscountCodeBxgy | DiscountCodeApp
  type DiscountCodeNode { id: ID! codeDiscount: DiscountCode! }
  type DiscountUserError { code: DiscountErrorCode field: [String!] message: String! }
  type Payload { codeDiscountNode: DiscountCodeNode userErrors: [DiscountUserError!]! }

  enum CurrencyCode { EUR IRR USD }
  type Shop { currencyCode: CurrencyCode! }
  type AccessScope { handle: String! }
  type AppInstallation { accessScopes: [AccessScope!]! }

  type Query {
    codeDiscountNodeByCode(code: String!): DiscountCodeNode
    shop: Shop!
    currentAppInstallation: AppInstallation!
  }
  type Mutation {
    discountCodeBasicCreate(basicCodeDiscount: DiscountCodeBasicInput!): Payload
    discountCodeFreeShippingCreate(freeShippingCodeDiscount: DiscountCodeFreeShippingInput!): Payload
    discountCodeDeactivate(id: ID!): Payload
  }
`);

interface Input {
  readonly title: string;
  readonly code: string;
  readonly startsAt: string;
  readonly endsAt?: string;
  readonly usageLimit?: number;
  readonly minimumRequirement?: object;
  readonly customerGets?: { readonly value: { readonly discountAmount?: { readonly amount: string } }; readonly items: object };
  readonly destination?: object;
}

/** A discount as the shop has it. */
export interface FakeDiscount {
  readonly id: string;
  readonly input: Input;
  endsAt: string | undefined;
  used: number;
}

/** A Shopify shop's discounts, as its Admin API is documented to behave. */
export class ShopifyAdminFake {
  readonly discounts: FakeDiscount[] = [];
  readonly faults = new Faults();
  readonly seen: { readonly name: string; readonly url: string; readonly redirect: unknown }[] = [];
  /** What the app was granted. Of a resource that it may write, Shopify does not list that it may read it. */
  scopes: readonly string[] = ['read_products', 'write_discounts'];
  currency = 'EUR';
  /** The version that answers; the one that was asked without it. */
  version: string | undefined;

  constructor(
    readonly token: string,
    readonly now: () => Date,
  ) {}

  byCode(code: string): FakeDiscount | undefined {
    return this.discounts.find(({ input }) => input.code.toLowerCase() === code.toLowerCase());
  }

  /** Somebody pays with a code; answers whether it was good. */
  use(code: string): boolean {
    const known = this.byCode(code);
    if (!known || this.statusOf(known) !== 'ACTIVE' || known.used >= (known.input.usageLimit ?? Infinity)) return false;
    known.used += 1;
    return true;
  }

  statusOf({ input, endsAt }: FakeDiscount): 'ACTIVE' | 'EXPIRED' | 'SCHEDULED' {
    const now = this.now().getTime();
    if (endsAt !== undefined && Date.parse(endsAt) <= now) return 'EXPIRED';
    return Date.parse(input.startsAt) > now ? 'SCHEDULED' : 'ACTIVE';
  }

  readonly fetch: Fetch = async (url, { headers, body, signal, redirect }) => {
    signal?.throwIfAborted();
    const { query, variables } = JSON.parse(String(body)) as { query: string; variables: Record<string, unknown> };
    const name = /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? '';
    this.seen.push({ name, url, redirect });
    return this.faults.play(name, async () => {
      if (new Headers(headers).get('x-shopify-access-token') !== this.token) return Response.json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, { status: 401 });
      const document = parse(query);
      const mistakes = validate(schema, document);
      if (mistakes.length > 0) return Response.json({ errors: mistakes.map((mistake) => ({ message: mistake.message, extensions: { code: 'undefinedField' } })) });
      const version = this.version ?? /\/api\/([\d-]+)\//.exec(url)?.[1] ?? '';
      return Response.json(await execute({ schema, document, variableValues: variables, rootValue: this.#root() }), { headers: { 'X-Shopify-API-Version': version } });
    });
  };

  #root(): object {
    return {
      shop: { currencyCode: this.currency },
      currentAppInstallation: { accessScopes: this.scopes.map((handle) => ({ handle })) },
      codeDiscountNodeByCode: ({ code }: { code: string }) => this.#node(this.byCode(code)),
      discountCodeBasicCreate: ({ basicCodeDiscount: input }: { basicCodeDiscount: Input }) => this.#create(input),
      discountCodeFreeShippingCreate: ({ freeShippingCodeDiscount: input }: { freeShippingCodeDiscount: Input }) => this.#create(input),
      discountCodeDeactivate: ({ id }: { id: string }) => {
        const known = this.discounts.find((each) => each.id === id);
        if (!known) return { userErrors: [{ code: 'INVALID', field: ['id'], message: 'Code discount does not exist.' }] };
        known.endsAt = this.now().toISOString();
        return { codeDiscountNode: this.#node(known), userErrors: [] };
      },
    };
  }

  #create(input: Input): object {
    const refuse = (code: string, field: string, message: string) => ({ userErrors: [{ code, field: ['basicCodeDiscount', field], message }] });
    if (this.byCode(input.code)) return refuse('TAKEN', 'code', `Code must be unique. Please try a different code than ${input.code}.`);
    if (input.endsAt !== undefined && input.endsAt <= input.startsAt) return refuse('END_DATE_BEFORE_START_DATE', 'endsAt', 'Ends at needs to be after starts at');
    const amount = input.customerGets?.value.discountAmount?.amount;
    if (amount !== undefined && Number(amount) <= 0) return refuse('GREATER_THAN', 'customerGets', 'Value must be greater than 0');
    const made: FakeDiscount = { id: `gid://shopify/DiscountCodeNode/${this.discounts.length + 1}`, input, endsAt: input.endsAt, used: 0 };
    this.discounts.push(made);
    return { codeDiscountNode: this.#node(made), userErrors: [] };
  }

  #node(known: FakeDiscount | undefined): object | null {
    if (!known) return null;
    const type = known.input.destination ? 'DiscountCodeFreeShipping' : 'DiscountCodeBasic';
    return { id: known.id, codeDiscount: { __typename: type, title: known.input.title, status: this.statusOf(known), asyncUsageCount: known.used, endsAt: known.endsAt } };
  }
}

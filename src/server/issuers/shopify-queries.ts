import * as z from 'zod/mini';

const discount = z.object({ title: z.optional(z.string()), status: z.optional(z.string()), asyncUsageCount: z.optional(z.number()) });
const node = z.object({ id: z.string(), codeDiscount: discount });
/** A discount as Shopify has it. */
export type ShopifyDiscount = z.infer<typeof node>;

const userErrors = z.array(z.object({ code: z.nullish(z.string()), field: z.nullish(z.array(z.string())) }));
/** What a change came to. */
export const changed = z.object({ changed: z.object({ codeDiscountNode: z.nullish(node), userErrors }) });
/** What a change came to. */
export type Changed = z.infer<typeof changed>['changed'];
/** What was found by a code. */
export const found = z.object({ found: z.nullable(node) });

/** Every answer of the API: what was asked for, or errors. */
export const envelope = z.object({
  data: z.nullish(z.unknown()),
  errors: z.optional(z.array(z.object({ extensions: z.optional(z.object({ code: z.optional(z.string()) })) }))),
  extensions: z.optional(
    z.object({
      cost: z.optional(z.object({ requestedQueryCost: z.optional(z.number()), throttleStatus: z.optional(z.object({ currentlyAvailable: z.number(), restoreRate: z.number() })) })),
    }),
  ),
});

const fragment = `
fragment known on DiscountCodeNode {
  id
  codeDiscount {
    ... on DiscountCodeBasic { title status asyncUsageCount }
    ... on DiscountCodeFreeShipping { title status asyncUsageCount }
    ... on DiscountCodeBxgy { title status asyncUsageCount }
    ... on DiscountCodeApp { title status asyncUsageCount }
  }
}`;
const result = '{ codeDiscountNode { ...known } userErrors { code field } }';

/** The requests, as Shopify's documentation of the Admin API has them. */
export const requests = {
  basic: `mutation VafaDiscount($discount: DiscountCodeBasicInput!) { changed: discountCodeBasicCreate(basicCodeDiscount: $discount) ${result} }${fragment}`,
  shipping: `mutation VafaShipping($discount: DiscountCodeFreeShippingInput!) { changed: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) ${result} }${fragment}`,
  deactivate: `mutation VafaDeactivate($id: ID!) { changed: discountCodeDeactivate(id: $id) ${result} }${fragment}`,
  find: `query VafaFind($code: String!) { found: codeDiscountNodeByCode(code: $code) { ...known } }${fragment}`,
} as const;

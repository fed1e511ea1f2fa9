import { readFileSync } from 'node:fs';

const preset = JSON.parse(readFileSync(new URL('../../src/adapters/presets/shopify-store-credit.json', import.meta.url), 'utf8')) as { errors: { codes: object }; define: object; ops: object };

const redemption = "{id: id(id), rewardId: id(reward.id), title: reward.title, kind: 'coupon', state: one_of(status, `{\"used\":\"used\",\"cancelled\":\"cancelled\"}`) || code && 'issued' || 'pending', cost: money(cost.amount, cost.currencyCode).minor, unit: $.define.credit, code: code, at: instant(createdAt), refundable: status == 'active', conditions: `[]`}";
const bought = '{ redemption { id reward { id title } code status createdAt cost { amount currencyCode } } userErrors { code message } }';
const balance = 'query Balance { customer { storeCreditAccounts(first: 1) { nodes { balance { amount currencyCode } } } } }';
const held = 'seen.data.customer.storeCreditAccounts.nodes[0].balance | money(amount, currencyCode).minor';

/** The preset of Shopify's store credit, and what the fake offers besides: rewards that it buys, and undoing. */
export const graphqlDescription = {
  ...preset,
  id: 'fake-store-credit',
  errors: {
    when: 'body.data.*.userErrors[] | [0]',
    code: 'body.errors[0].extensions.code || (body.data.*.userErrors[].code | [0])',
    codes: { ...preset.errors.codes, INSUFFICIENT_BALANCE: 'insufficient_balance', OUT_OF_STOCK: 'out_of_stock', LIMIT_REACHED: 'limit_reached', NOT_FOUND: 'not_found', PRICE_CHANGED: 'rejected', ALREADY_USED: 'rejected' },
  },
  define: { ...preset.define, credit: "{id: 'credit', kind: 'credit', decimals: `2`, currency: 'EUR'}" },
  ops: {
    ...preset.ops,
    rewards: {
      path: '/graphql',
      graphql: 'query Rewards { rewards { id title cost { amount currencyCode } stock } customer { storeCreditAccounts(first: 1) { nodes { id balance { amount currencyCode } } } } }',
      map: [
        'let $account = body.data.customer.storeCreditAccounts.nodes[0], $held = body.data.customer.storeCreditAccounts.nodes[0].balance | money(amount, currencyCode).minor in',
        "body.data.rewards[].{id: id, title: title, kind: 'coupon', walletId: id($account.id), unit: $.define.credit, price: {kind: 'fixed', cost: money(cost.amount, cost.currencyCode).minor}, stock: stock,",
        "  obstacle: stock == `0` && {reason: 'stock'} || money(cost.amount, cost.currencyCode).minor > $held && {reason: 'insufficient', missing: sub(money(cost.amount, cost.currencyCode).minor, $held)} || `null`, conditions: `[]`}",
      ],
    },
    redemptions: { path: '/graphql', graphql: 'query Redemptions { customer { redemptions { id reward { id title } code status createdAt cost { amount currencyCode } } } }', map: `body.data.customer.redemptions[].${redemption}` },
    redeem: {
      steps: [
        { as: 'seen', path: '/graphql', graphql: balance, when: 'input.balance', require: { that: `(${held}) == input.balance`, else: 'conflict' } },
        { as: 'bought', path: '/graphql', graphql: `mutation Redeem($reward: ID!, $cost: Int!, $key: String!) { rewardRedeem(rewardId: $reward, cost: $cost, idempotencyKey: $key) ${bought} }`, variables: { reward: '=input.rewardId', cost: '=input.cost' } },
      ],
      idempotency: 'body:variables.key',
      map: `bought.data.rewardRedeem.redemption.${redemption}`,
    },
    cancelRedemption: {
      path: '/graphql',
      graphql: `mutation Cancel($id: ID!, $key: String!) { redemptionCancel(id: $id, idempotencyKey: $key) ${bought} }`,
      variables: { id: '=input.redemptionId' },
      idempotency: 'body:variables.key',
      map: `body.data.redemptionCancel.redemption.${redemption}`,
    },
  },
};

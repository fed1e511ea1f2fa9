import { readFileSync } from 'node:fs';

const preset = JSON.parse(readFileSync(new URL('../../src/adapters/presets/open-loyalty.json', import.meta.url), 'utf8')) as { ops: Record<string, { map: string | string[]; steps?: object[] }> };
const { ops } = preset;
const order = '{id: id(transactionId), number: documentNumber, placedAt: purchaseDate, total: money(grossValue, \'IRR\'), state: state, items: items[].{id: id, title: name, quantity: quantity, total: money(grossValue, \'IRR\')}}';
const account = '/admin/customer/{ctx.accountId}';
const rule = "{id: earningRuleId, title: name, kind: 'custom', state: completed && 'done' || 'todo', completable: `true`, reward: {unit: $.define.unit, amount: pointsAmount}}";
const lineOf = (op: { map: string | string[] } | undefined): string => [op?.map ?? ''].flat().join('\n');
const [reward, standing, bought] = ops.redeem?.steps ?? [];

/** The preset of Open Loyalty, and what the fake offers besides: codes that take time, undoing, ways to earn that take a member’s word, orders, a shop. */
export const restDescription = {
  ...preset,
  id: 'fake-open-loyalty',
  ops: {
    ...ops,
    shop: { guest: true, map: "{id: ctx.shopId, name: 'Shop', timeZone: 'UTC', currencies: `[]`, display: {digits: 'locale', calendar: 'locale', expiringDays: `30`}}" },
    activity: { ...ops.activity, map: lineOf(ops.activity).replace('"spending":"redeem"', '"spending":"redeem","refunding":"refund"') },
    redemptions: { ...ops.redemptions, map: lineOf(ops.redemptions).replace('cost:', "refundable: status == 'active', cost:") },
    redeem: {
      ...ops.redeem,
      steps: [reward, standing, { ...bought, poll: { path: '/purchase/{bought.coupons[0].id}', until: 'body.coupons[0].code != `null`', everySeconds: 0.05, forSeconds: 2 } }],
      map: lineOf(ops.redeem).replace('cost:', 'refundable: `true`, cost:'),
    },
    cancelRedemption: {
      steps: [
        { as: 'mine', path: `${account}/campaign/bought`, query: { page: 1, perPage: 100 }, require: { that: 'mine.campaigns[?coupon.id == $.input.redemptionId]', else: 'not_found', say: 'it is not this member’s' } },
        { as: 'undone', method: 'POST', path: `${account}/coupon/{input.redemptionId}/cancel` },
      ],
      map: "undone.{id: coupon.id, rewardId: campaignId.campaignId, title: campaign.name, kind: 'coupon', state: 'cancelled', cost: costInPoints, unit: $.define.unit, at: instant(purchaseAt), conditions: `[]`}",
    },
    earnActions: { guest: true, path: '/earningRule', query: { customerId: '=ctx.accountId' }, map: `body.earningRules[].${rule}` },
    completeEarnAction: { method: 'POST', path: `${account}/earningRule/{input.actionId}`, map: `body.${rule} | merge(@, {state: 'done'})` },
    orders: { path: '/transaction', query: { customerEmail: '=ctx.email', page: '=page.number', perPage: '=page.limit' }, paging: { kind: 'page', items: 'body.transactions', next: 'mul(page.number, page.limit) < body.total' }, map: `items[].${order}` },
    order: { path: '/transaction/{input.id}', require: { that: 'body.customerEmail == ctx.email', else: 'not_found' }, map: `body.${order}` },
  },
};

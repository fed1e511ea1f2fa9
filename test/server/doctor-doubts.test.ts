import { describe, expect, it } from 'vitest';
import { examinedVendor, wallets } from './examined-vendor.js';

const vendor = examinedVendor();
const { doctor, seen } = vendor;

describe('vafa doctor', () => {
  describe('does not say that something works which', () => {
    const redeem = { steps: [{ as: 'found', path: '/reward', require: { that: 'found.price == input.cost', else: 'conflict' } }, { as: 'bought', method: 'POST', path: '/redeem' }], map: "{id: 'r', rewardId: input.rewardId, title: 'x', kind: 'coupon', state: 'issued', cost: input.cost, unit: {id: 'p', kind: 'points', decimals: `0`}, at: ctx.now, conditions: `[]`}" };
    const rewards = { path: '/rewards', map: "list(body.rewards)[].{id: id(id), title: title, kind: 'coupon', unit: {id: 'p', kind: 'points', decimals: `0`}, price: {kind: 'fixed', cost: `1`}, conditions: `[]`}" };
    const works = 'Everything that is described works.';

    it.each([404, 422])('is asked wrongly (%s), and shows the request and the answer', async (status) => {
      vendor.answer = () => ({ status, body: { message: 'reward_idd is unknown' } });
      const { code, out } = await doctor({ wallets });
      expect(code).toBe(1);
      expect(out).toMatch(/✗ wallets\s+not reached/);
      expect(out).toContain(`${status} {"message":"reward_idd is unknown"}`);
      expect(out).not.toContain(works);
    });

    it('was refused by a code that the description knows: that is no fault, and no proof', async () => {
      vendor.answer = () => ({ status: 422, body: { error: { code: 'gone' } } });
      const { code, out } = await doctor({ wallets });
      expect([code, out.includes(works)]).toEqual([0, false]);
      expect(out).toContain('1 operation was refused on the way (~)');
    });

    it('a rule of its own refused, and says which rule', async () => {
      vendor.answer = () => ({ body: { price: 300 } });
      const { out } = await doctor({ redeem }, {}, ['--redeem', 'mug=200']);
      expect(out).toMatch(/~ redeem\s+a rule of the description refused \(conflict\): ops\.redeem\.steps\[0\]\.require/);
      expect(out).toContain('200 {"price":300}');
      expect(out).not.toContain(works);
      expect(seen).toHaveLength(1);
    });

    it.each([
      ['finds nobody in an answer that names the member', "id(found.email)", { user_email: 'ann', first_name: 'Ann' }, 'member.lookup.id: nothing came of it, although the answer names the member.'],
      ['finds nobody', 'id(found.id)', {}, 'could not be tried: the vendor knows no such member'],
    ])('its look-up %s', async (_, id, body, says) => {
      vendor.answer = () => ({ body });
      const { code, out } = await doctor({ wallets: { ...wallets, path: '/members/{ctx.accountId}' }, member: { path: '/m', when: 'ctx.accountId', map: "{id: ctx.memberId, state: ctx.accountId && 'enrolled' || 'not_enrolled'}" } }, { member: { from: 'session.sub', lookup: { steps: [{ as: 'found', path: '/find' }], id } } });
      expect(code).toBe(1);
      expect(out).toContain(says);
      expect(out).not.toContain(works);
    });

    it.each([
      ['reads a list by a wrong name', { rewards }, { data: [{ id: 1, title: 'Mug' }] }, [], 'The answer has a list “data” with something in it, and the map made nothing of it'],
      ['tells a history from its beginning', { activity: { path: '/a', map: "body.lines[].{id: id(id), at: instant(at), kind: 'earn', delta: `1`, unit: {id: 'p', kind: 'points', decimals: `0`}, state: 'approved', title: 'x'}" } }, { lines: [{ id: 1, at: '2026-01-01T00:00:00Z' }, { id: 2, at: '2026-02-01T00:00:00Z' }] }, [], 'The oldest line comes first'],
      ['gives nothing to use', { redeem: { ...redeem, steps: redeem.steps.slice(1) } }, {}, ['--redeem', 'mug=1'], 'It is issued with neither a code nor an address nor a note'],
    ])('%s, but says what to look at', async (_, ops, body, args, doubt) => {
      vendor.answer = () => ({ body });
      const { out } = await doctor(ops, {}, args);
      expect(out).toContain(doubt);
    });

    it.each([
      ['p', 'the same unit', false],
      ['tea', 'a unit that no wallet has', true],
    ])('prices rewards in “%s”, %s', async (unit, _, doubted) => {
      vendor.answer = () => ({ body: { rewards: [{ id: 1, title: 'Mug' }], points: 5 } });
      const { code, out } = await doctor({ wallets, rewards: { ...rewards, map: rewards.map.replace("id: 'p'", `id: '${unit}'`) } });
      expect(code).toBe(0);
      expect(out.includes('Reward “1” costs “tea”, and the member’s wallets hold')).toBe(doubted);
    });

    it('asks for an order that is not there; it asks for one that is', async () => {
      const order = { path: '/orders/{input.id}', map: "{id: id(body.id), number: 'x', placedAt: $.ctx.now, items: `[]`, total: {minor: `1`, currency: 'EUR'}, state: 'placed'}" };
      vendor.answer = (path) => (path.endsWith('/orders') ? { body: { orders: [{ id: 'o-7' }] } } : path.endsWith('o-7') ? { body: { id: 'o-7' } } : { status: 404, body: {} });
      const { code } = await doctor({ order, orders: { path: '/orders', map: `body.orders[].${order.map.replace('body.id', 'id')}` } });
      expect(code).toBe(0);
      expect((await doctor({ order })).code).toBe(0);
      expect(seen.map(({ path }) => path)).toEqual(['/v1/orders', '/v1/orders/o-7', '/v1/orders/1']);
    });
  });

  it('shows no secret in whichever form the vendor writes it back, and moves no cursor', async () => {
    const secret = 's3cret/"canary"+x';
    const forms = [secret, JSON.stringify(secret).slice(1, -1), JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'), encodeURIComponent(secret), Buffer.from(`ann:${secret}`).toString('base64')];
    for (const form of forms) {
      vendor.answer = () => ({ status: 400, body: `{"error":{"code":${JSON.stringify(form)}},"hint":"${'-'.repeat(100)}${form}","more":"\u001b[2J"}\u001b[2J`, headers: { 'x-api-version': /^[ -~]*$/.test(form) ? form : 'x' } });
      const { out } = await doctor({ wallets }, { versionHeader: 'X-Api-Version', apiVersion: '1', auth: { type: 'basic', user: 'ann', secret: 'env:EXAMPLE_KEY' } }, [], { EXAMPLE_KEY: secret });
      for (const hidden of forms) expect(out, hidden).not.toContain(hidden);
      expect(out).not.toContain('\u001b');
    }
  });

  it('hides the beginning of a secret that was cut', async () => {
    vendor.answer = () => ({ status: 400, body: `{"hint":"${'-'.repeat(1_980)}s3cret-canary` });
    const { out } = await doctor({ wallets }, {}, ['--json']);
    expect(out).not.toContain('s3cret-c');
  });
});

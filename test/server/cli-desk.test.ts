import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Club } from '../../src/server/club/club.js';
import { ownersDesk } from './keyboard.js';
import { TestIssuer } from './makers.js';
import { programWith, rewardOf } from './reward-program.js';

const callback = { url: 'https://shop.example/codes', secret: 'env:CODES', waitSeconds: 5, deadlineSeconds: 600 };
const program = () => programWith([rewardOf('tea'), rewardOf('made', { fulfil: { by: 'callback' }, refundable: true })], { callback });
const issuer = new TestIssuer();
const { type, apply, club, shop } = ownersDesk(program, () => ({ issuer }));

/** The club runs, its program was applied, and Ann has 500 points. */
async function running() {
  const open = await club();
  await apply();
  await shop(open).join('ann');
  await type('adjust', 'ann', '+500', '--reason', 'to begin with');
  await open.uploadCodes('tea', ['TEA-1', 'TEA-2'], 'test');
  return open;
}
const port = (of: Club) => of.open({ shopId: of.shopId, memberId: 'ann' });
const available = async (of: Club) => (await port(of).wallets?.())?.[0]?.available;
const buy = async (of: Club, rewardId: string, key: string = rewardId) => (await port(of).redeem?.({ rewardId, cost: 100 }, { key }))?.result.id ?? '';
const states = async (of: Club) => (await port(of).redemptions?.())?.map(({ state }) => state);
const audited = z.array(z.object({ action: z.string(), name: z.nullable(z.string()), memberId: z.nullable(z.string()), reason: z.nullable(z.string()), detail: z.unknown() }));
const lastAudit = async () => (await type('audit', '--limit', '1', '--json')).json(audited)[0];

describe('vafa club member', () => {
  it('show tells what a member has, and what their points bought, without codes', async () => {
    const open = await running();
    await buy(open, 'tea');
    const { code, out } = await type('member', 'show', 'ann');
    expect(code).toBe(0);
    expect(out).toMatch(/^id +ann\nstate +in the club, since 2026-03-01 [^]*tier:club +bronze\npoints +400 points to spend\n[^]*The last things their points bought:[^]* tea +100 points +issued\n$/);
    expect(out).not.toContain('TEA-1');
    expect((await type('member', 'show', 'ann', '--json')).json(z.object({ memberId: z.string(), redemptions: z.array(z.unknown()) }))).toMatchObject({ memberId: 'ann', redemptions: [{}] });
    expect(await type('member', 'show', 'nobody')).toMatchObject({ code: 1, err: expect.stringMatching(/knows no member nobody\./) });
  });

  it('block and unblock pause a membership, with who and why in the audit; the page of a running gateway shows it', async () => {
    const open = await running();
    expect(await type('member', 'block', 'ann')).toMatchObject({ code: 2, err: expect.stringMatching(/--reason is missing/) });
    expect((await type('member', 'block', 'ann', '--reason', 'Case 7')).out).toBe('The membership of ann is paused now.\n');
    expect(await lastAudit()).toMatchObject({ action: 'block', name: 'Bea', memberId: 'ann', reason: 'Case 7' });
    expect(await port(open).member?.()).toMatchObject({ state: 'blocked' });
    await expect(buy(open, 'tea')).rejects.toMatchObject({ code: 'blocked' });
    expect((await type('member', 'show', 'ann')).out).toContain('paused by the shop');
    expect((await type('member', 'block', 'ann', '--reason', 'again')).out).toMatch(/^Nothing changes/);
    expect((await type('member', 'unblock', 'ann', '--reason', 'Case 7 ended')).out).toBe('The membership of ann is not paused now.\n');
    expect(await port(open).member?.()).toMatchObject({ state: 'enrolled', since: expect.any(String) });
    expect(await available(open)).toBe(500);
    expect((await type('member', 'unblock', 'ann', '--reason', 'again')).out).toMatch(/^Nothing changes/);
  });

  it('erase says first what it would do, and does it when it is confirmed', async () => {
    const open = await running();
    const { out } = await type('member', 'erase', 'ann');
    expect(out).toMatch(/They lose 500 points\.\nNothing was changed\. To do it, add --confirm and --reason/);
    expect(await available(open)).toBe(500);
    expect(await type('member', 'erase', 'ann', '--confirm')).toMatchObject({ code: 2, err: expect.stringMatching(/--reason is missing/) });
    expect((await type('member', 'erase', 'ann', '--confirm', '--reason', 'by letter')).out).toMatch(/Done\.\n$/);
    expect(await lastAudit()).toMatchObject({ action: 'erase', name: 'Bea', memberId: null, reason: 'by letter' });
    expect((await type('member', 'show', 'ann')).code).toBe(1);
    expect(await port(open).member?.()).toMatchObject({ state: 'not_enrolled' });
  });
});

describe('vafa club redemption', () => {
  it('show finds it by its id or its code, and tells whose it is', async () => {
    const open = await running();
    const id = await buy(open, 'tea');
    for (const which of [id, 'TEA-1']) expect((await type('redemption', 'show', which)).out).toMatch(new RegExp(`${id} [^]* tea +100 points +issued\nmember +ann\n`));
    expect(await type('redemption', 'show', 'TEA-9')).toMatchObject({ code: 1, err: expect.not.stringContaining('TEA-9') });
  });

  it('cancel gives the points back, also of a code of a pool, and says that the till still takes it', async () => {
    const open = await running();
    const redemptionId = await buy(open, 'tea');
    expect((await type('redemption', 'cancel', 'TEA-1', '--reason', 'Case 8')).out).toMatch(/points are back with ann\..*take it out there/);
    expect(await lastAudit()).toMatchObject({ action: 'redemption.cancel', name: 'Bea', memberId: 'ann', reason: 'Case 8', detail: { redemptionId } });
    expect([await available(open), await states(open)]).toEqual([500, ['cancelled']]);
    expect((await port(open).redemptions?.())?.[0]?.note).toBeUndefined();
    expect((await type('redemption', 'cancel', redemptionId, '--reason', 'again')).out).toMatch(/^Nothing changes/);
    expect(await type('redemption', 'use', redemptionId, '--reason', 'x')).toMatchObject({ code: 1, err: expect.stringMatching(/taken back/) });
  });

  it('cancel of a code that the shop made leaves asking the shop to the gateway', async () => {
    const open = await running();
    const redemptionId = await buy(open, 'made');
    expect((await type('redemption', 'cancel', redemptionId, '--reason', 'Case 9')).out).toMatch(/^The shop’s server is asked/);
    expect(await available(open)).toBe(400);
    await open.runJobs();
    expect([await available(open), await states(open), [...issuer.revoked]]).toEqual([500, ['cancelled'], [redemptionId]]);
  });

  it('use notes it once, and what was used cannot be cancelled', async () => {
    const open = await running();
    await buy(open, 'tea');
    expect((await type('redemption', 'use', 'TEA-1', '--reason', 'The till was offline')).out).toMatch(/^Noted: it was used/);
    expect((await type('redemption', 'use', 'TEA-1', '--reason', 'again')).out).toMatch(/^Nothing changes/);
    expect(await states(open)).toEqual(['used']);
    expect(await type('redemption', 'cancel', 'TEA-1', '--reason', 'x')).toMatchObject({ code: 1, err: expect.stringMatching(/It is used, so it cannot be cancelled\. To give points back: vafa club adjust/) });
  });
});

describe('the audit in a spreadsheet', () => {
  it('carries what the owner’s changes were about', async () => {
    await running();
    const { out } = await type('export', 'audit', '--json');
    const details = out.trimEnd().split('\n').map((line) => z.parse(z.object({ action: z.string(), detail: z.string() }), JSON.parse(line)));
    expect(details.find(({ action }) => action === 'adjust')?.detail).toBe('{"amount":500,"walletId":"points"}');
    expect(details.find(({ action }) => action === 'program.apply')?.detail).toBe('{"revision":1}');
    expect(details.find(({ action }) => action === 'codes.upload')?.detail).toBe('{"pool":"tea","codes":2}');
  });
});

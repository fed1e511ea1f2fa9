import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { Club, ClubOptions } from '../../src/server/club/club.js';
import { waits } from '../../src/server/club/deliverer.js';
import { send, waitOf } from '../../src/server/club/webhook-send.js';
import { orderOf } from './clubs.js';
import { ownersDesk } from './keyboard.js';
import { Receiver } from './receiver.js';
import { programWith, rewardOf } from './reward-program.js';

const receiver = new Receiver();
const secrets: Record<string, string> = { PLAIN: 'a-plain-secret-that-only-tests-know', SIGNED: `whsec_${Buffer.from('a-secret-of-thirty-two-bytes-long').toString('base64')}` };
let told: string[] = [];
const webhook = (id: string, secret = 'PLAIN') => ({ id, url: `${receiver.origin}/${id}`, secret: `env:${secret}`, events: ['reward.redeemed', 'tier.changed', 'points.expiring'] as const });
const program = (ids: readonly string[] = ['crm']) => programWith([rewardOf('tea')], { webhooks: ids.map((id) => ({ ...webhook(id), events: [...webhook(id).events] })) });
const options = (): Partial<ClubOptions> => ({ secrets: (name) => secrets[name], random: () => 0.5, onError: (error) => void told.push(error instanceof Error ? error.message : String(error)) });
const desk = ownersDesk(program, options);
const { type, apply, club, shop } = desk;

beforeAll(() => receiver.listen());
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.clear();
  told = [];
});
afterEach(() => vi.restoreAllMocks());

/** The club runs, and Ann has redeemed so often. */
async function redeemed(times = 1, memberId = 'ann'): Promise<Club> {
  const open = await club();
  await again(open, times, memberId);
  return open;
}
async function again(open: Club, times: number, memberId = 'ann'): Promise<void> {
  await shop(open).join(memberId);
  await open.uploadCodes('tea', Array.from({ length: times }, () => randomUUID()), 'Bea');
  await open.grant(memberId, { walletId: 'points', amount: 100 * times, title: 'x', reason: 'x', actor: 'x', key: randomUUID() });
  for (let at = 0; at < times; at += 1) await open.open({ shopId: open.shopId, memberId }).redeem?.({ rewardId: 'tea', cost: 100 }, { key: randomUUID() });
}
const later = (open: Club, seconds: number) => open.deliver(new Date(desk.now().getTime() + seconds * 1_000));
const letters = async () => (await type('dead-letters', '--json')).json(z.object({ letters: z.array(z.object({ deliveryId: z.string(), endpointId: z.string(), attempts: z.int(), lastStatus: z.nullable(z.int()), lastAnswer: z.string() })), gone: z.array(z.object({ webhook: z.string() })), waiting: z.int() }));

describe('a webhook', () => {
  it.each(['PLAIN', 'SIGNED'])('is told what was redeemed, signed with its secret (%s) so that the reference implementation agrees', async (name) => {
    desk.at(new Date().toISOString());
    const open = await club({ program: { ...program(), webhooks: [{ ...webhook('crm', name), events: ['reward.redeemed'] }] } });
    await again(open, 1);
    expect(await open.runJobs()).toMatchObject({ delivered: 1 });
    const [message] = receiver.verified(secrets[name] ?? '');
    expect(message).toEqual({ type: 'reward.redeemed', timestamp: desk.now().toISOString(), data: { memberId: 'ann', redemptionId: expect.any(String), rewardId: 'tea', walletId: 'points', cost: 100, state: 'issued' } });
    expect(() => receiver.verified('another-secret')).toThrow();
  });

  it('is told which tier changed and why, and nothing of joining', async () => {
    const open = await club();
    await shop(open).join('ann');
    const order = orderOf(350 * 100_000, { placedAt: desk.now().toISOString() });
    await shop(open).place('ann', order);
    await shop(open).deliver(order.id);
    await open.runJobs();
    expect(receiver.bodies()).toEqual([{ type: 'tier.changed', timestamp: desk.now().toISOString(), data: { memberId: 'ann', ladder: 'club', from: 'bronze', to: 'silver', reason: 'reached', at: desk.now().toISOString() } }]);
  });

  it('hears only the events it asked for, and each of several hears its own', async () => {
    const [crm, mail] = [webhook('crm'), webhook('mail')];
    const open = await club({ program: { ...program(), webhooks: [{ ...crm, events: ['tier.changed'] }, { ...mail, events: ['reward.redeemed'] }] } });
    await again(open, 1);
    await open.runJobs();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/mail']);
  });

  it('hears nothing of before it stood in the program', async () => {
    const open = await club({ program: program([]) });
    await again(open, 1);
    await open.runJobs();
    await apply(program());
    await vi.waitFor(() => expect(open.program.webhooks).toHaveLength(1));
    await again(open, 1, 'bob');
    await open.runJobs();
    expect(receiver.bodies().map(({ data }) => data.memberId)).toEqual(['bob']);
  });

  it('hears nothing of somebody who was erased', async () => {
    const open = await redeemed();
    receiver.answer = () => ({ status: 500 });
    await open.deliver(desk.now());
    await open.erase('ann');
    await again(open, 1, 'bob');
    await open.erase('bob');
    receiver.clear();
    await later(open, 3_600);
    expect(receiver.received).toEqual([]);
  });

  it('is rung as soon as something happens, in any process', async () => {
    const [here, there] = [await club(), await club()];
    const rung = new Promise<void>((resolve) => there.onNews(resolve));
    await again(here, 1);
    await rung;
    await there.deliver();
    expect(receiver.received).toHaveLength(1);
  });
});

describe('a message that is not taken', () => {
  it('is sent again with the same id and body, at growing intervals, twelve times, then kept and listed', async () => {
    receiver.answer = () => ({ status: 503, body: 'down for\u0007 repair' });
    const open = await redeemed();
    let at = desk.now().getTime();
    for (const wait of [0, ...waits]) {
      await open.deliver(new Date(at + wait * 1_000 - 1));
      at += wait * 1_000;
      await open.deliver(new Date(at));
    }
    expect(receiver.received).toHaveLength(12);
    expect(new Set(receiver.received.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    expect(await letters()).toMatchObject({ waiting: 0, letters: [{ deliveryId: receiver.received[0]?.id, endpointId: 'crm', attempts: 12, lastStatus: 503, lastAnswer: 'down for repair' }] });
    expect(told).toEqual(['Webhook “crm” was not told of reward.redeemed (503). It is kept: vafa club dead-letters']);
    expect((await type('dead-letters')).out).toMatch(/crm +reward\.redeemed +12 +.*503 down for repair/);
  });

  it('is sent anew when the owner says so, with the same id', async () => {
    receiver.answer = () => ({ status: 410 });
    const open = await redeemed(2);
    await open.deliver(desk.now());
    const before = receiver.received.map(({ id }) => id);
    receiver.clear();
    expect((await type('dead-letters', 'retry', before[0] ?? '')).out).toMatch(/^1 message will be sent again/);
    expect((await type('dead-letters', 'retry', 'all')).out).toMatch(/^1 message will/);
    await open.deliver(desk.now());
    expect(receiver.received.map(({ id }) => id).sort()).toEqual(before.sort());
    expect(await letters()).toEqual({ letters: [], gone: [], waiting: 0 });
    expect(await type('dead-letters', 'retry', randomUUID())).toMatchObject({ code: 1, err: expect.stringMatching(/There is no dead letter .*See vafa club dead-letters list/) });
    expect(await type('dead-letters', 'retry', 'x')).toMatchObject({ code: 1 });
    expect((await type('audit', '--limit', '1')).out).toContain('owner Bea  dead-letters.retry');
  });

  it('waits as long as the address asks for', async () => {
    receiver.answer = () => ({ status: 429, headers: { 'Retry-After': '600' } });
    const open = await redeemed();
    expect((await open.deliver(desk.now())).next).toEqual(new Date(desk.now().getTime() + 600_000));
    await later(open, 599);
    expect(receiver.received).toHaveLength(1);
    await later(open, 600);
    expect(receiver.received).toHaveLength(2);
  });

  it.each([
    ['Sun, 01 Mar 2026 08:10:00 GMT', 600_000],
    ['9000000000', 86_400_000],
    ['-5', undefined],
    ['soon', undefined],
  ])('waits a day at most, and not for nonsense (%s)', (text, wait) => expect(waitOf(text, new Date('2026-03-01T08:00:00Z'))).toBe(wait));

  it('because of a redirect is not sent where it points', async () => {
    receiver.answer = () => ({ status: 307, headers: { Location: `${receiver.origin}/elsewhere` } });
    const open = await redeemed();
    await open.deliver(desk.now());
    expect(receiver.received.map(({ path }) => path)).toEqual(['/crm']);
    expect((await letters()).waiting).toBe(1);
  });

  it('because its secret is not set says which', async () => {
    const open = await club({ program: { ...program(), webhooks: [{ ...webhook('crm', 'NOT_SET'), events: ['reward.redeemed'] }] } });
    await again(open, 1);
    for (let at = 0, time = 0; at < 12; at += 1) {
      await later(open, time);
      time += (waits[at] ?? 0) + 1;
    }
    expect((await letters()).letters).toMatchObject([{ lastStatus: null, lastAnswer: 'NOT_SET, which holds its secret, is not set where the gateway runs' }]);
  });
});

describe('an address that is gone (410)', () => {
  it('is told nothing more, which is said once and kept in the audit, until the program names another', async () => {
    await apply();
    receiver.answer = () => ({ status: 410, body: 'moved out' });
    const open = await redeemed(3);
    await open.deliver(desk.now());
    expect(told.filter((line) => line.includes('410'))).toEqual(expect.arrayContaining([expect.stringMatching(/Webhook “crm” answered 410 Gone and is told nothing more\. Give it another address/)]));
    receiver.clear();
    await again(open, 1);
    await later(open, 90_000);
    expect(receiver.received).toEqual([]);
    const { letters: dead, gone } = await letters();
    expect(dead).toHaveLength(3);
    expect(gone).toMatchObject([{ webhook: 'crm' }]);
    expect((await type('audit')).out).toMatch(/system +webhook\.gone/);
    await apply({ ...program(), webhooks: [{ ...webhook('crm'), url: `${receiver.origin}/new` }] });
    await vi.waitFor(() => expect(open.program.webhooks[0]?.url).toMatch(/new$/));
    await again(open, 1);
    await later(open, 90_000);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/new']);
  });
});

describe('two processes', () => {
  it('that deliver at once send each message once', async () => {
    const [here, there] = [await redeemed(25), await club()];
    const done = await Promise.all([here.runJobs(), there.runJobs(), here.deliver(), there.deliver()]);
    expect(receiver.received).toHaveLength(25);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(25);
    expect(done.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(25);
  });

  it('finish what one began and did not end: the same message is sent again', async () => {
    const here = await redeemed();
    receiver.answer = () => undefined;
    const cut = here.deliver(desk.now());
    await receiver.until(1);
    await here.close();
    await cut;
    const there = await club();
    receiver.answer = () => ({ status: 200 });
    await later(there, 59);
    expect(receiver.received).toHaveLength(1);
    await later(there, 60);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
  });

  it('are not held up by an address that does not answer', async () => {
    const silent = vi.fn(async () => Promise.reject(new Error('no route')));
    const call: typeof fetch = (url, init) => (String(url).endsWith('/dead') ? silent() : fetch(url, init));
    const open = await club({ program: program(['dead', 'crm']), fetch: call });
    await again(open, 15);
    await open.deliver(desk.now());
    expect(receiver.received).toHaveLength(15);
    expect(silent.mock.calls.length).toBeLessThanOrEqual(10);
  });
});

describe('one try', () => {
  const message = { url: 'https://crm.example/hook', secret: 'x', id: 'm', body: '{}', at: new Date() };
  const never = new AbortController().signal;

  it('ends at its deadline, even in the middle of an answer', async () => {
    const late = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
    const drip = new ReadableStream({ pull: () => late.abort() });
    const tried = await send(message, never, async () => new Response(drip, { status: 500 }));
    expect(tried).toEqual({ result: 'failed', answer: 'no answer within 15 seconds' });
    expect(timeout).toHaveBeenCalledWith(15_000);
  });

  it('reads the beginning of an answer, however long it is', async () => {
    let pulled = 0;
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000).fill(97 + (pulled++ % 2))) });
    const tried = await send(message, never, async () => new Response(endless, { status: 200 }));
    expect(tried).toMatchObject({ result: 'delivered', status: 200 });
    expect(tried.answer).toHaveLength(300);
    expect(pulled).toBeLessThan(10);
  });

  it('says why there was no answer', async () => {
    const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
    expect(await send(message, never, async () => Promise.reject(refused))).toEqual({ result: 'failed', answer: 'connect ECONNREFUSED 127.0.0.1:9' });
  });
});

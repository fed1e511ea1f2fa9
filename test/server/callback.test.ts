import { createHmac, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallbackIssuer, signed } from '../../src/server/club/callback.js';
import { openClub } from '../../src/server/club/club.js';
import { CodeRefused } from '../../src/server/club/issuer.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { programWith, rewardOf } from './reward-program.js';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let url: string;
let asked: Asked[];
let answer: { status: number; body: string; headers?: Record<string, string> };
const secret = 'a-secret-of-the-callback-that-only-tests-know';
beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      if (answer.status === 0) return;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/codes`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: '{"code":"ABC"}' };
});

const at = new Date('2026-03-01T08:00:00Z');
const issuer = () => new CallbackIssuer({ url, secret, now: () => at });
const wish = { redemptionId: randomUUID(), rewardId: 'tea', worth: { minor: 5, currency: 'IRR' }, minimumBasket: { minor: 50, currency: 'IRR' }, validUntil: '2026-04-01T00:00:00.000Z' };
const call = () => ({ signal: AbortSignal.timeout(10_000) });

describe('the shop’s maker of codes', () => {
  it('is asked by a signed POST that names the wish, and whose second delivery has the same id', async () => {
    expect(await issuer().issue(wish, call())).toEqual({ code: 'ABC' });
    await issuer().issue(wish, call());
    const [first, second] = asked;
    expect(JSON.parse(first?.body ?? '')).toEqual({ type: 'code.issue', ...wish });
    expect(first?.headers['webhook-id']).toBe(`code.issue.${wish.redemptionId}`);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(first?.headers['webhook-timestamp']).toBe(String(at.getTime() / 1_000));
    const text = `${first?.headers['webhook-id']}.${first?.headers['webhook-timestamp']}.${first?.body}`;
    expect(first?.headers['webhook-signature']).toBe(`v1,${createHmac('sha256', secret).update(text).digest('base64')}`);
    expect(first?.headers['content-type']).toBe('application/json');
  });

  it('knows a secret in the form of Standard Webhooks', () => {
    // The example of the Standard Webhooks specification's own libraries.
    const headers = signed('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}');
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('may say for good that there will be no code; anything else leaves it open', async () => {
    for (const status of [400, 404, 409, 410, 422]) {
      answer = { status, body: '' };
      await expect(issuer().issue(wish, call())).rejects.toThrow(CodeRefused);
    }
    for (const status of [301, 401, 403, 408, 429, 500, 503]) {
      answer = { status, body: '', headers: { Location: 'http://127.0.0.1:9/' } };
      const thrown: unknown = await issuer().issue(wish, call()).catch((reason: unknown) => reason);
      expect(thrown).toBeInstanceOf(Error);
      expect(thrown).not.toBeInstanceOf(CodeRefused);
    }
    expect(asked).toHaveLength(12);
  });

  it.each(['', 'no JSON', '{}', '{"code":""}', '{"code":7}', `{"code":"${'x'.repeat(300)}"}`, '[]', 'null'])('that answers %s has not answered', async (body) => {
    answer = { status: 200, body };
    const thrown: unknown = await issuer().issue(wish, call()).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(CodeRefused);
  });

  it('may put blanks around it: a till would not find them', async () => {
    answer = { status: 200, body: '{"code":" ABC\\n"}' };
    expect(await issuer().issue(wish, call())).toEqual({ code: 'ABC' });
    answer = { status: 200, body: '{"code":"  "}' };
    await expect(issuer().issue(wish, call())).rejects.toThrow();
  });

  it('that answers the bare code is not repeated in what is told of it', async () => {
    answer = { status: 200, body: 'TEA-4F7K' };
    const thrown: unknown = await issuer().issue(wish, call()).catch((reason: unknown) => reason);
    expect(inspect(thrown)).toMatch(/no JSON/);
    expect(inspect(thrown)).not.toContain('TEA-');
  });

  it.each(['', 'whsec_', 'whsec_====', 'whsec_ '])('with the secret “%s” is not asked: anybody could sign like that', (empty) => {
    expect(() => new CallbackIssuer({ url, secret: empty })).toThrow('no key in it');
  });

  it('is not read beyond what a code needs, nor waited for for ever', async () => {
    answer = { status: 200, body: `{"code":"ABC","padding":"${'x'.repeat(100_000)}"}` };
    await expect(issuer().issue(wish, call())).rejects.toThrow('more than 16384 bytes');
    answer = { status: 0, body: '' };
    await expect(issuer().issue(wish, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/abort|timeout/i);
  });

  it('takes a code back, or says that it was used', async () => {
    answer = { status: 200, body: '{"revoked":true}' };
    expect(await issuer().revoke({ redemptionId: wish.redemptionId, rewardId: 'tea', code: 'ABC' }, call())).toBe('revoked');
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ type: 'code.revoke', redemptionId: wish.redemptionId, rewardId: 'tea', code: 'ABC' });
    answer = { status: 200, body: '{"used":true}' };
    expect(await issuer().revoke({ redemptionId: wish.redemptionId, rewardId: 'tea' }, call())).toBe('used');
    for (const body of ['{"revoked":false}', '{}']) {
      answer = { status: 200, body };
      await expect(issuer().revoke({ redemptionId: wish.redemptionId, rewardId: 'tea' }, call())).rejects.toThrow();
    }
    answer = { status: 404, body: '' };
    await expect(issuer().revoke({ redemptionId: wish.redemptionId, rewardId: 'tea' }, call())).rejects.toThrow('404');
  });
});

describe('a club with a callback', () => {
  const program = () => programWith([rewardOf('made', { fulfil: { by: 'callback' } })], { callback: { url, secret: 'env:CODES_SECRET', waitSeconds: 5, deadlineSeconds: 60 } });

  it('asks the address of its program, with the secret it names', async () => {
    const club = await openClub({ database: await openPglite(), program: program(), secrets: (name) => (name === 'CODES_SECRET' ? secret : undefined) });
    await club.receive({ id: '1', at: new Date().toISOString(), type: 'member.joined', data: { memberId: 'ann' } });
    await club.grant('ann', { walletId: 'points', amount: 100, title: 'A gift', reason: 'test', actor: 'tester', key: 'g' });
    answer = { status: 200, body: '{"code":"FROM-THE-SHOP","url":"https://shop.example/use"}' };
    const port = club.open({ shopId: club.shopId, memberId: 'ann' });
    const written = await port.redeem?.({ rewardId: 'made', cost: 100 }, { key: 'k' });
    expect(written?.result).toMatchObject({ state: 'issued', code: 'FROM-THE-SHOP', url: 'https://shop.example/use' });
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ type: 'code.issue', kind: 'coupon', redemptionId: written?.result.id, rewardId: 'made' });
    await club.close();
  });

  it('does not open without the secret, and says which variable is missing', async () => {
    const database = await openPglite();
    await expect(openClub({ database, program: program(), secrets: () => undefined })).rejects.toThrow('CODES_SECRET is not set');
    await database.close();
  });
});

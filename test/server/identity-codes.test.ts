import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { codesInMemory, type CodeStore } from '../../src/server/gateway/identity/code-store.js';
import type { OneTimeCodeStrategy } from '../../src/server/gateway/identity/strategies.js';
import { origin } from './gateways.js';
import { codeSecret as secret, codesGateway, settled } from './identities.js';

const not = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
/** An answer, without what differs between any two. */
async function seen(answer: Response) {
  const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
  return { status: answer.status, headers, body: (await answer.text()).replace(/"requestId":"[^"]*"/, '') };
}

describe('a one-time code', () => {
  it('signs in whoever has it, with the address as e-mail and an id that does not tell it', async () => {
    const gateway = codesGateway();
    const answer = await gateway.enter('Ann@Example.com', await gateway.codeFor(' ann@example.COM '));
    expect(answer.status).toBe(200);
    const { token, session, sessionExpiresAt } = await answer.json();
    const who = await gateway.whoIs(token);
    expect(who).toMatchObject({ status: 200, email: 'ann@example.com', id: expect.stringMatching(/^otc_[\w-]{43}$/) });
    expect(sessionExpiresAt).toBe('2026-11-23T00:00:00.000Z');
    // The page keeps it; an address must not stand in it.
    for (const part of String(session).split('.')) expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('ann');
    expect(gateway.sent).toEqual([{ to: 'ann@example.com', code: expect.stringMatching(/^\d{6}$/), locale: 'en' }]);
  });

  it('is the same member every time, in every process, and another one with another secret', async () => {
    const idOf = async (strategy: Partial<OneTimeCodeStrategy>, to = 'ann@example.com') => {
      const gateway = codesGateway(strategy);
      return (await gateway.whoIs((await (await gateway.enter(to, await gateway.codeFor(to))).json()).token)).id;
    };
    const id = await idOf({});
    expect(await idOf({})).toBe(id);
    expect(await idOf({}, 'bob@example.com')).not.toBe(id);
    expect(await idOf({ secret: `${secret}!` })).not.toBe(id);
  });

  it('is the shop’s own member where the shop knows the address, asked only once it is proven', async () => {
    const memberOf = vi.fn(async (address: object) => ('email' in address && address.email === 'ann@example.com' ? { memberId: 'c-17', name: 'Ann' } : undefined));
    const gateway = codesGateway({ memberOf });
    const code = await gateway.codeFor('ann@example.com');
    await gateway.enter('ann@example.com', not(code));
    expect(memberOf).not.toHaveBeenCalled();
    expect(await gateway.whoIs((await (await gateway.enter('ann@example.com', code)).json()).token)).toMatchObject({ id: 'c-17', name: 'Ann' });
    const other = await gateway.enter('bob@example.com', await gateway.codeFor('bob@example.com'));
    expect(await gateway.whoIs((await other.json()).token)).toMatchObject({ id: expect.stringMatching(/^otc_/) });
  });

  it('goes to telephones where that is said, written in any digits', async () => {
    const gateway = codesGateway({ channels: ['sms'] });
    const code = await gateway.codeFor('۰۰۹۸ (۹۱۲) ۱۲۳-۴۵۶۷');
    expect(gateway.sent[0]?.to).toBe('+989121234567');
    const persian = [...code].map((digit) => String.fromCodePoint(0x6f0 + Number(digit))).join('');
    expect((await gateway.enter('+98 912 1234567', ` ${persian.slice(0, 3)} ${persian.slice(3)} `)).status).toBe(200);
    expect((await gateway.ask('ann@example.com')).status).toBe(422);
    expect(await (await codesGateway().ask('+98 912 1234567')).json()).toMatchObject({ kind: 'rejected', code: 'address', detail: expect.stringContaining('e-mail') });
  });

  it('is told in the reader’s language', async () => {
    const gateway = codesGateway();
    await gateway.post('/identity/v1/codes', { to: 'a@example.com', locale: 'fa-ir' });
    await gateway.post('/identity/v1/codes', { to: 'b@example.com' }, { 'Accept-Language': 'de-CH, en;q=0.5' });
    await gateway.post('/identity/v1/codes', { to: 'c@example.com', locale: '<b>' });
    await gateway.sentAfter(3);
    expect(gateway.sent.map(({ locale }) => locale)).toEqual(['fa-IR', 'de-CH', 'en']);
  });
});

describe('guessing', () => {
  it('a code is good once, also when it is entered ten times at once', async () => {
    const gateway = codesGateway();
    const code = await gateway.codeFor('ann@example.com');
    const answers = await Promise.all(Array.from({ length: 10 }, () => gateway.enter('ann@example.com', code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 422)]);
  });

  it('the fifth wrong one ends it, also when they come at once', async () => {
    for (const at of ['one by one', 'at once']) {
      const gateway = codesGateway();
      const code = await gateway.codeFor('ann@example.com');
      const wrong = () => gateway.enter('ann@example.com', not(code));
      if (at === 'at once') await Promise.all(Array.from({ length: 5 }, wrong));
      else for (let time = 0; time < 5; time += 1) expect((await wrong()).status).toBe(422);
      expect((await gateway.enter('ann@example.com', code)).status, at).toBe(422);
    }
  });

  it('four wrong ones leave one', async () => {
    const gateway = codesGateway();
    const code = await gateway.codeFor('ann@example.com');
    for (let time = 0; time < 4; time += 1) await gateway.enter('ann@example.com', not(code));
    expect((await gateway.enter('ann@example.com', code)).status).toBe(200);
  });

  it('ends with ten minutes', async () => {
    for (const [later, status] of [[599, 200], [600, 422], [86_400, 422]] as const) {
      const gateway = codesGateway();
      const code = await gateway.codeFor('ann@example.com');
      gateway.after(later);
      expect((await gateway.enter('ann@example.com', code)).status, String(later)).toBe(status);
    }
  });

  it('a newer code takes the place of an older one', async () => {
    const gateway = codesGateway();
    const [old, fresh] = [await gateway.codeFor('ann@example.com'), await gateway.codeFor('ann@example.com')];
    expect((await gateway.enter('ann@example.com', old === fresh ? not(old) : old)).status).toBe(422);
    expect((await gateway.enter('ann@example.com', fresh)).status).toBe(200);
  });

  it('a code of one address opens no other', async () => {
    const gateway = codesGateway();
    const code = await gateway.codeFor('ann@example.com');
    await gateway.codeFor('bob@example.com');
    const status = (await gateway.enter('bob@example.com', code)).status;
    expect(status === 422 || code === gateway.sent[1]?.code).toBe(true);
  });

  it.each(['', '12345', '1234567', '12345x', '000000\n1', '１２３４５６', `${'1'.repeat(101)}`])('%j is no code', async (code) => {
    const gateway = codesGateway();
    await gateway.codeFor('ann@example.com');
    expect((await gateway.enter('ann@example.com', code)).status).toBe(422);
  });

  it('codes are drawn from all million', async () => {
    const gateway = codesGateway({ codesPerHour: 10_000, store: { offer: async () => true, guess: async () => false } }, { limits: { addressPerMinute: 100_000 } });
    await Promise.all(Array.from({ length: 100 }, (_, index) => gateway.ask(`m${index}@example.com`)));
    await gateway.sentAfter(100);
    expect(new Set(gateway.sent.map(({ code }) => code)).size).toBeGreaterThan(95);
    expect(new Set(gateway.sent.map(({ code }) => code[0])).size).toBeGreaterThan(5);
  });
});

describe('nobody learns who is known', () => {
  it('the answer to every address is the same: one that is new, signed in before, asked for too often, or refused by the mailer', async () => {
    const gateway = codesGateway({ send: async ({ to }) => { if (to.startsWith('refused')) throw new Error('no such mailbox'); }, codesPerHour: 100 });
    const first = await seen(await gateway.ask('new@example.com'));
    expect(first).toMatchObject({ status: 202, body: '{"sent":true,"expiresInSeconds":600}' });
    for (const to of ['refused@example.com', ...Array.from({ length: 8 }, () => 'often@example.com')]) expect(await seen(await gateway.ask(to)), to).toEqual(first);
  });

  it('too many codes for an address are not sent, and do not end the one that is there', async () => {
    const gateway = codesGateway();
    for (let time = 0; time < 5; time += 1) await gateway.codeFor('ann@example.com');
    const code = gateway.sent.at(-1)?.code ?? '';
    await gateway.ask('ANN@example.com', '198.51.100.9');
    await settled();
    expect(gateway.sent).toHaveLength(5);
    expect((await gateway.enter('ann@example.com', code)).status).toBe(200);
    gateway.after(3_601);
    await gateway.codeFor('ann@example.com');
    expect(gateway.sent).toHaveLength(6);
  });

  it('ten codes are the most of a day', async () => {
    const store = codesInMemory();
    const sent = [];
    for (let hour = 0; hour < 30; hour += 1) sent.push(await store.offer('a', 'x', new Date(hour * 3_600_001)));
    expect(sent.slice(24)).not.toContain(false);
    expect(sent.slice(0, 24).filter(Boolean)).toHaveLength(10);
  });

  it('a wrong code, an ended one, a used one and an address without any get one answer', async () => {
    const gateway = codesGateway();
    const code = await gateway.codeFor('ann@example.com');
    const wrong = await seen(await gateway.enter('ann@example.com', not(code)));
    expect(wrong).toMatchObject({ status: 422, body: expect.stringContaining('code_wrong') });
    expect(wrong.body).not.toMatch(/ann|example/);
    expect(await seen(await gateway.enter('nobody@example.com', code))).toEqual(wrong);
    await gateway.enter('ann@example.com', code);
    expect(await seen(await gateway.enter('ann@example.com', code))).toEqual(wrong);
    const late = await gateway.codeFor('late@example.com');
    gateway.after(601);
    expect(await seen(await gateway.enter('late@example.com', late))).toEqual(wrong);
  });

  it('no answer waits for the mailer, however long it takes', async () => {
    const gateway = codesGateway({ send: () => new Promise(() => undefined) });
    const blocked = codesGateway({ send: async () => { const end = Date.now() + 300; while (Date.now() < end); } });
    expect((await gateway.ask('ann@example.com')).status).toBe(202);
    const began = Date.now();
    const answer = await blocked.ask('ann@example.com');
    expect([answer.status, Date.now() - began < 250]).toEqual([202, true]);
  });

  it('a store is asked the same, whatever the address', async () => {
    const asked: string[] = [];
    const store: CodeStore = { offer: async () => { asked.push('offer'); return asked.length % 2 === 0; }, guess: async () => { asked.push('guess'); return false; } };
    const gateway = codesGateway({ store });
    for (const to of ['a@example.com', 'b@example.com']) {
      await gateway.ask(to);
      await gateway.enter(to, '123456');
    }
    expect(asked).toEqual(['offer', 'guess', 'offer', 'guess']);
  });
});

describe('limits', () => {
  it('an address of the network may ask for so many codes in an hour, whoever they are for', async () => {
    const gateway = codesGateway({ codesPerHour: 3 });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await gateway.ask(`m${time}@example.com`)).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
    const refused = await gateway.ask('m9@example.com');
    expect(await refused.json()).toMatchObject({ kind: 'rate_limited', retryAfter: 1_200, detail: expect.stringContaining('an hour') });
    expect(refused.headers.get('Retry-After')).toBe('1200');
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect((await gateway.ask('m9@example.com', '198.51.100.9')).status).toBe(202);
    gateway.after(1_200);
    expect((await gateway.ask('m9@example.com')).status).toBe(202);
  });

  it('and try so many', async () => {
    const gateway = codesGateway({ guessesPerHour: 2 });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await gateway.enter(`m${time}@example.com`, '123456')).status);
    expect(statuses).toEqual([422, 422, 429]);
  });

  it('an IPv6 caller is counted by their network, of which they have every address', async () => {
    const gateway = codesGateway({ codesPerHour: 2 });
    expect((await gateway.ask('a@example.com', '2001:db8:1:2::1')).status).toBe(202);
    expect((await gateway.ask('b@example.com', '2001:0DB8:1:2:ffff:ffff:ffff:ffff')).status).toBe(202);
    expect((await gateway.ask('c@example.com', '2001:db8:1:2:3::')).status).toBe(429);
    expect((await gateway.ask('d@example.com', '2001:db8:1:3::1')).status).toBe(202);
  });

  it('addresses remembered are bounded', async () => {
    const store = codesInMemory({ remembered: 2 });
    for (const address of ['a', 'b', 'c']) await store.offer(address, 'x', new Date(0));
    expect([await store.guess('a', 'x', new Date(1)), await store.guess('b', 'x', new Date(1)), await store.guess('c', 'x', new Date(1))]).toEqual([false, true, true]);
  });
});

describe('what is stored and told', () => {
  it('a store sees neither the address nor the code, and not the same for two addresses', async () => {
    const seenBy: string[][] = [];
    const gateway = codesGateway({ store: { offer: async (...call) => { seenBy.push(call.slice(0, 2).map(String)); return true; }, guess: async () => true } });
    const code = await gateway.codeFor('ann@example.com');
    await gateway.codeFor('bob@example.com');
    expect(seenBy).toHaveLength(2);
    expect(seenBy.flat().join()).not.toMatch(new RegExp(`ann|example|${code}`));
    for (const value of seenBy.flat()) expect(value).toMatch(/^[\w-]{43}$/);
    expect(new Set(seenBy.flat()).size).toBe(4);
  });

  it('the owner is told of a mailer that fails, without the address or the code, however it says them', async () => {
    const fails = [
      (to: string, code: string) => new Error(`550 mailbox ${to.toUpperCase()} unavailable; your code is ${code}`),
      (to: string, code: string) => Object.assign(new Error('smtp said no to <other.person@example.org> +98 912 000 1122'), { to, code }),
      (to: string) => to,
    ];
    const gateway = codesGateway({ send: async ({ to, code }) => { throw fails.shift()?.(to, code); }, });
    for (const to of ['ann@example.com', 'bob@example.com', 'carl@example.com']) await gateway.ask(to);
    await vi.waitFor(() => expect(gateway.told).toHaveLength(3));
    expect(gateway.told.join()).toMatch(/A one-time code could not be sent: 550 mailbox … unavailable/);
    expect(inspect(gateway.told)).not.toMatch(/@example|912|\b\d{6}\b/i);
  });
});

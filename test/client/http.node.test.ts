import { afterEach, describe, expect, it, vi } from 'vitest';
import { deadlines, ended, endless, failure, handClock, json, member, over, problem, snapshot, unreachable } from './network.js';

handClock();

describe('a request', () => {
  it('carries the token and the language; no cookie, no cache, no redirect', async () => {
    const { port, sent } = over([() => json(member)]);
    expect(await port.member?.({ locale: 'fa' })).toMatchObject(member);
    const [request] = sent;
    expect(request?.url).toBe('https://club.example/portal/v1/member');
    expect(request?.headers.get('authorization')).toBe('Bearer a-token');
    expect(request?.headers.get('accept-language')).toBe('fa');
    expect(request).toMatchObject({ method: 'GET', credentials: 'omit', cache: 'no-store', redirect: 'error' });
  });

  it('of a guest carries no token', async () => {
    const { port, sent } = over([() => json({ shop: 'yes' })], { token: async () => undefined });
    await port.capabilities();
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });

  it('for a snapshot names each include to the letter', async () => {
    const { port, sent } = over([() => snapshot({ key: 'member', data: member }, { key: 'activity?limit=5', data: { items: [] } })]);
    await port.snapshot?.([{ read: 'member' }, { read: 'activity', query: { limit: 5 } }], { since: 7 });
    expect(new URL(sent[0]?.url ?? '').searchParams.getAll('include')).toEqual(['member', 'activity?limit=5']);
    expect(new URL(sent[0]?.url ?? '').searchParams.get('since')).toBe('7');
  });

  it('has eight seconds, or as the page says', async () => {
    await over([() => json(member)]).port.member?.();
    await over([() => json(member)], { deadline: 3_000 }).port.member?.();
    expect(deadlines.map(({ milliseconds }) => milliseconds)).toEqual([8_000, 3_000]);
  });
});

describe('the deadline', () => {
  it.each([['member'], ['snapshot']] as const)('holds over a body that never ends: %s', async (read) => {
    const { port } = over([endless]);
    const late = read === 'member' ? port.member?.() : port.snapshot?.([{ read: 'member' }]);
    expect(await ended(late)).toMatchObject({ kind: 'timeout', message: `${read}: no answer in time` });
  });

  it('holds over all tries together', async () => {
    const { port, sent } = over([() => new Response('', { status: 503 })]);
    expect((await ended(port.member?.())).kind).toBe('timeout');
    expect(sent).toHaveLength(1);
    expect(deadlines).toHaveLength(1);
  });

  it('is not the caller’s own end: that rejects with its reason', async () => {
    const ends = new AbortController();
    const { port } = over([endless]);
    const thrown = port.member?.({ signal: ends.signal }).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(1);
    ends.abort(new Error('left'));
    expect(await thrown).toMatchObject({ message: 'left' });
  });
});

describe('trying again', () => {
  it.each([[500], [502], [503], [504], [429]])('after %i happens twice at most, for reads', async (status) => {
    const { port, sent } = over([() => new Response('', { status })]);
    await failure(port.member?.() ?? Promise.resolve());
    expect(sent).toHaveLength(3);
  });

  it('happens when the network fails, and ends with a good answer', async () => {
    const { port, sent } = over([unreachable, () => json(member)]);
    const answer = port.member?.();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toMatchObject(member);
    expect(sent).toHaveLength(2);
  });

  it.each([[400], [401], [403], [404], [409], [422], [501]])('does not happen after %i', async (status) => {
    const { port, sent } = over([() => new Response('', { status })]);
    await failure(port.member?.() ?? Promise.resolve());
    expect(sent).toHaveLength(1);
  });

  it.each([[503], [0]])('never happens to a write (%i)', async (status) => {
    const { port, sent } = over([status ? () => new Response('', { status }) : unreachable]);
    expect(await failure(port.join?.({ acceptTerms: true }, { key: 'k' }) ?? Promise.resolve())).toMatchObject({ kind: 'unavailable' });
    expect(sent).toHaveLength(1);
  });

  it('counts the first quick try of a snapshot', async () => {
    const { port, sent } = over([() => new Response('', { status: 503 })]);
    await failure(port.snapshot?.([{ read: 'member' }]) ?? Promise.resolve());
    expect(sent).toHaveLength(3);
  });
});

describe('Retry-After', () => {
  const asked = async (after: string, body: object = {}) => {
    const { port, sent } = over([() => problem(429, body, { 'retry-after': after })]);
    return { error: await failure(port.member?.() ?? Promise.resolve()), times: sent.length };
  };

  it('of a moment is waited for, then tried again', async () => {
    expect(await asked('1')).toMatchObject({ error: { kind: 'rate_limited', retryAfter: 1 }, times: 3 });
  });

  it('of longer than a member waits is told at once, for the upkeep to wait', async () => {
    expect(await asked('60')).toMatchObject({ error: { kind: 'rate_limited', retryAfter: 60 }, times: 1 });
  });

  it('may be a date', async () => {
    expect(await asked('Sun, 03 May 2026 10:02:00 GMT')).toMatchObject({ error: { kind: 'rate_limited', retryAfter: 120 }, times: 1 });
  });

  it.each([['315360000'], ['9000000000000000'], ['Sun, 03 May 2036 10:00:00 GMT']])('of years (%s) is a day', async (after) => {
    expect(await asked(after)).toMatchObject({ error: { kind: 'rate_limited', retryAfter: 86_400 }, times: 1 });
  });

  it.each([['soon'], ['-5'], [''], ['Sun, 03 May 2020 10:00:00 GMT']])('of nonsense (%j) says nothing', async (after) => {
    const { error, times } = await asked(after);
    expect(error).toMatchObject({ kind: 'rate_limited', retryAfter: undefined });
    expect(times).toBe(3);
  });

  it('comes with the shop’s own words', async () => {
    expect((await asked('60', { kind: 'rate_limited', userMessage: 'Come back after lunch.', retryAfter: 90 })).error).toMatchObject({ userMessage: 'Come back after lunch.', retryAfter: 90 });
  });
});

describe('a failure', () => {
  it.each([
    [401, 'unauthenticated'], [403, 'forbidden'], [404, 'not_found'], [409, 'conflict'], [422, 'rejected'], [429, 'rate_limited'], [500, 'unavailable'], [501, 'unsupported'], [504, 'timeout'], [418, 'unavailable'],
  ])('of bare status %i is %s', async (status, kind) => {
    const { port } = over([() => new Response('<h1>Oops</h1>', { status })]);
    expect(await failure(port.member?.() ?? Promise.resolve())).toMatchObject({ kind, message: `member: HTTP ${status}` });
  });

  it('is what its problem document says, whatever its status', async () => {
    const { port } = over([() => problem(400, { type: 'about:blank', kind: 'not_enrolled', detail: 'join first', userMessage: 'Join us.', code: 'E1', requestId: 'r-1' })]);
    expect(await failure(port.member?.() ?? Promise.resolve())).toMatchObject({ kind: 'not_enrolled', message: 'join first', userMessage: 'Join us.', code: 'E1', requestId: 'r-1' });
  });

  it.each([[{ kind: 'brand_new' }, 'unavailable'], [{ title: 'No kind' }, 'forbidden'], [{ kind: 'conflict', userMessage: { html: 'x' } }, 'forbidden']])('document %j means %s', async (body, kind) => {
    const { port } = over([() => problem(403, body)]);
    expect((await failure(port.member?.() ?? Promise.resolve())).kind).toBe(kind);
  });

  it('to connect names what may be in the way', async () => {
    const { port } = over([unreachable]);
    expect(await failure(port.member?.() ?? Promise.resolve())).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('connect-src') });
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['a page', () => new Response('<!doctype html><p>Sign in to the Wi-Fi', { headers: { 'content-type': 'text/html' } }), 'not JSON: <!doctype'],
    ['half of one', () => new Response('{"id":"m","sta'), 'not JSON'],
    ['nothing', () => new Response(''), 'not JSON'],
    ['no body', () => new Response(null, { status: 204 }), 'not JSON'],
    ['another shape', () => json({ id: 7 }), 'id: text expected'],
    ['a list', () => json([]), 'expected'],
  ])('%s is invalid, and says where', async (_, answer, words) => {
    const { port, sent } = over([answer]);
    expect(await failure(port.member?.() ?? Promise.resolve())).toMatchObject({ kind: 'invalid', message: expect.stringContaining(words) });
    expect(sent).toHaveLength(1);
  });

  it('of one part leaves the others alone', async () => {
    const { port } = over([() => snapshot({ key: 'member', data: member }, { key: 'wallets', data: [{ id: 'w' }] })]);
    const answer = await port.snapshot?.([{ read: 'member' }, { read: 'wallets' }, { read: 'shop' }]);
    expect(answer?.parts[0]).toMatchObject({ data: member });
    expect(answer?.parts[1]).toMatchObject({ error: { kind: 'invalid', message: expect.stringContaining('wallets: [0]') } });
    expect(answer?.parts[2]).toMatchObject({ error: { kind: 'invalid', message: 'shop is missing' } });
  });

  it('longer than any of ours is given up while it comes', async () => {
    let sent = 0;
    const flood = new ReadableStream({ pull: (out) => (sent++, out.enqueue(new Uint8Array(500_000).fill(32))) });
    const { port } = over([() => new Response(flood)]);
    expect(await failure(port.member?.() ?? Promise.resolve())).toMatchObject({ kind: 'invalid', message: 'member: too long' });
    expect(sent).toBeLessThan(20);
  });
});

describe('a refused token', () => {
  it('is renewed once, and the request made again with the new one', async () => {
    const renew = vi.fn(async () => 'newer');
    const { port, sent } = over([(request) => (request.headers.get('authorization') === 'Bearer newer' ? json(member) : problem(401, { kind: 'unauthenticated' }))], { renew });
    expect(await port.member?.()).toMatchObject(member);
    expect(renew).toHaveBeenCalledExactlyOnceWith('a-token');
    expect(sent).toHaveLength(2);
  });

  it('again and again ends as unauthenticated', async () => {
    const renew = vi.fn(async () => 'newer');
    const { port, sent } = over([() => problem(401, { kind: 'unauthenticated' })], { renew });
    expect((await failure(port.member?.() ?? Promise.resolve())).kind).toBe('unauthenticated');
    expect([renew.mock.calls.length, sent.length]).toEqual([1, 2]);
  });

  it('is not tried again where the page gives the same one, or none', async () => {
    for (const same of ['a-token', undefined]) {
      const { port, sent } = over([() => problem(401, { kind: 'unauthenticated' })], { renew: async () => same });
      expect((await failure(port.member?.() ?? Promise.resolve())).kind).toBe('unauthenticated');
      expect(sent).toHaveLength(1);
    }
  });
});

describe('a write on a page that put toJSON on the prototypes', () => {
  const add = (target: object): void => void Object.defineProperty(target, 'toJSON', { value: () => 'hacked', configurable: true, enumerable: true });
  afterEach(() => {
    for (const target of [Object.prototype, Array.prototype]) Reflect.deleteProperty(target, 'toJSON');
  });

  it('sends what it was given, with its key', async () => {
    let body = '';
    let key = '';
    const { port } = over([async (request) => {
      body = await request.text();
      key = request.headers.get('idempotency-key') ?? '';
      return new Response('{"version":2,"at":"2026-05-03T10:00:00Z","result":{"id":"m","state":"enrolled"},"parts":[]}');
    }]);
    for (const target of [Object.prototype, Array.prototype]) add(target);
    const joined = await port.join?.({ acceptTerms: true }, { key: 'key-1' }).catch((thrown: unknown) => `${String(thrown)} ${thrown instanceof Error ? thrown.stack : ''}`);
    for (const target of [Object.prototype, Array.prototype]) Reflect.deleteProperty(target, 'toJSON');
    expect(joined).toMatchObject({ result: { id: 'm', state: 'enrolled' }, version: 2 });
    expect([body, key]).toEqual(['{"acceptTerms":true}', 'key-1']);
  });
});

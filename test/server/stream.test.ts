import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import { memberReads } from '../../src/server/club/members.js';
import { listen, type Listening } from '../../src/server/listen.js';
import { orderOf, shopOf, testClub } from './clubs.js';
import { gatewayOver, tokenFor } from './gateways.js';

let club: Club;
const stopping = new AbortController();
let server: Listening;
beforeAll(async () => {
  club = await testClub();
  const { app } = gatewayOver(club, { stopping: stopping.signal, limits: { streamsPerMember: 2 }, keepAliveSeconds: 0.02 });
  server = await listen(app.fetch, '127.0.0.1', 0);
});
afterAll(async () => {
  stopping.abort();
  await server?.close();
  await club?.close();
});

/** Opens the change stream and reads it block by block. */
async function watch(memberId: string, token?: string, url = server.url) {
  const leaving = new AbortController();
  const headers = { Authorization: `Bearer ${token ?? (await tokenFor(memberId))}` };
  const answer = await fetch(`${url}/portal/v1/watch`, { headers, signal: leaving.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const block = async (): Promise<string | undefined> => {
    while (!text.includes('\n\n')) {
      const piece = await reader?.read();
      if (!piece || piece.done) return undefined;
      text += piece.value;
    }
    const [first = '', ...rest] = text.split('\n\n');
    text = rest.join('\n\n');
    return first;
  };
  /** The next event, signs of life left out. */
  const event = async (): Promise<string | undefined> => {
    for (let next = await block(); next !== undefined; next = await block()) if (!next.startsWith(':')) return next;
    return undefined;
  };
  return { answer, block, event, leave: () => leaving.abort() };
}

describe('the change stream', () => {
  it('says at once which version there is, then each change', async () => {
    const { answer, event, leave } = await watch('ann');
    expect(answer.headers.get('Content-Type')).toBe('text/event-stream');
    expect(answer.headers.get('Cache-Control')).toBe('no-store, private');
    expect(await event()).toBe('event: ready\ndata: {"version":0,"keys":[]}');
    await shopOf(club).join('ann');
    expect(await event()).toBe(`event: change\ndata: ${JSON.stringify({ version: 1, keys: memberReads })}`);
    await shopOf(club).place('ann', orderOf(1_000_000));
    expect(await event()).toBe('event: change\ndata: {"version":2,"keys":["orders","order","wallets","activity","tiers","rewards","estimate"]}');
    leave();
  });

  it('holds no place for one who only asks for the headers', async () => {
    const headers = { Authorization: `Bearer ${await tokenFor('asker')}` };
    for (let asked = 0; asked < 5; asked++) {
      expect((await fetch(`${server.url}/portal/v1/watch`, { method: 'HEAD', headers })).status).toBe(204);
    }
    const { answer, leave } = await watch('asker');
    expect(answer.status).toBe(200);
    leave();
  });

  it('gives a sign of life while nothing happens', async () => {
    const { block, leave } = await watch('quiet');
    await block();
    expect(await block()).toBe(': keep');
    leave();
  });

  it('needs a member', async () => {
    const answer = await fetch(`${server.url}/portal/v1/watch`);
    expect(answer.status).toBe(401);
  });

  it('is limited per member, and a page that leaves makes room', async () => {
    const [one, two] = [await watch('many'), await watch('many')];
    await Promise.all([one.event(), two.event()]);
    const third = await watch('many');
    expect(third.answer.status).toBe(429);
    expect(Number(third.answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await watch('another')).answer.status).toBe(200);
    one.leave();
    await vi.waitFor(async () => {
      const again = await watch('many');
      again.leave();
      expect(again.answer.status).toBe(200);
    });
  });

  it('ends with the token, so that a withdrawn one is not followed for ever', async () => {
    const token = await tokenFor('brief', { lifeSeconds: 2, now: new Date(Date.now() - 1_500) });
    const { event } = await watch('brief', token);
    expect(await event()).toContain('ready');
    expect(await event()).toBeUndefined();
  });

  it('ends when the server stops, which then stops at once', async () => {
    const ending = new AbortController();
    const { app } = gatewayOver(club, { stopping: ending.signal });
    const own = await listen(app.fetch, '127.0.0.1', 0);
    const { event } = await watch('ann', undefined, own.url);
    expect(await event()).toContain('ready');
    ending.abort();
    expect(await event()).toBeUndefined();
    await own.close();
    await expect(fetch(own.url)).rejects.toThrow();
  });
});

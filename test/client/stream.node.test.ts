import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readChanges } from '../../src/adapters/portal-api/watch.js';
import { Http } from '../../src/adapters/portal-api/http.js';
import { Live, type Watch } from '../../src/client/live.js';
import type { Change } from '../../src/domain/snapshot.schema.js';
import { clubParts, pageAround, type FakePage } from './page-around.js';

let page: FakePage;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-03T10:00:00Z') });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  page = pageAround();
});
afterEach(() => {
  page.leave();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

interface Opened {
  readonly signal: AbortSignal | undefined;
  say(change: Change): Promise<void>;
  break(): Promise<void>;
}

/** A stream that says what it is told to. */
function stream(): { opened: Opened[]; watch: Watch } {
  const opened: Opened[] = [];
  const watch: Watch = async function* ({ signal }) {
    let wake: (change: Change | undefined) => void = () => undefined;
    const next = (): Promise<Change | undefined> => new Promise((resolve) => (wake = resolve));
    const turn = async (change: Change | undefined): Promise<void> => {
      wake(change);
      await vi.advanceTimersByTimeAsync(0);
    };
    let waiting = next();
    opened.push({ signal, say: turn, break: () => turn(undefined) });
    signal?.addEventListener('abort', () => wake(undefined));
    for (let change = await waiting; change; change = await waiting) {
      waiting = next();
      yield change;
    }
  };
  return { opened, watch };
}

async function following(what: Parameters<typeof clubParts>[0] = {}) {
  const { opened, watch } = stream();
  const made = clubParts({ watch: true, ...what });
  const live = new Live(made.parts, watch);
  live.settled([]);
  await vi.advanceTimersByTimeAsync(0);
  return { ...made, live, opened };
}

describe('the change stream', () => {
  it('is opened where the club says that it can, for a member, in a tab that is looked at', async () => {
    for (const what of [{}, { watch: false }, { member: false }, { watched: false }] as const) {
      const { live, opened } = await following(what);
      expect(opened, JSON.stringify(what)).toHaveLength(Object.keys(what).length === 0 ? 1 : 0);
      live.destroy();
    }
  });

  it('brings what changed, and tells the other tabs', async () => {
    const { live, opened, refreshed, told } = await following();
    await opened[0]?.say({ version: 6, keys: ['wallets'] });
    await vi.advanceTimersByTimeAsync(300);
    expect(refreshed).toEqual([['wallets']]);
    await opened[0]?.say({ version: 7, keys: [] });
    await vi.advanceTimersByTimeAsync(300);
    expect(refreshed).toEqual([['wallets'], undefined]);
    expect(told.filter((news) => news === 'change')).toHaveLength(2);
    live.destroy();
  });

  it('is asked about once for all that comes together', async () => {
    const { live, opened, refreshed } = await following();
    for (let version = 6; version < 156; version++) await opened[0]?.say({ version, keys: [version % 2 ? 'wallets' : 'tiers'] });
    await vi.advanceTimersByTimeAsync(300);
    expect(refreshed).toEqual([['tiers', 'wallets']]);
    live.destroy();
  });

  it('says nothing new with a version that is shown already', async () => {
    const { live, opened, refreshed } = await following();
    await opened[0]?.say({ version: 5, keys: [] });
    await opened[0]?.say({ version: 4, keys: ['wallets'] });
    expect(refreshed).toEqual([]);
    live.destroy();
  });

  it('is opened again after it broke, ever more slowly', async () => {
    const { live, opened } = await following();
    const waits: number[] = [];
    for (let time = 0; time < 8; time++) {
      const began = Date.now();
      await opened.at(-1)?.break();
      const count = opened.length;
      while (opened.length === count) await vi.advanceTimersByTimeAsync(1_000);
      waits.push(Date.now() - began);
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    live.destroy();
  });

  it('is opened soon where it had held for long', async () => {
    const { live, opened } = await following();
    for (let time = 0; time < 3; time++) {
      await vi.advanceTimersByTimeAsync(120_000);
      await opened.at(-1)?.break();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(opened).toHaveLength(4);
    live.destroy();
  });

  it('makes asking from time to time needless once it speaks', async () => {
    const { live, opened, refresh } = await following({ pending: 120 });
    await opened[0]?.say({ version: 5, keys: [] });
    live.settled([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(refresh).not.toHaveBeenCalled();
    live.destroy();
  });

  it('is closed while the tab is hidden, and with the page', async () => {
    const { live, opened } = await following();
    page.show(false);
    expect(opened[0]?.signal?.aborted).toBe(true);
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(opened).toHaveLength(2);
    page.window.dispatchEvent(new Event('pagehide'));
    expect(opened[1]?.signal?.aborted).toBe(true);
    live.destroy();
  });

  it('is closed when somebody else comes', async () => {
    const { live, opened } = await following();
    live.restart();
    expect(opened[0]?.signal?.aborted).toBe(true);
    live.destroy();
  });

  it('is one for all tabs: the next opens it when the first closes', async () => {
    const one = await following();
    const other = await following();
    expect([one.opened.length, other.opened.length]).toEqual([1, 0]);
    one.live.destroy();
    await vi.waitUntil(() => other.opened.length === 1);
    other.live.destroy();
  });
});

describe('what comes over the wire', () => {
  /** Reads a stream that arrives in these pieces. */
  async function read(pieces: readonly (string | Uint8Array)[], end = true): Promise<Change[]> {
    const body = new ReadableStream<Uint8Array>({
      start(out) {
        for (const piece of pieces) out.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
        if (end) out.close();
      },
    });
    const http = new Http({ api: 'https://club.example', token: async () => 'a', fetch: async () => new Response(body) });
    const changes: Change[] = [];
    for await (const change of readChanges(http)) changes.push({ ...change });
    return changes;
  }

  it('is events, whole or in pieces, with comments between', async () => {
    const text = 'event: ready\ndata: {"version":1,"keys":[]}\n\n: keep\n\nevent: change\r\ndata: {"version":2,"keys":["wallets"]}\r\n\r\n';
    const expected = [{ version: 1, keys: [] }, { version: 2, keys: ['wallets'] }];
    expect(await read([text])).toEqual(expected);
    expect(await read([...text])).toEqual(expected);
  });

  it('may split a letter between two pieces', async () => {
    const bytes = new TextEncoder().encode('data: {"keys":["کیف"]}\n\n');
    expect(await read([bytes.slice(0, 17), bytes.slice(17)])).toEqual([{ keys: ['کیف'] }]);
  });

  it.each([['no JSON', 'data: {"version":\n\n'], ['another shape', 'data: {"version":"2","keys":[]}\n\n'], ['an event without end', `data: ${'x'.repeat(200_000)}`]])('ends the stream where it is %s', async (_, text) => {
    await expect(read([text])).rejects.toThrow();
  });

  it('that falls silent is given up', async () => {
    const reading = expect(read(['data: {"keys":[]}\n\n'], false)).rejects.toMatchObject({ kind: 'timeout' });
    await vi.advanceTimersByTimeAsync(40_000);
    await reading;
  });
});

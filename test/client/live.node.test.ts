import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Live } from '../../src/client/live.js';
import { PortalError } from '../../src/domain/errors.js';
import { clubParts, pageAround, tokenOf, type FakePage } from './page-around.js';

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

const unavailable = new PortalError({ kind: 'unavailable' });

describe('after a failure that may pass', () => {
  it('asks again after five seconds, then ever more slowly, a minute at most', async () => {
    const { parts, refresh } = clubParts();
    const live = new Live(parts, undefined);
    const waits: number[] = [];
    for (let failure = 0; failure < 7; failure++) {
      live.settled([unavailable]);
      const began = Date.now();
      refresh.mockImplementationOnce(() => waits.push(Date.now() - began));
      await vi.advanceTimersByTimeAsync(70_000);
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    live.destroy();
  });

  it('waits as long as the shop asks, an hour at most', async () => {
    const { parts, refresh } = clubParts();
    const live = new Live(parts, undefined);
    for (const [retryAfter, wait] of [[30, 30_000], [86_400, 3_600_000]] as const) {
      refresh.mockClear();
      live.settled([new PortalError({ kind: 'rate_limited', retryAfter })]);
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(refresh).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(refresh).toHaveBeenCalledOnce();
    }
    live.destroy();
  });

  it('begins anew after a good answer', async () => {
    const { parts, refresh } = clubParts();
    const live = new Live(parts, undefined);
    for (let failure = 0; failure < 4; failure++) live.settled([unavailable]);
    live.settled([]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(refresh).not.toHaveBeenCalled();
    live.settled([unavailable]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(refresh).toHaveBeenCalledOnce();
    live.destroy();
  });

  it('is left alone where trying again helps nobody', async () => {
    const { parts, refresh } = clubParts();
    const live = new Live(parts, undefined);
    live.settled([new PortalError({ kind: 'forbidden' }), new PortalError({ kind: 'invalid' })]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(refresh).not.toHaveBeenCalled();
    live.destroy();
  });

  it('is asked at once when the network is back', () => {
    const { parts, refresh } = clubParts();
    const live = new Live(parts, undefined);
    live.settled([unavailable]);
    page.window.dispatchEvent(new Event('online'));
    expect(refresh).toHaveBeenCalledOnce();
    live.destroy();
  });
});

describe('where nothing tells of changes', () => {
  it('asks every twenty seconds while something is pending', async () => {
    const { parts, refresh } = clubParts({ pending: 120 });
    const live = new Live(parts, undefined);
    refresh.mockImplementation(() => live.settled([]));
    live.settled([]);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(refresh).toHaveBeenCalledTimes(3);
    live.destroy();
  });

  it.each([
    ['nothing is pending', { pending: 0 }],
    ['nobody is signed in', { pending: 120, member: false }],
    ['nobody looks at any of it', { pending: 120, watched: false }],
  ])('asks for nothing while %s', async (_, what) => {
    const { parts, refresh } = clubParts(what);
    const live = new Live(parts, undefined);
    live.settled([]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(refresh).not.toHaveBeenCalled();
    live.destroy();
  });

  it('asks for nothing while the tab is hidden, and at once when it is looked at', async () => {
    const { parts, refresh } = clubParts({ pending: 120 });
    const live = new Live(parts, undefined);
    live.settled([]);
    page.show(false);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(refresh).not.toHaveBeenCalled();
    page.show(true);
    expect(refresh).toHaveBeenCalledOnce();
    live.destroy();
  });
});

describe('coming back to the tab', () => {
  it('asks again where the last answer is older than ten seconds, and not before', async () => {
    const { parts, refresh } = clubParts();
    const live = new Live(parts, undefined);
    live.settled([]);
    await vi.advanceTimersByTimeAsync(10_000);
    page.window.dispatchEvent(new Event('focus'));
    expect(refresh).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    page.window.dispatchEvent(new Event('focus'));
    expect(refresh).toHaveBeenCalledOnce();
    live.destroy();
  });

  it('out of the browser’s history asks who is here', () => {
    const { parts, onIdentity } = clubParts();
    const live = new Live(parts, undefined);
    page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(onIdentity).not.toHaveBeenCalled();
    page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(onIdentity).toHaveBeenCalledOnce();
    live.destroy();
  });
});

describe('other tabs', () => {
  it('are told once whom this page speaks for, in words that name nobody', async () => {
    const { parts, told } = clubParts();
    const live = new Live(parts, undefined);
    for (let settled = 0; settled < 3; settled++) live.settled([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([expect.stringMatching(/^is [\da-z]+$/)]);
    expect(told[0]).not.toContain('sara');
    live.destroy();
  });

  it('are told nothing by a page whose member is not known yet', async () => {
    const { parts, told } = clubParts({ member: false });
    const live = new Live(parts, undefined);
    live.settled([unavailable]);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([]);
    live.destroy();
  });

  it('that say something changed are followed', async () => {
    const { parts, refresh, onIdentity } = clubParts();
    const live = new Live(parts, undefined);
    await live.heard('change');
    expect(refresh).toHaveBeenCalledOnce();
    expect(onIdentity).not.toHaveBeenCalled();
    live.destroy();
  });

  it.each([
    ['a guest', 'guest', 1],
    ['somebody whom the page names', 'identity', 1],
    ['another member', tokenOf('omid'), 1],
    ['the same member with a later token', tokenOf('sara', 2), 0],
  ])('that speak for %s make this one ask who is here, where it cannot be the same', async (_, other, times) => {
    const here = clubParts();
    const there = clubParts({ token: other });
    const [live, another] = [new Live(here.parts, undefined), new Live(there.parts, undefined)];
    if (other.includes('.')) another.settled([]);
    await vi.advanceTimersByTimeAsync(0);
    await live.heard(there.told[0] ?? other);
    expect(here.onIdentity).toHaveBeenCalledTimes(times);
    live.destroy();
    another.destroy();
  });
});

it('does nothing any more once it is ended', async () => {
  const { parts, refresh, onIdentity } = clubParts({ pending: 120 });
  const live = new Live(parts, undefined);
  live.settled([unavailable]);
  live.destroy();
  page.window.dispatchEvent(new Event('online'));
  page.window.dispatchEvent(new Event('focus'));
  page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  page.show(false);
  page.show(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(refresh).not.toHaveBeenCalled();
  expect(onIdentity).not.toHaveBeenCalled();
});

import { describe, expect, it, vi } from 'vitest';
import { fresh } from '../../src/adapters/memory/state.js';
import { PortalError } from '../../src/domain/errors.js';
import { answer, at, bench, failed, known, member, named, shop, wallets } from './store-bench.js';

describe('what is asked for before the frame', () => {
  it('goes in one request, each read once', () => {
    const { store, asked, frame } = bench();
    for (const include of [shop, member, member, wallets]) store.subscribe(include, () => undefined);
    expect(asked).toHaveLength(0);
    frame();
    expect(asked.map(({ includes }) => includes.map(({ read }) => read))).toEqual([['shop', 'member', 'wallets']]);
  });

  it('is not asked for when whoever wanted it has left', () => {
    const { store, asked, frame } = bench();
    store.subscribe(member, () => undefined)();
    frame();
    expect(asked).toHaveLength(0);
    expect(store.state(member)).toEqual({ status: 'idle' });
  });

  it('tells history with other parameters apart', () => {
    const { store, last, frame } = bench();
    for (const limit of [5, 10]) store.subscribe({ read: 'activity', query: { limit } }, () => undefined);
    frame();
    expect(last().includes).toHaveLength(2);
  });
});

describe('leaving', () => {
  it('ends the request when nobody needs any of it', () => {
    const { store, last, frame } = bench();
    const stops = [store.subscribe(member, () => undefined), store.subscribe(wallets, () => undefined)];
    frame();
    stops[0]?.();
    expect(last().signal?.aborted).toBe(false);
    stops[1]?.();
    expect(last().signal?.aborted).toBe(true);
  });

  it('is not the end while another still watches the same', () => {
    const { store, last, frame } = bench();
    const stop = store.subscribe(member, () => undefined);
    store.subscribe(member, () => undefined);
    frame();
    stop();
    expect(last().signal?.aborted).toBe(false);
  });

  it('keeps what is known, and asks whether it still holds when somebody comes back', async () => {
    const { store, stop, asked, frame } = await known(5);
    stop();
    expect(store.state(member)).toMatchObject({ status: 'ready', refreshing: false });
    store.subscribe(member, () => undefined);
    expect(store.state(member)).toMatchObject({ status: 'ready', refreshing: true });
    frame();
    expect(asked).toHaveLength(2);
  });

  it('asks for nothing when a second one comes', async () => {
    const { store, asked, frame } = await known(5);
    store.subscribe(member, () => undefined);
    frame();
    expect(asked).toHaveLength(1);
  });

  it('drops an answer that comes after it', async () => {
    const { store, last, frame } = bench();
    const stop = store.subscribe(member, () => undefined);
    store.subscribe(shop, () => undefined);
    frame();
    stop();
    await last().answer(answer(1, named('Sara'), { key: 'shop', read: 'shop', data: fresh.shop('en') }));
    expect(store.state(member)).toEqual({ status: 'idle' });
    expect(store.state(shop).status).toBe('ready');
  });
});

describe('an answer', () => {
  it('older than what is shown is ignored', async () => {
    const { store, frame, last } = await known(5);
    store.refresh();
    frame();
    await last().answer(answer(4, named('Old')));
    expect(store.state(member)).toMatchObject({ status: 'ready', data: { name: 'Sara' }, refreshing: false });
    expect(store.version).toBe(5);
  });

  it('is shown where nothing was, however old it is', async () => {
    const { store, frame, last } = await known(5);
    store.subscribe(wallets, () => undefined);
    frame();
    await last().answer(answer(4, { key: 'wallets', read: 'wallets', data: [] }));
    expect(store.state(wallets)).toMatchObject({ status: 'ready' });
  });

  it('that nothing changed keeps the data and is as good as new', async () => {
    const { store, frame, last } = await known(5);
    store.refresh();
    frame();
    expect(last().since).toBe(5);
    await last().answer({ version: 5, at: '2026-05-04T10:00:00Z', unchanged: true, parts: [] });
    expect(store.state(member)).toMatchObject({ status: 'ready', data: { name: 'Sara' }, asOf: '2026-05-04T10:00:00Z', refreshing: false });
  });

  it('is asked for in full where something is missing', async () => {
    const { store, frame, last } = await known(5);
    store.subscribe(wallets, () => undefined);
    store.refresh();
    frame();
    expect(last().since).toBeUndefined();
  });

  it('is asked for in full where a read that nobody watched may have missed what is newest by now', async () => {
    const { store, frame, last, stop } = await known(5);
    stop();
    store.subscribe(shop, () => undefined);
    frame();
    await last().answer(answer(6, { key: 'shop', read: 'shop', error: new PortalError({ kind: 'unavailable' }) }));
    store.subscribe(member, () => undefined);
    frame();
    expect(last().includes).toEqual([member]);
    expect(last().since).toBeUndefined();
    await last().answer(answer(6, named('Sara Ahmadi')));
    store.refresh(['member']);
    frame();
    expect(last().since).toBe(6);
  });

  it('without a version replaces what is shown', async () => {
    const { store, frame, last } = await known();
    store.refresh();
    frame();
    expect(last().since).toBeUndefined();
    await last().answer(answer(undefined, named('Mina')));
    expect(store.state(member)).toMatchObject({ data: { name: 'Mina' } });
  });

  it('that leaves a read out leaves it unknown', async () => {
    const { store, frame, last } = bench();
    store.subscribe(wallets, () => undefined);
    frame();
    await last().answer(answer(undefined));
    expect(store.state(wallets)).toEqual({ status: 'idle' });
  });
});

describe('a failure', () => {
  it('of one part is that part’s alone', async () => {
    const { store, frame, last } = bench();
    const settled = vi.fn();
    store.onSettled = settled;
    for (const include of [member, wallets]) store.subscribe(include, () => undefined);
    frame();
    await last().answer(answer(1, named('Sara'), failed('wallets')));
    expect(store.state(member).status).toBe('ready');
    expect(store.state(wallets)).toMatchObject({ status: 'failed', error: { kind: 'unavailable' } });
    expect(settled).toHaveBeenCalledWith([expect.objectContaining({ kind: 'unavailable' })]);
  });

  it('keeps what was known, and since when', async () => {
    const { store, frame, last } = await known(5);
    store.refresh();
    frame();
    await last().fail(new PortalError({ kind: 'timeout' }));
    expect(store.state(member)).toMatchObject({ status: 'failed', error: { kind: 'timeout' }, last: { data: { name: 'Sara' }, asOf: at } });
  });

  it('of any other kind is told as unavailable', async () => {
    const { store, frame, last } = bench();
    store.subscribe(member, () => undefined);
    frame();
    await last().fail(new TypeError('x is not a function'));
    expect(store.state(member)).toMatchObject({ status: 'failed', error: { kind: 'unavailable', message: 'x is not a function' } });
  });

  it('shows that it is being tried again, and is over with a good answer', async () => {
    const { store, frame, last } = bench();
    store.subscribe(member, () => undefined);
    frame();
    await last().fail(new PortalError({ kind: 'unavailable' }));
    store.refresh();
    expect(store.state(member)).toMatchObject({ status: 'failed', refreshing: true });
    frame();
    await last().answer(answer(1, named('Sara')));
    expect(store.state(member).status).toBe('ready');
  });
});

describe('somebody else', () => {
  it('ends every request, forgets everything and asks anew for what is watched', async () => {
    const { store, asked, frame, last } = await known(5);
    store.refresh();
    frame();
    const before = last();
    store.reset();
    expect(before.signal?.aborted).toBe(true);
    expect(store.state(member)).toEqual({ status: 'pending' });
    frame();
    expect(asked).toHaveLength(3);
    expect(last().since).toBeUndefined();
  });

  it('never sees an answer, nor the version, of the one before', async () => {
    const { store, frame, last } = await known(5);
    store.refresh();
    frame();
    const before = last();
    store.reset();
    frame();
    await before.answer(answer(900, named('Sara')));
    await last().answer(answer(2, named('Mina')));
    store.refresh();
    frame();
    await last().answer(answer(3, named('Mina Ahmadi')));
    expect(store.state(member)).toMatchObject({ data: { name: 'Mina Ahmadi' } });
    expect(store.version).toBe(3);
  });
});

describe('a write', () => {
  it('brings what it changed, and an answer from before it is dropped', async () => {
    const { store, frame, last } = await known(5);
    store.refresh();
    frame();
    store.apply(answer(6, named('Joined')));
    await last().answer(answer(5, named('Sara')));
    expect(store.state(member)).toMatchObject({ data: { name: 'Joined' }, refreshing: false });
    expect(store.version).toBe(6);
  });
});

it('a listener that leaves while it is told does not cost the others their news', async () => {
  const { store, frame, last } = bench();
  const heard: string[] = [];
  const stop = store.subscribe(member, () => stop());
  store.subscribe(member, () => heard.push(store.state(member).status));
  frame();
  await last().answer(answer(1, named('Sara')));
  expect(heard).toContain('ready');
});

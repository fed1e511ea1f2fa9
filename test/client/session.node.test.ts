import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../../src/client/session.js';
import type { GetToken } from '../../src/client/config.js';

const session = (getToken?: GetToken, onState: () => void = () => undefined): Session => new Session(getToken, onState, 8_000);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Tokens in order; the last one for ever. */
function tokens(...given: (string | null)[]) {
  let at = 0;
  return vi.fn(() => given[Math.min(at++, given.length - 1)] ?? null);
}

describe('a session', () => {
  it('asks for the token once, however many wait', async () => {
    const getToken = tokens('one', 'two');
    const here = session(getToken);
    expect(await Promise.all([here.token(), here.token(), here.token()])).toEqual(['one', 'one', 'one']);
    expect(getToken).toHaveBeenCalledTimes(1);
    expect(here.state).toBe('member');
  });

  it.each([[undefined], [tokens(null)], [tokens('')], [() => undefined], [async () => null]])('is a guest’s without a token', async (getToken) => {
    const here = session(getToken);
    expect(await here.token()).toBeUndefined();
    expect(here.state).toBe('guest');
  });

  it('tells each change of state, and no other', async () => {
    const states: string[] = [];
    const here = session(tokens('one'), () => states.push(here.state));
    await here.token();
    await here.token();
    here.identify(null);
    here.identify(null);
    expect(states).toEqual(['member', 'guest']);
  });
});

describe('a refused token', () => {
  it('is renewed once for all who were refused at once', async () => {
    const getToken = tokens('one', 'two');
    const here = session(getToken);
    await here.token();
    expect(await Promise.all([here.renew('one'), here.renew('one'), here.renew('one')])).toEqual(['two', 'two', 'two']);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('is not asked for again by one who hears late that the old one was refused', async () => {
    const getToken = tokens('one', 'two');
    const here = session(getToken);
    await here.token();
    await here.renew('one');
    expect(await here.renew('one')).toBe('two');
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('means expired where the page has no other, without asking in circles', async () => {
    const getToken = tokens('one');
    const here = session(getToken);
    await here.token();
    expect(await here.renew('one')).toBe('one');
    expect(here.state).toBe('expired');
    await here.token();
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('means expired where the page has none any more', async () => {
    const here = session(tokens('one', null));
    await here.token();
    expect(await here.renew('one')).toBeUndefined();
    expect(here.state).toBe('expired');
  });
});

describe('somebody else', () => {
  it('is asked for anew, and counts as another epoch', async () => {
    const here = session(tokens('one'));
    await here.token();
    here.identify(tokens('other'));
    expect([here.epoch, here.state]).toEqual([1, 'unknown']);
    expect(await here.token()).toBe('other');
  });

  it('gets their own token where the one before was still being asked for', async () => {
    let give: (token: string) => void = () => undefined;
    const here = session(() => new Promise<string>((resolve) => (give = resolve)));
    const waiting = here.token();
    await Promise.resolve();
    here.identify(() => 'other');
    give('one');
    expect(await waiting).toBe('other');
    expect(here.state).toBe('member');
  });

  it('is nobody after logout, even where a token was still on its way', async () => {
    let give: (token: string) => void = () => undefined;
    const here = session(() => new Promise<string>((resolve) => (give = resolve)));
    const waiting = here.token();
    await Promise.resolve();
    here.identify(null);
    give('one');
    expect(await waiting).toBeUndefined();
    expect(here.state).toBe('guest');
  });
});

describe('a getToken that', () => {
  it.each([
    ['throws', () => { throw new Error('no cookie'); }],
    ['rejects', () => Promise.reject(new Error('no cookie'))],
  ] satisfies [string, GetToken][])('%s fails the call that waits, and is asked again by the next', async (_, broken) => {
    const getToken = vi.fn<GetToken>().mockImplementationOnce(broken).mockReturnValue('one');
    const here = session(getToken);
    await expect(here.token()).rejects.toMatchObject({ name: 'PortalError', kind: 'unavailable', cause: { message: 'no cookie' } });
    expect(await here.token()).toBe('one');
  });

  it('never answers fails in time, and does not stand in the way of the next', async () => {
    const getToken = vi.fn<GetToken>().mockReturnValueOnce(new Promise(() => undefined)).mockReturnValue('one');
    const here = session(getToken);
    const late = expect(here.token()).rejects.toMatchObject({ kind: 'timeout' });
    await vi.advanceTimersByTimeAsync(8_000);
    await late;
    expect(await here.token()).toBe('one');
  });

  it.each([[42], [{ token: 'x' }], [true]])('gives %j gives no token', async (wrong) => {
    const here = session(() => JSON.parse(JSON.stringify(wrong)));
    expect(await here.token()).toBeUndefined();
  });
});

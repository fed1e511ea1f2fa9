import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { care } from '../../src/client/care.js';
import { Session } from '../../src/client/session.js';
import { vendor } from '../../src/client/vendor.js';
import { described, refusal, vendor as vendorOf, type Reply, type Seen } from '../adapters/vendor.js';
import { granted, kindOf, redeem, redeemOp, walletsOp } from '../adapters/opened.js';

const define = { define: { unit: '{id: \'points\', kind: \'points\', decimals: `0`}' } };
const jwt = (claims: object): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const [sara, omid] = [jwt({ iss: 'https://one.example', sub: '1' }), jwt({ iss: 'https://one.example', sub: '2' })];
const namesake = jwt({ iss: 'https://two.example', sub: '1' });
const names: Readonly<Record<string, string>> = { [sara]: 'sara', [omid]: 'omid', [namesake]: 'namesake' };

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('location', { href: 'https://shop.example/en', origin: 'https://shop.example' });
  vi.stubGlobal('sessionStorage', { getItem: (name: string) => stored.get(name) ?? null, setItem: (name: string, text: string) => void stored.set(name, text), removeItem: (name: string) => void stored.delete(name) });
});
afterEach(() => void vi.unstubAllGlobals());

/** A page with a session of its own, at a vendor that `answer` plays. */
function page(ops: object, answer: (request: Seen, at: number) => Reply | Promise<Reply>, first: () => string | null = () => sara, api = '/club.json') {
  const over = vendorOf(answer);
  const file = { format: 1, adapter: described(ops, { auth: { type: 'member' }, ...define }) };
  vi.stubGlobal('window', { fetch: async (url: string, init: RequestInit) => (url.startsWith('https://shop.example/') ? Response.json(file) : over.fetch(url, init)) });
  const session = new Session(first, () => undefined, 5_000);
  const port: Partial<PortalAdapter> = {};
  const connection = { api, token: () => session.token(), renew: (refused: string) => care.renew(refused, () => session.renew(refused), () => (session.epoch += 1)) };
  /** What was asked, and as whom. */
  const asked = (): string[] => over.seen.map(({ method, headers: { authorization = '' } }) => `${method} ${names[authorization.slice(7)] ?? authorization.slice(7)}`);
  return { session, asked, connect: () => vendor(port, connection, session) };
}

/** Tokens, one after the other. */
function each(...tokens: string[]): () => string {
  let at = 0;
  return () => tokens[Math.min((at += 1), tokens.length) - 1] ?? '';
}

/** The balance; or why there is none. */
async function balance(port: PortalAdapter): Promise<unknown> {
  const [part] = (await port.snapshot?.([{ read: 'wallets' }]))?.parts ?? [];
  if (part && 'error' in part) return part.error.kind;
  return part?.read === 'wallets' ? part.data[0]?.available : undefined;
}

const { path: _path, method: _method, body: _body, ...mapped } = redeemOp;
const inSteps = { ...mapped, steps: [{ as: 'seen', path: '/me' }, { as: 'body', method: 'POST', path: '/redemptions', body: { reward: '=input.rewardId' } }] };
const cached = { ...walletsOp, path: '/me', cache: 300 };
const whose = ({ headers }: Seen): Reply => ({ points: headers.authorization === `Bearer ${sara}` || headers.authorization === 'Bearer opaque-1' ? 1 : 2 });

describe('a wish of one member', () => {
  it('is not done for another who signs in between its requests', async () => {
    const { session, asked, connect } = page({ redeem: inSteps }, ({ method }) => {
      session.identify(() => omid);
      return method === 'POST' ? granted : { points: 5 };
    });
    expect(await kindOf(redeem(await connect()))).toBe('conflict');
    expect(asked()).toEqual(['GET sara']);
  });

  it('is not sent again for another who signs in before it is tried again', async () => {
    const { session, asked, connect } = page({ redeem: { ...redeemOp, idempotency: 'header:Idempotency-Key' } }, () => {
      session.identify(() => omid);
      return new Response('', { status: 503 });
    });
    expect(await kindOf(redeem(await connect()))).toBe('conflict');
    expect(asked()).toEqual(['POST sara']);
  });

  it('is not done for another who signs in while another tab has its turn', async () => {
    let begin = (): void => undefined;
    const turn = new Promise<void>((resolve) => (begin = resolve));
    const request = vi.fn(async (_name: string, _options: object, run: () => Promise<unknown>) => turn.then(run));
    const { session, asked, connect } = page({ redeem: redeemOp }, () => granted);
    const port = await connect();
    vi.stubGlobal('navigator', { locks: { request } });
    const told = kindOf(redeem(port));
    await vi.waitFor(() => expect(request).toHaveBeenCalledWith('vafa-wish:/club.json', {}, expect.anything()));
    session.identify(() => omid);
    begin();
    expect(await told).toBe('conflict');
    expect(asked()).toEqual([]);
  });

  it.each([
    ['another member', omid],
    ['a member of one name at another issuer', namesake],
  ])('is not done for %s whose token comes in the place of one that was refused', async (_, other) => {
    const { asked, connect } = page({ redeem: redeemOp }, (_request, at) => (at === 0 ? refusal(401, 'old') : granted), each(sara, other));
    expect(await kindOf(redeem(await connect()))).toBe('conflict');
    expect(asked()).toEqual(['POST sara']);
  });

  it('is not sent again with a token that may be anybody’s, and goes with it when it is told again', async () => {
    const { asked, connect } = page({ redeem: redeemOp }, (_request, at) => (at === 0 ? refusal(401, 'old') : granted), each('opaque-1', 'opaque-2'));
    const port = await connect();
    expect(await kindOf(redeem(port))).toBe('unauthenticated');
    expect(asked()).toEqual(['POST opaque-1']);
    expect((await redeem(port)).result).toMatchObject({ code: 'ABC' });
    expect(asked()).toEqual(['POST opaque-1', 'POST opaque-2']);
  });

  it('is sent again with a newer token of theirs', async () => {
    const newer = jwt({ iss: 'https://one.example', sub: '1', exp: 2 });
    const { asked, connect } = page({ redeem: redeemOp }, (_request, at) => (at === 0 ? refusal(401, 'old') : granted), each(sara, newer));
    expect((await redeem(await connect())).result).toMatchObject({ code: 'ABC' });
    expect(asked()).toEqual(['POST sara', `POST ${newer}`]);
  });

  it('is not sent again after the page was loaded anew, whatever its token says and however often the shop said who is here', async () => {
    const before = page({ redeem: redeemOp }, () => Promise.reject(new TypeError('socket hang up')), () => 'opaque-1');
    before.session.identify(() => 'opaque-1');
    expect(await kindOf(redeem(await before.connect()))).toBe('unavailable');
    before.session.identify(() => 'opaque-2');
    expect(await kindOf(redeem(await before.connect()))).toBe('unavailable:unknown_outcome');
    const after = page({ redeem: redeemOp }, () => granted, () => 'opaque-1');
    expect(await kindOf(redeem(await after.connect()))).toBe('unavailable:unknown_outcome');
    expect([...before.asked(), ...after.asked()]).toHaveLength(1);
  });

  it('has one key at the vendor, whatever their tokens are by then, and one name for each token that says nothing', async () => {
    const keys: unknown[] = [];
    const ops = { redeem: { ...redeemOp, idempotency: 'header:Idempotency-Key' }, member: { map: "{id: ctx.memberId, state: 'enrolled'}" } };
    const { session, connect } = page(ops, ({ headers }) => (keys.push(headers['idempotency-key']), new Response('', { status: 500 })), () => 'opaque-1');
    const port = await connect();
    const id = async (): Promise<unknown> => (await port.snapshot?.([{ read: 'member' }]))?.parts.map((part) => part.read === 'member' && 'data' in part && part.data.id);
    const first = await id();
    await kindOf(redeem(port));
    session.identify(() => 'opaque-2');
    await kindOf(redeem(port));
    expect(await id()).not.toEqual(first);
    session.identify(() => 'opaque-1');
    expect(await id()).toEqual(first);
    expect(new Set(keys).size).toBe(1);
  });

  it('judges by what the vendor says in its turn, not by what was kept before', async () => {
    const require = [{ that: 'seen.points >= `100`', else: 'insufficient_balance' }];
    const steps = [{ as: 'seen', path: '/me', cache: 300, require }, inSteps.steps[1]];
    let points = 100;
    const { asked, connect } = page({ redeem: { ...mapped, steps }, wallets: { steps: [{ as: 'seen', path: '/me', cache: 300 }], map: walletsOp.map } }, () => ({ points }));
    const port = await connect();
    await balance(port);
    points = 0;
    expect(await kindOf(redeem(port))).toBe('insufficient_balance');
    expect(asked()).toEqual(['GET sara', 'GET sara']);
  });
});

describe('what was answered to one member', () => {
  it.each([
    ['another', sara, omid],
    ['one of the same name at another issuer', sara, namesake],
    ['one whose token says nothing', 'opaque-1', 'opaque-2'],
  ])('is not shown to %s who signs in', async (_, first, second) => {
    const { session, connect } = page({ wallets: cached }, whose, () => first);
    const port = await connect();
    expect([await balance(port), await balance(port)]).toEqual([1, 1]);
    session.identify(() => second);
    expect(await balance(port)).toBe(2);
  });

  it('is not shown to them where it was asked in two steps, and they came between', async () => {
    let before = true;
    const wallets = { steps: [{ as: 'first', path: '/pre' }, { as: 'body', path: '/me', cache: 300 }], map: walletsOp.map };
    const { session, connect } = page({ wallets }, (request) => {
      if (before) session.identify(() => omid);
      before = false;
      return whose(request);
    });
    const port = await connect();
    expect(await balance(port)).toBe('conflict');
    session.identify(() => sara);
    expect(await balance(port)).toBe(1);
  });

  it('is asked for anew after a renewal, as the token may be anybody’s', async () => {
    let refuses = false;
    const { connect } = page({ wallets: cached, tiers: { path: '/tiers', map: '`[]`' } }, (request) => (refuses && request.headers.authorization === 'Bearer opaque-1' ? refusal(401, 'old') : whose(request)), each('opaque-1', 'opaque-2'));
    const port = await connect();
    expect(await balance(port)).toBe(1);
    refuses = true;
    await port.snapshot?.([{ read: 'tiers' }]);
    expect(await balance(port)).toBe(2);
  });

  it('is gone when they signed out, and so are their wishes', async () => {
    const { session, asked, connect } = page({ wallets: cached, redeem: redeemOp }, ({ method }) => (method === 'POST' ? granted : { points: 1 }));
    const port = await connect();
    await balance(port);
    await redeem(port);
    stored.set('vafa:redeem:/club.json', 'a line');
    session.identify(null);
    await balance(port);
    expect([...stored]).toEqual([]);
    session.identify(() => sara);
    await balance(port);
    expect(asked()).toEqual(['GET sara', 'POST sara', 'GET sara']);
  });

  it('keeps its wishes where a sign-in only ran out', async () => {
    const tokens = each(sara, '');
    const { asked, connect } = page({ redeem: redeemOp, wallets: walletsOp }, ({ method }) => (method === 'POST' ? Promise.reject(new TypeError('socket hang up')) : refusal(401, 'old')), tokens);
    const port = await connect();
    await kindOf(redeem(port));
    expect([await balance(port), await balance(port)]).toEqual(['unauthenticated', 'unauthenticated']);
    expect([...stored.keys()]).toEqual(['vafa:once:/club.json']);
    expect(asked()).toEqual(['POST sara', 'GET sara']);
  });
});

describe('a new token', () => {
  it('is not taken for refused where an older one was, a while after another request had it renewed', async () => {
    const newer = jwt({ iss: 'https://one.example', sub: '1', exp: 2 });
    let late = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (late = resolve));
    const tokens = vi.fn(each(sara, newer));
    const ops = { wallets: { ...walletsOp, path: '/me' }, tiers: { path: '/tiers', map: '`[]`' } };
    const { session, connect } = page(ops, async ({ url, headers }) => {
      if (headers.authorization !== `Bearer ${sara}`) return { points: 3 };
      if (url.pathname.endsWith('/tiers')) await waiting;
      return refusal(401, 'old');
    }, tokens);
    const port = await connect();
    const both = port.snapshot?.([{ read: 'wallets' }, { read: 'tiers' }]);
    await vi.waitFor(() => expect(tokens).toHaveBeenCalledTimes(2));
    late();
    expect((await both)?.parts).toMatchObject([{ data: [{ available: 3 }] }, { data: [] }]);
    expect(tokens).toHaveBeenCalledTimes(2);
    expect(session.state).toBe('member');
  });
});

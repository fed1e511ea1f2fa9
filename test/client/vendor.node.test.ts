import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { vendor } from '../../src/client/vendor.js';
import { adviser } from '../../src/client/advise.js';
import { advice } from '../../src/client/advice.js';
import { described, refusal, vendor as vendorOf, type Reply, type Seen } from '../adapters/vendor.js';
import { granted, kindOf, redeem, redeemOp, walletsOp } from '../adapters/opened.js';

const define = { define: { unit: '{id: \'points\', kind: \'points\', decimals: `0`}' } };
const shop = { id: 'shop', name: 'Shop', timeZone: 'Asia/Tehran', currencies: [], display: { digits: 'locale', calendar: 'locale', expiringDays: 30 } };
/** What a page is told: of a vendor that answers a member’s own token. */
const told = (ops: object = { wallets: walletsOp, redeem: redeemOp }, more: object = {}, beside: object = {}): object => ({ format: 1, adapter: described(ops, { auth: { type: 'member' }, ...define, ...more }), ...beside });

const jwt = (claims: object): string => `h.${btoa(JSON.stringify(claims))}.s`;
const sara = jwt({ sub: 'm1', email: 'sara@shop.example' });

const warned: string[] = [];
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  warned.length = 0;
  adviser.load = () => Promise.resolve({ advice });
  vi.spyOn(console, 'warn').mockImplementation((line: string) => void warned.push(line));
  vi.stubGlobal('location', { href: 'https://shop.example/en/account', origin: 'https://shop.example' });
  vi.stubGlobal('sessionStorage', { getItem: (name: string) => stored.get(name) ?? null, setItem: (name: string, text: string) => void stored.set(name, text), removeItem: (name: string) => void stored.delete(name) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

interface Page {
  readonly port: Partial<PortalAdapter>;
  readonly seen: Seen[];
  /** How the file was asked for. */
  readonly files: RequestInit[];
  /** Puts the vendor’s port in its place. */
  readonly connect: () => Promise<PortalAdapter>;
}

let pages = 0;

/** A page whose site has that file, and whose member has these tokens, one after the other as the vendor refuses them. */
function page(file: Reply | (() => Reply), answer: (request: Seen, at: number) => Reply | Promise<Reply> = () => ({ points: 5 }), tokens: readonly (string | undefined)[] = [sara], api = `/club-${(pages += 1)}.json`): Page {
  const over = vendorOf(answer);
  const files: RequestInit[] = [];
  vi.stubGlobal('window', {
    fetch: async (url: string, init: RequestInit) => {
      if (!url.startsWith('https://shop.example/')) return over.fetch(url, init);
      files.push(init);
      const reply = typeof file === 'function' && !(file instanceof Response) ? file() : file;
      return reply instanceof Response ? reply : Response.json(reply);
    },
  });
  let at = 0;
  const port: Partial<PortalAdapter> = {};
  const connection = { api, token: async () => tokens[at], renew: async () => tokens[Math.min((at += 1), tokens.length - 1)] };
  return { port, seen: over.seen, files, connect: () => vendor(port, connection, { epoch: 0, state: 'unknown' }) };
}

const snapshot = async (port: PortalAdapter) => (await port.snapshot?.([{ read: 'capabilities' }, { read: 'wallets' }]))?.parts;

describe('a page that speaks to a vendor itself', () => {
  it('reads what the description says, with the member’s own token, without cookies and without anything else that names them', async () => {
    const { connect, seen, files } = page(told());
    expect(await snapshot(await connect())).toMatchObject([{ data: { wallets: 'yes', redeem: 'yes' } }, { data: [{ available: 5 }] }]);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.url.pathname).toBe('/v1/members/m1');
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${sara}`);
    expect(files).toMatchObject([{ credentials: 'omit', redirect: 'error' }]);
  });

  it('takes the place of what stood for it, so that wishes find it', async () => {
    const { port, connect } = page(told());
    await connect();
    expect(Object.keys(port).sort()).toEqual(['capabilities', 'redeem', 'snapshot']);
  });

  it('fetches the description once, however many ask, and again where that failed', async () => {
    let down = true;
    const { connect, files } = page(() => (down ? new Response('oops', { status: 503 }) : told()));
    expect(await Promise.all([kindOf(connect()), kindOf(connect())])).toEqual(['unavailable', 'unavailable']);
    expect(files).toHaveLength(1);
    down = false;
    await Promise.all([connect(), connect()]);
    expect(files).toHaveLength(2);
    expect(warned).toEqual([]);
  });

  const old = jwt({ sub: 'm1', exp: 1 });
  it('asks once with a new token when the last one was refused', async () => {
    const { connect, seen } = page(told(), (_, at) => (at === 0 ? refusal(401, 'old') : { points: 5 }), [old, sara]);
    expect(await snapshot(await connect())).toMatchObject([{}, { data: [{ available: 5 }] }]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${old}`, `Bearer ${sara}`]);
  });

  it('knows a member whose token says nothing, and asks nobody for a guest', async () => {
    const opaque = page(told({ wallets: { ...walletsOp, path: '/me' } }), undefined, ['opaque']);
    expect(await snapshot(await opaque.connect())).toMatchObject([{}, { data: [{ available: 5 }] }]);
    const guest = page(told(), undefined, [undefined]);
    const parts = await snapshot(await guest.connect());
    expect(parts?.[1]).toMatchObject({ error: { kind: 'unauthenticated' } });
    expect(guest.seen).toEqual([]);
  });

  it('reads names, addresses and ids in any script from the token', async () => {
    const ops = { member: { path: '/members/{ctx.memberId}', map: "{id: ctx.memberId, state: 'enrolled', name: join(' ', [ctx.name, ctx.email])}" } };
    const token = `h.${Buffer.from(JSON.stringify({ sub: 'سارا-۱', name: 'سارا', email: 'jürgen@münchen.example' })).toString('base64url')}.s`;
    const { connect, seen } = page(told(ops), undefined, [token]);
    expect((await (await connect()).snapshot?.([{ read: 'member' }]))?.parts[0]).toMatchObject({ data: { id: 'سارا-۱', name: 'سارا jürgen@münchen.example' } });
    expect(decodeURIComponent(seen[0]?.url.pathname ?? '')).toBe('/v1/members/سارا-۱');
  });

  it('knows the shop in the reader’s language, from the file', async () => {
    const { connect } = page(told(undefined, undefined, { shop: { en: shop, fa: { ...shop, name: 'فروشگاه' } } }));
    const port = await connect();
    const name = async (locale: string) => (await port.snapshot?.([{ read: 'shop' }], { locale }))?.parts[0];
    expect(await name('fa-IR')).toMatchObject({ data: { name: 'فروشگاه', timeZone: 'Asia/Tehran' } });
    expect(await name('de')).toMatchObject({ data: { name: 'Shop' } });
  });

  it('says what is wrong with what the vendor answers by its path, and tells nothing of the answer', async () => {
    const { connect } = page(told(), () => ({ points: 'a secret of the member' }));
    const parts = await snapshot(await connect());
    expect(parts?.[1]).toMatchObject({ error: { kind: 'unavailable', code: 'misshapen', message: 'ops.wallets.map: what it made is no answer of this kit. [0].available: integer expected.' } });
  });
});

describe('a file that no page can use', () => {
  const cases: [name: string, file: object, says: string][] = [
    ['a vendor that is signed for with a secret', told(undefined, { auth: { type: 'bearer', secret: 'env:KEY' } }), 'adapter.auth.type: “bearer” is not for pages'],
    ['one that is not signed for at all', told(undefined, { auth: { type: 'none' } }), 'adapter.auth.type: “none” is not for pages'],
    ['a second secret', told(undefined, { auth: { type: 'member', more: [{ header: 'X-Key', secret: 'env:KEY' }] } }), 'adapter.auth.more: holds secrets'],
    ['a member that is not there', told({ wallets: { ...walletsOp, retires: 1 } }), 'adapter.ops.wallets.retires: '],
    ['an expression that cannot be read', told({ wallets: { ...walletsOp, map: 'list(' } }), 'ops.wallets.map: the expression “list(” cannot be read'],
    ['a function that is not there', told({ wallets: { ...walletsOp, map: 'pad_left(@, `9`)' } }), 'ops.wallets.map: the expression “pad_left(@, `9`)” calls pad_left(), which is not there'],
    ['a setting that is missing', told(undefined, { settings: { pool: { says: 'The pool.' } } }), 'settings.pool: is missing: The pool.'],
    ['a host that is not allowed', told(undefined, { baseUrl: 'https://evil.example' }), 'baseUrl: its host evil.example is not in allowedHosts'],
    ['the page of another tool', { title: 'Not found' }, 'title: '],
  ];
  it.each(cases)('(%s) is told to the developer with its path, and the elements have nothing to offer', async (_, file, says) => {
    const { connect, seen } = page(file);
    expect(await kindOf(connect())).toBe('unsupported');
    await vi.waitFor(() => expect(warned).toHaveLength(1));
    expect(warned[0]).toMatch(/^vafa: \/club-\d+\.json is no description a page can use: /);
    expect(warned[0]).toContain(says);
    expect(seen).toEqual([]);
  });

  it.each([
    ['is no JSON', new Response('<!doctype html>')],
    ['is not there', new Response('', { status: 404 })],
    ['has no end', new Response('x'.repeat(600_000))],
  ])('and one that %s is a failure that may pass', async (_, file) => {
    expect(await kindOf(page(file).connect())).toBe('unavailable');
  });

  it('never asks by plain http but for the machine of whoever develops', async () => {
    const plain = page(told(undefined, { baseUrl: 'http://api.example.com/v1' }));
    expect((await snapshot(await plain.connect()))?.[1]).toMatchObject({ error: { code: 'refused' } });
    const own = page(told(undefined, { baseUrl: 'http://localhost:4010/v1', allowedHosts: ['localhost:4010'] }));
    expect((await snapshot(await own.connect()))?.[1]).toMatchObject({ data: [{ available: 5 }] });
  });
});

describe('the address of a description', () => {
  it.each(['/club.json', 'club.json', 'https://shop.example/club.json', 'https://cdn.example/club.json'])('may be %s', async (api) => {
    vi.stubGlobal('document', { baseURI: 'https://evil.example/' });
    const fetched: string[] = [];
    const { connect } = page(told(), undefined, undefined, api);
    vi.stubGlobal('window', { fetch: async (url: string) => (fetched.push(url), Response.json(told())) });
    await connect();
    expect(fetched).toEqual([new URL(api, 'https://shop.example/en/account').href]);
  });

  it.each(['//evil.example/club.json', String.raw`\\evil.example\club.json`])('is not %s: who means another site says so', async (api) => {
    const { connect } = page(told(), undefined, undefined, api);
    expect(await kindOf(connect())).toBe('unsupported');
    await vi.waitFor(() => expect(warned).toEqual([`vafa: ${api} is no description a page can use: data-api: it is on evil.example: write the whole address, with https://.`]));
  });
});

describe('a wish at a vendor that keeps no record', () => {
  const lost = (request: Seen): Reply => {
    if (request.method === 'POST') throw new TypeError('socket hang up');
    return { points: 5 };
  };

  it('is not sent a second time, neither at once nor after the page was loaded again', async () => {
    const before = page(told(), lost, [sara], '/once.json');
    expect(await kindOf(redeem(await before.connect()))).toBe('unavailable');
    expect(await kindOf(redeem(await before.connect()))).toBe('unavailable:unknown_outcome');
    const after = page(told(), () => granted, [sara], '/once.json');
    expect(await kindOf(redeem(await after.connect()))).toBe('unavailable:unknown_outcome');
    expect(await kindOf(redeem(await after.connect(), 'k1', 'another'))).toBe('rejected:idempotency_key_reused');
    expect([...before.seen, ...after.seen].filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('is looked up after a reload, where the description says how', async () => {
    const recover = { steps: [{ as: 'found', path: '/redemptions/last' }], map: redeemOp.map.replaceAll('body.', 'found.') };
    const ops = { wallets: walletsOp, redeem: { ...redeemOp, recover } };
    await kindOf(redeem(await page(told(ops), lost, [sara], '/found.json').connect()));
    const after = page(told(ops), () => granted, [sara], '/found.json');
    expect((await redeem(await after.connect())).result).toMatchObject({ code: 'ABC' });
    expect(after.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('that was refused may be told again, and another one is another', async () => {
    const { connect, seen } = page(told(), (_, at) => (at === 0 ? refusal(409, 'gone') : granted));
    const port = await connect();
    expect(await kindOf(redeem(port))).toBe('out_of_stock:gone');
    expect((await redeem(port)).result).toMatchObject({ code: 'ABC' });
    expect((await redeem(port, 'k2')).result).toMatchObject({ code: 'ABC' });
    expect(seen).toHaveLength(3);
  });

  it('leaves neither the member nor the answer in the storage', async () => {
    const { connect } = page(told(), () => granted);
    await redeem(await connect());
    const all = JSON.stringify([...stored]);
    expect(all).toMatch(/vafa:once:\/club-\d+\.json/);
    for (const secret of ['m1', 'ABC', 'mug', 'k1', sara]) expect(all).not.toContain(secret);
  });

  it('is refused before anything is sent where the tab has room for its key and none for the record: a reload would send it twice', async () => {
    const { connect, seen } = page(told(), () => granted);
    const port = await connect();
    vi.stubGlobal('sessionStorage', { ...sessionStorage, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } });
    expect((await redeem(port)).result).toMatchObject({ code: 'ABC' });
    const api = `/club-${pages}.json`;
    stored.set(`vafa:redeem:${api}`, 'a line');
    expect(await kindOf(redeem(port, 'k2'))).toBe('unsupported');
    expect(seen).toHaveLength(1);
    vi.stubGlobal('sessionStorage', undefined);
    expect((await redeem(port, 'k2')).result).toMatchObject({ code: 'ABC' });
  });

  it('is refused by plain http, where nothing can be told apart, and says so', async () => {
    const { connect, seen } = page(told(), () => granted);
    const port = await connect();
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    expect(await kindOf(redeem(port))).toBe('unsupported');
    await vi.waitFor(() => expect(warned).toEqual(['vafa: a call failed: redeem: a page by plain http has no crypto.subtle, so nothing was sent. Serve it by https.']));
    expect(seen).toEqual([]);
  });

  it('needs no storage while the page lives', async () => {
    vi.stubGlobal('sessionStorage', undefined);
    const { connect, seen } = page(told(), lost);
    const port = await connect();
    expect(await kindOf(redeem(port))).toBe('unavailable');
    expect(await kindOf(redeem(port))).toBe('unavailable:unknown_outcome');
    expect(seen).toHaveLength(1);
  });
});

describe('a page that added members to what all objects and lists inherit', () => {
  const added: [object, string][] = [];
  afterEach(() => {
    for (const [target, name] of added.splice(0)) Reflect.deleteProperty(target, name);
  });
  const add = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
    added.push([target, name]);
  };

  it('asks and tells the same as any other', async () => {
    // Written before: the fakes would be the first to break.
    const [file, bought, points] = [told(), granted, { points: 5 }].map((each) => JSON.stringify(each));
    const { connect, seen } = page(() => new Response(file), ({ method }) => new Response(method === 'POST' ? bought : points));
    add(Object.prototype, 'tagged', { constructor: 'x' });
    add(Object.prototype, 'toJSON', () => 'broken');
    add(Array.prototype, 'last', () => undefined);
    add(Array.prototype, 'toJSON', () => 'broken');
    const got = await connect().then(async (port) => ({ parts: await snapshot(port), result: (await redeem(port)).result }), (thrown: unknown) => ({ thrown }));
    const body = seen[1]?.text;
    for (const [target, name] of added.splice(0)) Reflect.deleteProperty(target, name);
    expect(got).toMatchObject({ parts: [{ data: { wallets: 'yes', redeem: 'yes' } }, { data: [{ available: 5 }] }], result: { code: 'ABC', cost: 100 } });
    expect(body).toBe('{"reward":"mug","member":"m1"}');
  });
});

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { PortalError } from '../../src/domain/errors.js';
import { isInside, outboundFetch, type Resolve } from '../../src/server/outbound.js';
import { described, secrets } from '../adapters/vendor.js';

let upstream: Server;
let host: string;
let port: number;
const seen: IncomingMessage[] = [];
beforeAll(async () => {
  upstream = createServer((request, response) => {
    seen.push(request);
    if (request.url === '/v1/away') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    else response.setHeader('content-type', 'application/json').end('{"points":1}');
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  ({ port } = upstream.address() as AddressInfo);
  host = `127.0.0.1:${port}`;
});
afterAll(() => upstream.close());

/** Names that resolve to this machine, at the first time of asking or at the second. */
const names = (addresses: readonly string[]): Resolve => {
  let asked = 0;
  return (_name, done) => done(null, [{ address: addresses[Math.min(asked++, addresses.length - 1)] ?? '', family: 4 }]);
};

describe('addresses inside', () => {
  it.each(['127.0.0.1', '127.1.2.3', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2002:7f00:1::', '64:ff9b::7f00:1', 'not an address', ''])('%s is one', (address) => {
    expect(isInside(address)).toBe(true);
  });
  it.each(['8.8.8.8', '172.32.0.1', '172.15.0.1', '100.128.0.1', '11.0.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is none', (address) => {
    expect(isInside(address)).toBe(false);
  });
});

describe('what is asked of others', () => {
  it.each(['http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://169.254.169.254/', 'http://0/', 'http://10.0.0.1/'])('never goes to %s', async (url) => {
    await expect(outboundFetch()(url.replace(/\/$/, `:${port}/`), {})).rejects.toThrow(/inside this network|fetch failed/);
    expect(seen).toHaveLength(0);
  });

  it.each([
    ['that resolves to this machine', names(['127.0.0.1'])],
    ['that resolves to the metadata of a cloud', names(['169.254.169.254'])],
  ])('never goes to a name %s', async (_, resolve) => {
    const thrown: unknown = await outboundFetch({ resolve })(`http://rebind.example:${port}/`, {}).catch((reason: unknown) => reason);
    expect(String(thrown instanceof Error && thrown.cause)).toContain('inside this network');
    expect(seen).toHaveLength(0);
  });

  it('connects to the address it judged: a name is asked for once', async () => {
    let asked = 0;
    const resolve: Resolve = (_name, done) => done(null, [{ address: asked++ === 0 ? '203.0.113.7' : '127.0.0.1', family: 4 }]);
    await expect(outboundFetch({ resolve })(`http://rebind.example:${port}/`, {})).rejects.toThrow();
    expect(asked).toBe(1);
    expect(seen).toHaveLength(0);
  });

  it('goes to a host inside that the owner named, and only to that', async () => {
    const answer = await outboundFetch({ privateHosts: [host] })(`http://${host}/`, {});
    expect(await answer.json()).toEqual({ points: 1 });
    seen.length = 0;
    await expect(outboundFetch({ privateHosts: ['127.0.0.1:1'] })(`http://${host}/`, {})).rejects.toThrow('inside this network');
  });
});

describe('an adapter', () => {
  const open = (ops: object, { memberId = 'm1', more = {} }: { memberId?: string; more?: object } = {}) => {
    const document = described(ops, { baseUrl: `http://${host}/v1`, allowedHosts: [host], ...more });
    return createDeclarative(document, { secrets, fetch: outboundFetch({ privateHosts: [host] }), plainHosts: [host] }).open({ shopId: 's', memberId });
  };
  const map = "list({id: 'p', unit: {id: 'p', kind: 'points', decimals: `0`}, available: num(body.points), expiring: `[]`, activating: `[]`, asOf: ctx.now})";
  const failure = async (work: Promise<unknown> | undefined) => {
    const thrown: unknown = await work?.then(() => undefined, (reason: unknown) => reason);
    return thrown instanceof PortalError ? `${thrown.kind}:${thrown.code}` : String(thrown);
  };

  it('does not follow a redirect', async () => {
    seen.length = 0;
    expect(await failure(open({ wallets: { path: '/away', map } }).wallets?.())).toBe('unavailable:refused');
    expect(seen).toHaveLength(1);
  });

  it('asks no host but those it names, and none by plain http that is not inside', async () => {
    seen.length = 0;
    const elsewhere = createDeclarative(described({ wallets: { path: '/w', map } }, { baseUrl: 'http://api.example.com' }), { secrets, fetch: outboundFetch() }).open({ shopId: 's', memberId: 'm' });
    expect(await failure(elsewhere.wallets?.())).toBe('unavailable:refused');
  });

  it.each(['..', '../admin', '..%2fadmin', '%2e%2e/admin', 'a/../../admin', 'x\r\nHost: evil.example', '@evil.example', '?admin=1', '#', '\\..\\admin', 'م'])('sends a member called %j nowhere but to their own path', async (memberId) => {
    seen.length = 0;
    await open({ wallets: { path: '/members/{ctx.memberId}/points', headers: { 'X-Member': '=ctx.locale' }, map } }, { memberId }).wallets?.().catch(() => undefined);
    for (const { url = '', headers } of seen) {
      expect(url).toBe(`/v1/members/${encodeURIComponent(memberId)}/points`);
      expect(headers.host).toBe(host);
    }
  });

  it('puts nothing into a header that would end it', async () => {
    seen.length = 0;
    expect(await failure(open({ wallets: { path: '/w', headers: { 'X-Member': '=ctx.memberId' }, map } }, { memberId: 'x\r\nX-Evil: 1' }).wallets?.())).toBe('invalid:undefined');
    expect(seen).toHaveLength(0);
  });

  it('hands on no header of the member’s, and the vendor none but those described', async () => {
    seen.length = 0;
    await open({ wallets: { path: '/w', map } }).wallets?.({ locale: 'fa' });
    // What every request of the library has says nothing of the member.
    const own = Object.keys(seen[0]?.headers ?? {}).filter((name) => !['accept-encoding', 'accept-language', 'connection', 'host', 'sec-fetch-mode', 'user-agent'].includes(name));
    expect(own.sort()).toEqual(['accept', 'authorization']);
    expect(seen[0]?.headers['accept-language']).toBe('*');
  });
});

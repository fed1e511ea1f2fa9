import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import type { Fetch } from '../adapters/declarative/transport.js';

/** Asks for the addresses of a host; `dns.lookup` by default. */
export type Resolve = (hostname: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void;

/** What may be reached. */
export interface OutboundOptions {
  /** Hosts (with their port, as in addresses) inside this network that may be reached all the same. */
  readonly privateHosts?: readonly string[];
  readonly resolve?: Resolve;
}

/** Addresses that are nobody’s business from outside: this machine, this network, and what is reserved (RFC 6890 and its kin). */
const inside = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) inside.addSubnet(net, bits, 'ipv6');

/** Whether an address lies on this machine, in this network, or nowhere. IPv4 written as IPv6 is judged as what it is. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isInside(mapped);
  const family = isIP(address);
  return family === 0 || inside.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

const anywhere: Resolve = (hostname, done) => lookup(hostname, { all: true }, done);

/**
 * A `fetch` for what others are asked: it reaches no address inside this network, whatever a name resolves to. The
 * address that was judged is the one that is connected to, so a name that changes its mind in between gains nothing.
 */
export function outboundFetch({ privateHosts = [], resolve = anywhere }: OutboundOptions = {}): Fetch {
  const open = new Agent({ connect: { lookup: lookupWith(resolve, () => true) } });
  const guarded = new Agent({ connect: { lookup: lookupWith(resolve, (address) => !isInside(address)) } });
  const known = new Set(privateHosts);
  return async (url, init) => {
    const { host, hostname } = new URL(url);
    const trusted = known.has(host);
    const literal = hostname.replace(/^\[|\]$/g, '');
    if (!trusted && isIP(literal) !== 0 && isInside(literal)) throw new Error(`${host} lies inside this network`);
    const { method = 'GET', headers, body, redirect, signal } = init;
    const answer = await fetch(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      body: typeof body === 'string' ? body : null,
      redirect: redirect ?? 'manual',
      signal: signal ?? null,
      dispatcher: trusted ? open : guarded,
    });
    // Node’s own class and the library’s are of one make; only the names differ.
    return answer as unknown as Response;
  };
}

function lookupWith(resolve: Resolve, allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, (error, addresses) => {
      const good = addresses?.filter(({ address }) => allowed(address)) ?? [];
      if (error || good.length === 0) return done(error ?? new Error(`${hostname} lies inside this network`), '', 4);
      const [first] = good;
      if (options.all) return done(null, good);
      return done(null, first?.address ?? '', first?.family ?? 4);
    });
  };
}

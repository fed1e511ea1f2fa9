import { getConnInfo } from '@hono/node-server/conninfo';
import { isIPv6 } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from './env.js';
import { RateLimit } from './limits.js';
import { clientAddress, defaultLimits, type GatewayOptions } from './options.js';
import { isServed } from './served.js';

/** Counts requests by where they come from. */
export interface AddressLimits {
  /** Every request. */
  readonly all: MiddlewareHandler<Env>;
  /** Those alone that are refused: a shop’s server, or a proxy, speaks for everybody. */
  readonly refused: MiddlewareHandler<Env>;
}

/** Limits by address; both count into the same. They also tell handlers the address. */
export function addressLimits(options: GatewayOptions): AddressLimits {
  const limit = new RateLimit(options.limits?.addressPerMinute ?? defaultLimits.addressPerMinute, options.now ?? (() => new Date()));
  const addressOf = options.addressOf ?? clientAddress(0);
  const note = (c: Context<Env>): string => {
    const address = networkOf(addressOf({ peer: peerOf(c), forwarded: c.req.header('X-Forwarded-For') }));
    c.set('address', address);
    return address;
  };
  return {
    all: async (c, next) => {
      limit.take(note(c));
      await next();
    },
    refused: async (c, next) => {
      const address = note(c);
      await next();
      // From 422 on the signature was right.
      if (c.res.status >= 400 && c.res.status < 422) limit.take(address);
    },
  };
}

/** What an address is counted as: IPv6 by its network of 64 bits, of which one caller has all addresses. */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare) || bare.includes('.')) return bare;
  const [before = '', after] = bare.toLowerCase().split('::');
  const groups = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const all = after === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest];
  return `${all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

// Only a real server knows the other end.
function peerOf(c: Context<Env>): string | undefined {
  return isServed(c) ? getConnInfo(c).remote.address : undefined;
}

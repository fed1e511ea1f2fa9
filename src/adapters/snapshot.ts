import { PortalError, toPortalError } from '../domain/errors.js';
import { includeKey } from './include.js';
import type { Call, Include, Part, PortalAdapter, Snapshot } from './port.js';

/** A snapshot from any adapter: its own, or its single reads asked side by side. A part fails alone. */
export async function snapshotOf(
  adapter: PortalAdapter,
  includes: readonly Include[],
  call: Call & { readonly since?: number } = {},
): Promise<Snapshot> {
  if (adapter.snapshot) return adapter.snapshot(includes, call);
  const parts = await Promise.all(includes.map((include) => partOf(adapter, include, call)));
  call.signal?.throwIfAborted();
  return { at: new Date().toISOString(), parts };
}

/** One read's answer as a part; what it throws becomes the part's error. */
export async function partOf(adapter: PortalAdapter, include: Include, call: Call = {}): Promise<Part> {
  const key = includeKey(include);
  try {
    return await read(adapter, include, key, call);
  } catch (thrown) {
    return { key, read: include.read, error: toPortalError(thrown) };
  }
}

async function read(adapter: PortalAdapter, include: Include, key: string, call: Call): Promise<Part> {
  switch (include.read) {
    case 'capabilities':
      return { key, read: include.read, data: await adapter.capabilities(call) };
    case 'shop':
      return { key, read: include.read, data: await (adapter.shop?.(call) ?? unsupported(include.read)) };
    case 'member':
      return { key, read: include.read, data: await (adapter.member?.(call) ?? unsupported(include.read)) };
    case 'wallets':
      return { key, read: include.read, data: await (adapter.wallets?.(call) ?? unsupported(include.read)) };
    case 'tiers':
      return { key, read: include.read, data: await (adapter.tiers?.(call) ?? unsupported(include.read)) };
    case 'rewards':
      return { key, read: include.read, data: await (adapter.rewards?.(call) ?? unsupported(include.read)) };
    case 'redemptions':
      return { key, read: include.read, data: await (adapter.redemptions?.(call) ?? unsupported(include.read)) };
    case 'earnActions':
      return { key, read: include.read, data: await (adapter.earnActions?.(call) ?? unsupported(include.read)) };
    case 'activity':
      return { key, read: include.read, data: await (adapter.activity?.(include.query, call) ?? unsupported(include.read)) };
    case 'orders':
      return { key, read: include.read, data: await (adapter.orders?.(include.query, call) ?? unsupported(include.read)) };
    case 'order':
      return { key, read: include.read, data: await (adapter.order?.(include.query, call) ?? unsupported(include.read)) };
    case 'estimate':
      return { key, read: include.read, data: await (adapter.estimate?.(include.query, call) ?? unsupported(include.read)) };
    default:
      return include satisfies never;
  }
}

function unsupported(read: string): never {
  throw new PortalError({ kind: 'unsupported', detail: `This backend does not offer \`${read}\`.` });
}

/** An adapter that answers snapshots itself, from its single reads where it has none. */
export function withSnapshot(adapter: PortalAdapter): PortalAdapter & Required<Pick<PortalAdapter, 'snapshot'>> {
  return { ...adapter, snapshot: (includes, call) => snapshotOf(adapter, includes, call) };
}

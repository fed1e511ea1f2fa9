import { describe, expect, it } from 'vitest';
import { compose } from '../../src/adapters/compose.js';
import { createMemory } from '../../src/adapters/memory/memory.js';
import type { Include, PortalBackend } from '../../src/adapters/port.js';
import { PortalError } from '../../src/domain/errors.js';

const session = { shopId: 'shop', memberId: 'sara' };
const all: Include[] = [{ read: 'capabilities' }, { read: 'member' }, { read: 'wallets' }, { read: 'orders', query: { limit: 5 } }];

/** A loyalty vendor and a club, as one: who the members are and what they have from the vendor, the rest from the club. */
function both() {
  const [vendor, club] = [createMemory(), createMemory()];
  const backend = compose({ parts: { vendor, club }, operations: { member: 'vendor', wallets: 'vendor', join: 'vendor', redeem: 'vendor' }, otherwise: 'club' });
  return { vendor, club, backend, port: backend.open(session) };
}

const broken: PortalBackend = {
  open: () => ({
    capabilities: () => Promise.reject(new PortalError({ kind: 'unavailable' })),
    wallets: () => Promise.reject(new PortalError({ kind: 'unavailable', detail: 'down' })),
    snapshot: () => Promise.reject(new PortalError({ kind: 'unavailable', detail: 'down' })),
  }),
};

describe('several backends as one', () => {
  it('answer each for their own operations, in one snapshot, in the order asked for', async () => {
    const { vendor, club, port } = both();
    await port.join?.({ acceptTerms: true }, { key: 'k' });
    club.change('sara', (record) => ({ ...record, member: { ...record.member, state: 'enrolled' } }));
    vendor.change('sara', (record) => ({ ...record, member: { ...record.member, name: 'From the vendor' } }));
    const { parts, version } = (await port.snapshot?.(all)) ?? { parts: [] };
    expect(parts.map(({ key }) => key)).toEqual(['capabilities', 'member', 'wallets', 'orders?limit=5']);
    expect(parts[1]).toMatchObject({ data: { name: 'From the vendor' } });
    expect(version, 'no version: two cannot be compared').toBeUndefined();
  });

  it('offer what the part that an operation belongs to offers, and nothing else', async () => {
    const { backend } = both();
    const alone = compose({ parts: { club: createMemory() }, operations: { wallets: 'club' } }).open(session);
    expect(await alone.capabilities()).toEqual({ wallets: 'yes', watch: 'yes' });
    expect(alone.redeem).toBeUndefined();
    expect(await backend.open(session).capabilities()).toMatchObject({ wallets: 'yes', orders: 'yes', join: 'yes' });
  });

  it('stand when one of them fails: only its own parts do', async () => {
    const port = compose({ parts: { broken, club: createMemory() }, operations: { wallets: 'broken' }, otherwise: 'club' }).open(session);
    const { parts } = (await port.snapshot?.(all)) ?? { parts: [] };
    expect(parts.map((part) => ('error' in part ? part.error.kind : 'ok'))).toEqual(['ok', 'ok', 'unavailable', 'not_enrolled']);
    expect(await port.capabilities()).toMatchObject({ wallets: 'yes', member: 'yes' });
  });

  it('answer a write with what it changed, and the reads of the others with it', async () => {
    const { port } = both();
    const { result, parts } = (await port.join?.({ acceptTerms: true }, { key: 'k', includes: [{ read: 'wallets' }, { read: 'orders', query: {} }] })) ?? {};
    expect(result).toMatchObject({ state: 'enrolled' });
    expect(parts?.map(({ key }) => key)).toEqual(['wallets', 'orders']);
  });

  it('tell changes of each for its own operations, until the signal ends it', async () => {
    const { vendor, club, port } = both();
    const leaving = new AbortController();
    const told: string[][] = [];
    const heard = (async () => {
      for await (const { keys, version } of port.watch?.({ signal: leaving.signal }) ?? []) {
        expect(version).toBeUndefined();
        told.push([...keys]);
        if (told.length === 4) leaving.abort();
      }
    })();
    await expect.poll(() => told.length).toBe(2);
    vendor.change('sara', (record) => record);
    await expect.poll(() => told.length).toBe(3);
    club.change('sara', (record) => record);
    await heard;
    expect(told[2]).toEqual(['member', 'wallets']);
    expect(told[3]).not.toContain('wallets');
    expect(told[3]).toContain('orders');
  });

  it('go on telling when one of them breaks off', async () => {
    const breaking: PortalBackend = {
      open: () => ({
        capabilities: async () => ({ wallets: 'yes', watch: 'yes' }),
        wallets: async () => [],
        watch: async function* () {
          throw new PortalError({ kind: 'unavailable' });
        },
      }),
    };
    const club = createMemory();
    const port = compose({ parts: { breaking, club }, operations: { wallets: 'breaking' }, otherwise: 'club' }).open(session);
    const leaving = new AbortController();
    const changes = port.watch?.({ signal: leaving.signal })[Symbol.asyncIterator]();
    expect((await changes?.next())?.value).toEqual({ keys: [] });
    leaving.abort();
  });
});

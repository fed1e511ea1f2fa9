import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { dataOf, expectKind, snapshot, wallet, type Subject } from './support.js';

/** Joining. */
export function judgeJoin({ guest, stranger, offers, it }: Subject): void {
  it('makes a stranger a member with an empty wallet on the lowest tier', ['join', 'member', 'wallets', 'tiers'], async () => {
    const { id, port } = stranger();
    const { result } = await port.join({ acceptTerms: true }, { key: randomUUID() });
    expect(result).toMatchObject({ id, state: 'enrolled' });
    expect(await port.member()).toMatchObject({ id, state: 'enrolled' });
    expect((await port.wallets())[0]).toMatchObject({ available: 0 });
    const [track] = await port.tiers();
    const lowest = Math.min(...(track?.tiers ?? []).map(({ rank }) => rank));
    expect(track?.tiers.find(({ id }) => id === track.current)?.rank).toBe(lowest);
  });

  it('answers the reads asked for along with the write, as they are after it', ['join', 'member', 'wallets'], async () => {
    const { port } = stranger();
    const { parts, version } = await port.join({ acceptTerms: true }, { key: randomUUID(), includes: [{ read: 'member' }, wallet] });
    expect(parts.map(({ key }) => key)).toEqual(['member', 'wallets']);
    expect(dataOf(parts[0])).toMatchObject({ state: 'enrolled' });
    expect(dataOf(parts[1])).toHaveLength(1);
    expect(version).toBe((await snapshot(port, [])).version);
  });

  it('gives the same key the same answer and has one effect', ['join'], async () => {
    const { port } = stranger();
    const call = { key: randomUUID() };
    const first = await port.join({ acceptTerms: true }, call);
    const second = await port.join({ acceptTerms: true }, call);
    // Without versions an answer says when it was made, and each is.
    const once = ({ at, ...answer }: typeof first) => ({ ...answer, ...(offers('versions') && { at }), parts: [] });
    expect(once(second)).toEqual(once(first));
    expect((await snapshot(port, [])).version).toBe(first.version);
  });

  it('refuses a key that was used for another wish, and a join without the terms', ['join', 'member'], async () => {
    const { port } = stranger();
    await expectKind(port.join({ acceptTerms: false }, { key: randomUUID() }), 'rejected');
    expect(await port.member()).toMatchObject({ state: 'not_enrolled' });
    const call = { key: randomUUID() };
    await port.join({ acceptTerms: true }, call);
    await expectKind(port.join({ acceptTerms: false }, call), 'rejected');
  });

  it('asks a guest to sign in first', ['join'], async () => {
    await expectKind(guest().join({ acceptTerms: true }, { key: randomUUID() }), 'unauthenticated');
  });
}

import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { buy, expectKind, place, watching, type Port, type Subject } from './support.js';

const key = () => ({ key: randomUUID() });

/** The first ladder: what is news on it, and how to say that it was shown. */
async function climb(port: Port) {
  const [track] = await port.tiers();
  const steps = [...(track?.tiers ?? [])].sort((a, b) => a.rank - b.rank);
  const second = steps[1];
  if (!track || second?.threshold === undefined) throw new Error('The bench needs a ladder of two tiers, the second with a threshold.');
  return { points: second.threshold, input: { kind: 'tier', trackId: track.id, tierId: second.id } as const };
}
const news = async (port: Port) => (await port.tiers())[0]?.news;

/** A tier that a member rose to is news until they were shown it. */
export function judgeNews({ bench, guest, stranger, enrolled, it }: Subject): void {
  it('tells the tier that a member rose to, until it was shown on one of their devices', ['dismiss', 'tiers', 'versions', 'deliver'], async () => {
    const { id, port } = await enrolled();
    const { points, input } = await climb(port);
    expect(await news(port)).toBeUndefined();
    await buy(bench(), id, points);
    expect((await port.tiers())[0]).toMatchObject({ current: input.tierId, news: input.tierId });
    const { result, version, parts } = await port.dismiss(input, { ...key(), includes: [{ read: 'tiers' }] });
    expect(result.tiers?.[0]).toMatchObject({ id: input.trackId, current: input.tierId });
    expect(result.tiers?.[0]?.news).toBeUndefined();
    expect(parts).toMatchObject([{ key: 'tiers', data: [{ current: input.tierId }] }]);
    expect(version).toBe((await port.snapshot([])).version);
    expect(await news(port)).toBeUndefined();
  });

  it('counts what was shown once for its key, and changes nothing where there is no news', ['dismiss', 'tiers', 'versions', 'deliver'], async () => {
    const { id, port } = await enrolled();
    const { points, input } = await climb(port);
    await buy(bench(), id, points);
    const once = key();
    await port.dismiss(input, once);
    const { version } = await port.snapshot([]);
    expect((await port.dismiss(input, once)).result.tiers?.[0]).toMatchObject({ current: input.tierId });
    await port.dismiss(input, key());
    await port.dismiss({ ...input, trackId: 'none' }, key());
    expect((await port.snapshot([])).version).toBe(version);
    await expectKind(port.dismiss({ ...input, tierId: 'other' }, once), 'rejected');
  });

  it('keeps news of a tier when another was said to be shown', ['dismiss', 'tiers', 'deliver'], async () => {
    const { id, port } = await enrolled();
    const { points, input } = await climb(port);
    await buy(bench(), id, points);
    await port.dismiss({ ...input, tierId: 'other' }, key());
    expect(await news(port)).toBe(input.tierId);
  });

  it('has none when the tier was lost before anybody saw it', ['dismiss', 'tiers', 'deliver', 'return'], async () => {
    const { id, port } = await enrolled();
    const { points } = await climb(port);
    const order = await place(bench(), id, points * 100_000);
    await bench().deliver?.(order);
    await bench().return?.(order);
    expect(await news(port)).toBeUndefined();
  });

  it('tells whoever watches that it was shown elsewhere', ['dismiss', 'tiers', 'watch', 'deliver'], async () => {
    const { id, port } = await enrolled();
    const { points, input } = await climb(port);
    await buy(bench(), id, points);
    await watching(port, async (next) => {
      await next();
      const { version } = await port.dismiss(input, key());
      let told = await next();
      while ((told.version ?? 0) < (version ?? 0)) told = await next();
      expect(told.keys).toContain('tiers');
    });
  });

  it('takes it from members only', ['dismiss', 'join'], async () => {
    const input = { kind: 'tier', trackId: 'none', tierId: 'none' } as const;
    await expectKind(guest().dismiss(input, key()), 'unauthenticated');
    await expectKind(stranger().port.dismiss(input, key()), 'not_enrolled');
  });
}

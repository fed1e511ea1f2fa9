import type { Dismissed, DismissInput, TierTrack } from '../../domain/tier.schema.js';
import type { MemoryRecord } from './state.js';
import type { Told } from './words.js';
import { enrolled, type Deed } from './writes.js';

/** A member's ladders, with what they rose to and have not been shown. */
export function tiersOf(record: MemoryRecord): Told<TierTrack[]> {
  return (locale) => record.tiers(locale).map((track) => (track.current !== undefined && record.news?.[track.id] === track.current ? { ...track, news: track.current } : track));
}

/** Notes of a changed record to which tiers the member rose: from one to a higher one of the same ladder, while in the club. */
export function noting(before: MemoryRecord, record: MemoryRecord): MemoryRecord {
  const isOne = before.member.id === record.member.id && before.member.state === 'enrolled' && record.member.state === 'enrolled';
  if (!isOne || before.tiers === record.tiers) return record;
  const were = before.tiers(undefined);
  const news: Record<string, string> = {};
  for (const track of record.tiers(undefined)) {
    const was = were.find(({ id }) => id === track.id);
    const noted = was?.current === track.current ? record.news?.[track.id] : undefined;
    const told = was && rankOf(was, was.current) < rankOf(track, track.current) ? track.current : noted;
    if (told !== undefined) news[track.id] = told;
  }
  return { ...record, news };
}

/** Whoever holds none rises to none: they begin. */
function rankOf({ tiers }: TierTrack, id: string | undefined): number {
  return tiers.find((tier) => tier.id === id)?.rank ?? Infinity;
}

/** The member was shown it. */
export const dismiss: Deed<DismissInput, Dismissed> = (_club, record, { trackId, tierId }) => {
  const { [trackId]: told, ...news } = enrolled(record).news ?? {};
  const changed = told === tierId ? { ...record, news } : record;
  const tiers = tiersOf(changed);
  return { record: changed, result: (locale) => ({ tiers: tiers(locale) }) };
};

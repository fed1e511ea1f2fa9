import type { Locale } from './locale.js';

/** The customers a visitor can be. */
export const memberIds = ['sara', 'omid', 'mina'] as const;
/** The id of a customer at the shop, and so in the club's tokens. */
export type MemberId = (typeof memberIds)[number];

/** Their names, as each language writes them. */
export const memberNames: Readonly<Record<MemberId, Readonly<Record<Locale, string>>>> = {
  sara: { en: 'Sara', fa: 'سارا' },
  omid: { en: 'Omid', fa: 'امید' },
  mina: { en: 'Mina', fa: 'مینا' },
};

/** Whether a text is the id of a customer. */
export function isMemberId(text: string): text is MemberId {
  return memberIds.some((id) => id === text);
}

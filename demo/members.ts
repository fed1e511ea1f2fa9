import type { Locale } from './locale.js';

/** The customers a visitor can be. */
export const memberIds = ['sara', 'omid', 'mina'] as const;
/** The id of a customer at the shop, and so in the club's tokens. */
export type MemberId = (typeof memberIds)[number];

/** Their first names, as each language writes them. */
export const memberNames: Readonly<Record<MemberId, Readonly<Record<Locale, string>>>> = {
  sara: { en: 'Sara', fa: 'سارا' },
  omid: { en: 'Omid', fa: 'امید' },
  mina: { en: 'Mina', fa: 'مینا' },
};

/** Whether a text is the id of a customer. */
export function isMemberId(text: string): text is MemberId {
  return memberIds.some((id) => id === text);
}

/** What the shop tells the club of a customer. */
export const memberCards: Readonly<Record<MemberId, { readonly name: string; readonly email: string }>> = {
  sara: { name: 'Sara Ahmadi', email: 'sara@example.com' },
  omid: { name: 'Omid Rezaei', email: 'omid@example.com' },
  mina: { name: 'Mina Karimi', email: 'mina@example.com' },
};

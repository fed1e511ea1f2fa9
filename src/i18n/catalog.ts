import type { enActivity } from './locales/en-activity.js';
import type { enCard } from './locales/en-card.js';
import type { enCare } from './locales/en-care.js';
import type { enCelebration } from './locales/en-celebration.js';
import type { enCode, enRedeem } from './locales/en-redeem.js';
import type { enCodes } from './locales/en-codes.js';
import type { enEarn } from './locales/en-earn.js';
import type { enEntry } from './locales/en-entry.js';
import type { enLadder } from './locales/en-ladder.js';
import type { enPreview } from './locales/en-preview.js';
import type { enRewards } from './locales/en-rewards.js';
import type { enStamps } from './locales/en-stamps.js';
import type { enTier } from './locales/en-tier.js';
import { en } from './locales/en.js';

/** The name of a message. */
export type MessageKey =
  | keyof typeof en
  | keyof typeof enActivity
  | keyof typeof enCard
  | keyof typeof enCare
  | keyof typeof enCelebration
  | keyof typeof enCode
  | keyof typeof enCodes
  | keyof typeof enEarn
  | keyof typeof enEntry
  | keyof typeof enLadder
  | keyof typeof enPreview
  | keyof typeof enRedeem
  | keyof typeof enRewards
  | keyof typeof enStamps
  | keyof typeof enTier;
/** Every message of one language. */
export type Catalog = Readonly<Record<MessageKey, string>>;
/** Some messages of one language: what a shop says its own way. */
export type Overrides = Readonly<Partial<Record<MessageKey, string>>>;

/** English as far as it is here: what the first paint needs, and what the parts brought with them. */
export const english: Partial<Record<MessageKey, string>> = { ...en };

/** A part of the kit brings its English. */
export function addEnglish(words: Overrides): void {
  Object.assign(english, words);
}

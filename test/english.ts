import { enActivity } from '../src/i18n/locales/en-activity.js';
import { enCard } from '../src/i18n/locales/en-card.js';
import { enCare } from '../src/i18n/locales/en-care.js';
import { enCelebration } from '../src/i18n/locales/en-celebration.js';
import { enCodes } from '../src/i18n/locales/en-codes.js';
import { enEarn } from '../src/i18n/locales/en-earn.js';
import { enEntry } from '../src/i18n/locales/en-entry.js';
import { enLadder } from '../src/i18n/locales/en-ladder.js';
import { enPreview } from '../src/i18n/locales/en-preview.js';
import { enCode, enRedeem } from '../src/i18n/locales/en-redeem.js';
import { enRewards } from '../src/i18n/locales/en-rewards.js';
import { enStamps } from '../src/i18n/locales/en-stamps.js';
import { enTier } from '../src/i18n/locales/en-tier.js';
import { en } from '../src/i18n/locales/en.js';

/** English as the script and all its parts bring it together. */
export const wholeEnglish: Readonly<Record<string, string>> = {
  ...en,
  ...enActivity,
  ...enCard,
  ...enCare,
  ...enCelebration,
  ...enCode,
  ...enCodes,
  ...enEarn,
  ...enEntry,
  ...enLadder,
  ...enPreview,
  ...enRedeem,
  ...enRewards,
  ...enStamps,
  ...enTier,
};

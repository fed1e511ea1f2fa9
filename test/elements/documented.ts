import type { Tag } from '../../stories/stage.js';

/** What an element promises to pages that style and script it. A test holds it to the manifest, the contract holds the element to it. */
export interface Promised {
  readonly parts: readonly string[];
  readonly slots: readonly string[];
  readonly states: readonly string[];
  readonly events: readonly string[];
  readonly properties: readonly string[];
  readonly attributes: readonly string[];
}

const shared = {
  slots: ['heading', 'footer', 'empty'],
  states: ['loading', 'guest', 'not-enrolled', 'blocked', 'failed', 'ready', 'refreshing', 'stale', 'empty'],
  events: ['vafa-sign-in-request', 'vafa-join-request', 'vafa-member-joined', 'vafa-load-failed'],
} as const;

/** The promises of each element. */
export const documented: Readonly<Record<Tag, Promised>> = {
  'vafa-points': {
    ...shared,
    parts: ['card', 'heading', 'value', 'label', 'bar', 'list', 'item', 'field', 'message', 'action', 'entry'],
    events: [...shared.events, 'vafa-earn-action-completed'],
    properties: ['--vafa-points-size'],
    attributes: ['wallet', 'hide-activity', 'variant'],
  },
  'vafa-points-preview': {
    parts: ['card', 'label', 'message', 'list', 'action'],
    slots: ['empty'],
    states: ['loading', 'ready', 'empty', 'failed'],
    events: [],
    properties: [],
    attributes: ['amount', 'currency', 'product'],
  },
  'vafa-rewards': {
    ...shared,
    events: [...shared.events, 'vafa-reward-redeem-request', 'vafa-reward-redeemed', 'vafa-reward-apply-request', 'vafa-reward-applied', 'vafa-reward-cancelled'],
    parts: ['card', 'heading', 'value', 'label', 'list', 'item', 'field', 'message', 'action', 'entry'],
    properties: ['--vafa-rewards-color'],
    attributes: ['wallet', 'kinds', 'limit', 'hide-codes'],
  },
  'vafa-sign-in': {
    parts: ['card', 'heading', 'value', 'field', 'message', 'action', 'entry'],
    slots: ['heading', 'footer'],
    states: ['loading', 'guest', 'sending', 'sent', 'checking', 'wrong', 'limited', 'failed', 'unsupported', 'ready', 'elsewhere'],
    events: ['vafa-member-signed-in', 'vafa-member-signed-out', 'vafa-sign-in-request', 'vafa-load-failed'],
    properties: [],
    attributes: ['channel', 'country-code'],
  },
  'vafa-tier': {
    ...shared,
    parts: ['card', 'heading', 'value', 'label', 'bar', 'list', 'item', 'message', 'action', 'entry'],
    events: [...shared.events, 'vafa-tier-reached'],
    properties: ['--vafa-tier-color'],
    attributes: ['track', 'hide-perks'],
  },
};

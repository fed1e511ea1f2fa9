import { html, type TemplateResult } from 'lit';
import type { Reward } from '../domain/reward.schema.js';

/** A picture for a reward that has none, by what it does; none carries a direction. */
export function rewardIcon(kind: Reward['kind']): TemplateResult {
  switch (kind) {
    case 'coupon':
      return html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2.5 5.5h15v3a1.5 1.5 0 0 0 0 3v3h-15v-3a1.5 1.5 0 0 0 0-3ZM7.5 12.5l5-5M7.8 8v.1M12.2 12v.1" /></svg>`;
    case 'shipping':
    case 'product':
      return html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m10 2.5 7 3.5v8l-7 3.5L3 14V6ZM3 6l7 3.5L17 6M10 9.5v8" /></svg>`;
    case 'credit':
      return html`<svg viewBox="0 0 20 20" aria-hidden="true"><rect x="2.5" y="5" width="15" height="11" rx="2" /><path d="M2.5 8.5h15M13.5 12.5h1" /></svg>`;
    case 'access':
    case 'subscription':
      return html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m10 2.8 2.2 4.6 5 .6-3.7 3.5 1 5L10 14l-4.5 2.5 1-5L2.8 8l5-.6Z" /></svg>`;
    case 'gift_card':
    case 'cart':
    case 'custom':
    case 'other':
      return html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 7h14v3.5H3ZM4.5 10.5V17h11v-6.5M10 7v10M10 7C5 7 6 2.5 8 3s2 4 2 4 0-3.5 2-4 3 4-2 4" /></svg>`;
    default:
      return kind satisfies never;
  }
}

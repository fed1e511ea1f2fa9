import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { addedPerks } from '../../domain/tier-progress.js';
import type { Tier } from '../../domain/tier.schema.js';
import { button } from '../../ui/notice.js';
import { rays } from '../../ui/icons-more.js';

/** Draws the joy over a new tier. */
export type DrawCelebration = (locale: LocaleController, tier: Tier, before: Tier | undefined, onClose: () => void) => TemplateResult;

/** The tier just reached and what it adds; stays until the member has seen enough of it. */
export const drawCelebration: DrawCelebration = (locale, tier, before, onClose) => {
  const added = addedPerks(tier, before);
  return html`<div class="joy stack" part="message">
    <span class="rays" aria-hidden="true">${rays()}</span>
    <p class="h2 strong" .textContent=${locale.t('tier.reached', { tier: tier.name })}></p>
    ${added.length
      ? html`<ul class="stack">
          ${added.map(({ title }) => html`<li><bdi .textContent=${title}></bdi></li>`)}
        </ul>`
      : nothing}
    ${button(locale.t('tier.reachedClose'), onClose, { quiet: true })}
  </div>`;
};

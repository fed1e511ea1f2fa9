import { html, type TemplateResult } from 'lit';
import { known, type ResourceState } from '../../controllers/resource.js';
import type { LocaleController } from '../../controllers/locale.js';
import type { Activity, ActivityPage } from '../../domain/activity.schema.js';
import { skeleton } from '../../ui/card.js';

/** Draws the last activities in whatever state they are. */
export type DrawActivity = (locale: LocaleController, state: ResourceState<ActivityPage>) => TemplateResult;

/** The last activities: what it was, what it did to the balance, when, and whether it counts. */
export const drawActivity: DrawActivity = (locale, state) => {
  const items = known(state)?.data.items;
  if (!items) {
    if (state.status !== 'failed') return skeleton(3);
    return html`<p class="warning" part="message" .textContent=${locale.t('activity.failed')}></p>`;
  }
  if (items.length === 0) return html`<p class="note" part="message" .textContent=${locale.t('activity.empty')}></p>`;
  return html`<ul class="fresh" part="list">
    ${items.map((item) => drawItem(locale, item))}
  </ul>`;
};

function drawItem(locale: LocaleController, item: Activity): TemplateResult {
  const counts = item.state === 'approved' || item.state === 'other';
  const facts = [locale.date(item.at), stateOf(locale, item)].filter(Boolean).join(' · ');
  return html`<li class="row" part="item">
    <bdi .textContent=${item.title}></bdi>
    <span class="delta ${counts ? 'strong' : 'note'}" translate="no" .textContent=${locale.amount(item.unit, item.delta, true)}></span>
    <span class="note" .textContent=${facts}></span>
  </li>`;
}

function stateOf(locale: LocaleController, { state, activatesAt }: Activity): string {
  if (state === 'approved' || state === 'other') return '';
  if (state === 'pending' && activatesAt) return locale.t('activity.pendingUntil', { date: locale.date(activatesAt) });
  return locale.t(`activity.${state}`);
}

import { html, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import type { Activity } from '../../domain/activity.js';

/** Lines drawn as one block that is skipped while it is out of sight. */
const blockSize = 100;

/** Lines of a history, in blocks: what it was, what it did to the balance, when, whether it counts, and why so much. */
export function drawRows(locale: LocaleController, items: readonly Activity[]): TemplateResult {
  const blocks = Array.from({ length: Math.ceil(items.length / blockSize) }, (_, at) => items.slice(at * blockSize, (at + 1) * blockSize));
  return html`${blocks.map(
    (block) => html`<ul class="rows" part="list">
      ${block.map((item) => drawRow(locale, item))}
    </ul>`,
  )}`;
}

function drawRow(locale: LocaleController, item: Activity): TemplateResult {
  const counts = item.state === 'approved' || item.state === 'other';
  const facts = [locale.date(item.at), stateOf(locale, item)].filter(Boolean).join(' · ');
  return html`<li class="row" part="item">
    <bdi .textContent=${item.title}></bdi>
    <span class="delta ${counts ? 'strong' : 'note'}" translate="no" .textContent=${locale.amount(item.unit, item.delta, true)}></span>
    ${item.why?.length ? drawWhy(locale, item, item.why, facts) : html`<span class="note" .textContent=${facts}></span>`}
  </li>`;
}

function drawWhy(locale: LocaleController, { unit, balanceAfter }: Activity, why: readonly string[], facts: string): TemplateResult {
  const after = balanceAfter === undefined ? [] : [locale.t('history.after', { amount: locale.amount(unit, balanceAfter) })];
  return html`<details class="why note">
    <summary part="action"><span .textContent=${facts}></span> <span class="link" .textContent=${locale.t('history.why')}></span></summary>
    <ul>
      ${[...why, ...after].map((sentence) => html`<li .textContent=${sentence}></li>`)}
    </ul>
  </details>`;
}

function stateOf(locale: LocaleController, { state, activatesAt }: Activity): string {
  if (state === 'approved' || state === 'other') return '';
  if (state === 'pending' && activatesAt) return locale.t('activity.pendingUntil', { date: locale.date(activatesAt) });
  return locale.t(`activity.${state}`);
}

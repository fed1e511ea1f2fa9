import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { known } from '../../controllers/resource.js';
import { Watching } from '../../controllers/watching.js';
import type { Estimate } from '../../domain/earning.schema.js';
import { gift } from '../../ui/icons-more.js';
import { VafaElement } from '../element.js';
import { previewStyles } from './points-preview.styles.js';

/**
 * Says what a product or a cart would earn, to members and to guests: beside a price, above the button that buys.
 *
 * @tag vafa-points-preview
 * @slot empty - Replaces the sentence shown where nothing would be earned.
 * @csspart card - The line as a whole; without surface and border of its own.
 * @csspart label - What would be earned.
 * @csspart message - A sentence about the state of things.
 * @csspart list - How the numbers come about.
 * @csspart action - The line that opens how the numbers come about.
 * @cssstate loading - Nothing is known yet.
 * @cssstate ready - What would be earned is shown.
 * @cssstate empty - Nothing would be earned.
 * @cssstate failed - The club could not say.
 */
export class VafaPointsPreview extends VafaElement {
  static override styles = [VafaElement.styles, previewStyles];

  /** What would be paid, in the currency's smallest step: 1,999 for €19.99. */
  @property({ type: Number }) amount: number | null | undefined;

  /** ISO 4217 code of `amount`, or a code of the shop's unit table; without it the currency the club earns on. */
  @property() currency = '';

  /** Id of the product at the shop, for clubs whose products earn differently. */
  @property() product = '';

  readonly #watching = new Watching(this);

  constructor() {
    super();
    this.locale.parts.add('more');
  }

  protected override render(): TemplateResult {
    const { currency, product } = this;
    const amount = whole(this.amount);
    const asked = amount !== undefined || product !== '';
    const include = { read: 'estimate', query: { amount, currency: currency || undefined, product: product || undefined } } as const;
    this.#watching.keep(asked ? [include, { read: 'shop' }] : []);
    const { locale, dir } = this.locale.tongue;
    return html`<div class="card" part="card" lang=${locale} dir=${dir} data-scheme=${this.scheme.scheme}>
      ${asked ? this.#renderState(include) : nothing}
    </div>`;
  }

  #renderState(include: Parameters<Watching['state']>[0] & { readonly read: 'estimate' }): TemplateResult {
    const state = this.#watching.state(include);
    const estimate = known(state)?.data;
    if (estimate && this.locale.ready) return this.#renderEstimate(estimate);
    if (state.status === 'failed' && this.locale.ready) {
      this.mark('failed');
      return html`<p class="note" part="message" .textContent=${this.locale.t('preview.failed')}></p>`;
    }
    this.mark('loading');
    return html`<div class="stack" aria-hidden="true"><div class="bone"></div></div>`;
  }

  #renderEstimate({ earns, why = [] }: Estimate): TemplateResult {
    const { t } = this.locale;
    const earned = earns.filter(({ amount }) => amount > 0);
    this.mark(earned.length ? 'ready' : 'empty');
    if (earned.length === 0) return html`<slot name="empty"><p class="note" part="message" .textContent=${t('preview.none')}></p></slot>`;
    return html`<ul class="stack fresh">
        ${earned.map((each) => html`<li class="line" part="label">${gift()}<span .textContent=${this.#sentence(each)}></span></li>`)}
      </ul>
      ${why.length
        ? html`<details class="note">
            <summary part="action" .textContent=${t('preview.why')}></summary>
            <ul part="list">
              ${why.map((sentence) => html`<li .textContent=${sentence}></li>`)}
            </ul>
          </details>`
        : nothing}`;
  }

  /** To a guest it is a promise for members. */
  #sentence({ unit, amount, worth }: Estimate['earns'][number]): string {
    const { t } = this.locale;
    const isMember = this.club.client?.session === 'member';
    const earned = t(isMember ? 'preview.earns' : 'preview.guest', { amount: this.locale.amount(unit, amount) });
    return worth && worth.minor > 0 ? `${earned} ${t('preview.worth', { worth: this.locale.money(worth) })}` : earned;
  }
}

/** An attribute may hold anything; what is no amount is not asked about. */
function whole(amount: unknown): number | undefined {
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0 ? amount : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'vafa-points-preview': VafaPointsPreview;
  }
}

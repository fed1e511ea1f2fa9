import { html, nothing, type TemplateResult } from 'lit';
import { known } from '../../controllers/resource.js';
import { isRetryable, toPortalError } from '../../domain/errors.js';
import type { Redemption } from '../../domain/reward.schema.js';
import { VafaRewardCancelledEvent } from '../../events-rewards.js';
import { adopt } from '../../ui/adopt.js';
import { skeleton } from '../../ui/card.js';
import { KeepFocus } from '../../ui/keep-focus.js';
import { button } from '../../ui/notice.js';
import { CodeDesk } from './code.js';
import type { Codes, RewardsHost, SharedOf } from './host.js';
import { redeemStyles } from './redeem.styles.js';

/** How undoing a redemption goes. */
type Undo = 'asked' | 'busy' | 'kept' | 'unsure' | 'inBasket';

/** The member's codes: unused ones first, with all that can be done with them; then what is over. */
export class CodeList implements Codes {
  readonly #host: RewardsHost;
  /** Makes a key no other write has. */
  readonly #newKey: () => string;
  readonly #codes: CodeDesk;
  readonly #undoing = new Map<string, Undo>();
  /** The key each undoing goes under, again where its answer was lost. */
  readonly #keys = new Map<string, string>();

  constructor(host: RewardsHost, sharedOf: SharedOf, newKey: () => string) {
    this.#host = host;
    this.#newKey = newKey;
    this.#codes = new CodeDesk(host, sharedOf);
    adopt(host.element.renderRoot, redeemStyles);
    new KeepFocus(host.element);
    host.watchRedemptions();
    void this.#codes.look();
  }

  render(): TemplateResult {
    const { t } = this.#host.locale;
    const { client } = this.#host.element.club;
    const state = client?.store.state({ read: 'redemptions' });
    const all = state && known(state)?.data;
    if (!all) {
      if (state?.status !== 'failed') return skeleton(2);
      const again = button(t('action.retry'), () => client?.refresh(), { quiet: true, busy: state.refreshing });
      return html`<p class="warning" part="message" .textContent=${t('codes.failed')}></p>${again}`;
    }
    if (!all.length) return html`<p class="note" part="message" .textContent=${t('codes.empty')}></p>`;
    const unused = all.filter(isUnused);
    const past = all.filter((each) => !isUnused(each));
    return html`${unused.length ? html`<ul class="codes fresh" part="list">${unused.map((each) => this.#drawUnused(each))}</ul>` : nothing}
    ${past.length
      ? html`<h3 .textContent=${t('codes.past')}></h3>
          <ul class="codes" part="list">${past.map((each) => this.#drawPast(each))}</ul>`
      : nothing}`;
  }

  #drawUnused(redemption: Redemption): TemplateResult {
    const { t } = this.#host.locale;
    return html`<li class="stack" part="item" tabindex="-1">
      <p class="strong"><bdi .textContent=${redemption.title}></bdi></p>
      ${redemption.state === 'pending' ? html`<p class="note" .textContent=${t('codes.pending')}></p>` : this.#codes.draw(redemption)}
      ${redemption.conditions.length ? html`<ul class="note">${redemption.conditions.map((each) => html`<li .textContent=${each}></li>`)}</ul>` : nothing}
      ${redemption.refundable && this.#host.element.club.can('cancelRedemption') ? this.#drawUndo(redemption) : nothing}
    </li>`;
  }

  #drawPast(redemption: Redemption): TemplateResult {
    const { title, code, note } = redemption;
    const words = [this.#overWords(redemption), note].filter(Boolean).join(' · ');
    return html`<li class="old" part="item">
      <p><bdi .textContent=${title}></bdi></p>
      ${code ? html`<s><bdi dir="ltr" translate="no" .textContent=${code}></bdi></s>` : nothing}
      <p class="note" .textContent=${words}></p>
    </li>`;
  }

  #overWords({ state, usedAt, expiresAt }: Redemption): string {
    const { t } = this.#host.locale;
    const date = (at: string): string => this.#host.locale.date(at);
    switch (state) {
      case 'used':
        return usedAt ? t('codes.usedOn', { date: date(usedAt) }) : t('codes.used');
      case 'cancelled':
        return t('codes.cancelled');
      case 'failed':
        return t('codes.over');
      case 'expired':
      case 'issued':
      case 'applied':
      case 'pending':
      case 'other':
        return expiresAt ? t('codes.expiredOn', { date: date(expiresAt) }) : t('codes.expired');
      default:
        return state satisfies never;
    }
  }

  /** Undoing asks once, in its place. */
  #drawUndo(redemption: Redemption): TemplateResult {
    const { locale } = this.#host;
    const { t } = locale;
    const undo = this.#undoing.get(redemption.id);
    const set = (next: Undo | undefined) => () => this.#set(redemption.id, next);
    if (undo === undefined || undo === 'kept') {
      return html`${undo ? html`<p class="warning" part="message" role="alert" .textContent=${t('codes.kept')}></p>` : nothing}
        <button class="action quiet" part="action" type="button" aria-label=${t('codes.undoThis', { title: redemption.title })} @click=${set('asked')} .textContent=${t('codes.undo')}></button>`;
    }
    const words = undo === 'unsure' || undo === 'inBasket' ? t(`codes.${undo}`) : t('codes.ask', { amount: locale.amount(redemption.unit, redemption.cost) });
    const busy = undo === 'busy';
    return html`<p part="message" role="alert" .textContent=${words}></p>
      <div class="actions">
        ${button(t('codes.no'), set(undefined), { quiet: true })}
        ${button(t(busy ? 'codes.undoing' : 'codes.yes'), () => void this.#cancel(redemption), { busy })}
      </div>`;
  }

  async #cancel(redemption: Redemption): Promise<void> {
    const { id, rewardId, unit, cost } = redemption;
    const { element, locale } = this.#host;
    if (this.#undoing.get(id) === 'busy') return;
    this.#set(id, 'busy');
    if (!(await this.#codes.release(redemption))) return this.#set(id, 'inBasket');
    const key = this.#keys.get(id) ?? this.#newKey();
    this.#keys.set(id, key);
    try {
      await element.club.client?.write('cancelRedemption', { redemptionId: id }, key);
      this.#set(id, undefined);
      this.#host.say(locale.t('codes.undone', { amount: locale.amount(unit, cost) }));
      element.dispatchEvent(new VafaRewardCancelledEvent(rewardId, id));
    } catch (thrown) {
      const { kind } = toPortalError(thrown);
      const lost = isRetryable(kind) || kind === 'invalid';
      if (!lost) this.#keys.delete(id);
      this.#set(id, lost ? 'unsure' : 'kept');
      // The code may have been used meanwhile; the list is to say so.
      if (!lost) element.club.client?.refresh();
    }
  }

  #set(id: string, undo: Undo | undefined): void {
    if (undo) this.#undoing.set(id, undo);
    else this.#undoing.delete(id);
    this.#host.element.requestUpdate();
  }
}

/** What can be used still, or is on its way. */
function isUnused({ state, expiresAt }: Redemption): boolean {
  const over = expiresAt !== undefined && expiresAt.length > 10 && Date.parse(expiresAt) <= Date.now();
  return state === 'pending' || ((state === 'issued' || state === 'applied' || state === 'other') && !over);
}

import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ResourceController } from '../../controllers/resource.js';
import type { MemberView } from '../../controllers/member-view.js';
import type { Activity } from '../../domain/activity.schema.js';
import { mainWallet, nextActivating, nextExpiring, undatedPending } from '../../domain/balance.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import { MemberPanel } from '../../parts/member-panel.js';
import { card, line } from '../../ui/card.js';
import { alert, clock } from '../../ui/icons.js';
import { VafaElement } from '../element.js';
import { pointsStyles } from './points.styles.js';

type Ready = Extract<MemberView<readonly Wallet[]>, { kind: 'ready' }>;

/**
 * Shows a member what they have: the balance, what it is worth, what is on the way and what expires next.
 *
 * @tag vafa-points
 * @slot heading - Replaces the heading.
 * @slot footer - Stands under everything, such as a link to the shop's club page.
 * @slot empty - Replaces the sentence shown while the balance is zero and nothing is on the way.
 * @csspart card - The surface.
 * @csspart heading - The heading.
 * @csspart value - The balance with its unit.
 * @csspart label - What the balance is worth.
 * @csspart list - The lines of what comes and goes, and the last activities.
 * @csspart item - One activity.
 * @csspart message - A sentence about the state of things.
 * @csspart action - A button, a link that acts, or the line that opens the activities.
 * @cssproperty [--vafa-points-size=2.25em] - Size of the balance.
 * @cssstate loading - Nothing is known yet.
 * @cssstate guest - Nobody is signed in, or the sign-in ran out.
 * @cssstate not-enrolled - Signed in, not in the club yet.
 * @cssstate blocked - The membership is paused.
 * @cssstate failed - Nothing is known, and the last attempt failed.
 * @cssstate ready - The balance is shown.
 * @cssstate refreshing - The balance is shown and being asked for again.
 * @cssstate stale - The balance is shown, but could not be refreshed.
 * @cssstate empty - The balance is zero and nothing is on the way.
 * @fires {VafaSignInRequestEvent} vafa-sign-in-request - A guest wants to sign in; cancelable.
 * @fires {VafaJoinRequestEvent} vafa-join-request - A member wants to join the club; cancelable.
 * @fires {VafaMemberJoinedEvent} vafa-member-joined - The member joined the club.
 * @fires {VafaLoadFailedEvent} vafa-load-failed - The balance could not be loaded or refreshed.
 */
export class VafaPoints extends VafaElement {
  static override styles = [VafaElement.styles, pointsStyles];

  /** Id of the wallet to show; without it the first that counts points. */
  @property() wallet = '';

  /** Leaves the last activities out. */
  @property({ type: Boolean, attribute: 'hide-activity' }) hideActivity = false;

  readonly #wallets = new ResourceController(this, { read: 'wallets' });
  readonly #activity = new ResourceController(this, { read: 'activity', query: { limit: 5 } });
  readonly #panel = new MemberPanel(this, this.locale, { guest: 'points.guest', safe: 'points.safe', lines: 4 });
  #last: { readonly id: string; readonly available: number } | undefined;
  #news = '';

  protected override render(): TemplateResult {
    const view = this.#panel.view(this.#wallets.state);
    const ready = view.kind === 'ready' ? view : undefined;
    const body = ready ? this.#renderReady(ready) : this.#panel.render(view.kind === 'ready' ? { kind: 'loading' } : view);
    if (!ready) this.#markOther(view.kind);
    return card({
      tongue: this.locale.tongue,
      scheme: this.scheme.scheme,
      heading: this.locale.ready ? this.locale.t('points.heading') : '',
      busy: view.kind === 'loading' || (ready?.refreshing ?? false),
      body,
      news: this.#news,
    });
  }

  #renderReady(view: Ready): TemplateResult {
    const wallet = mainWallet(view.data, this.wallet);
    const empty = !wallet || (wallet.available === 0 && !wallet.pending);
    this.mark(view.stale ? 'stale' : view.refreshing ? 'refreshing' : 'ready', ...(empty ? ['empty'] : []));
    const gain = wallet ? this.#follow(wallet) : false;
    return html`<div class="body fresh">
      ${wallet ? this.#renderBalance(wallet, gain) : nothing}
      ${empty ? html`<slot name="empty"><p part="message" .textContent=${this.locale.t('points.empty')}></p></slot>` : nothing}
      ${wallet ? this.#renderNotes(wallet) : nothing} ${this.#panel.stale(view)} ${this.hideActivity ? nothing : this.#renderActivity()}
    </div>`;
  }

  #renderBalance(wallet: Wallet, gain: boolean): TemplateResult {
    const { unit, available, worth } = wallet;
    const number = this.locale.number(available, { fraction: unit.decimals });
    const money = unit.kind === 'credit' && unit.currency !== undefined;
    return html`<div>
      <p class="balance" part="value" translate="no">
        <span class="number ${gain ? 'gain' : ''}" .textContent=${money ? this.locale.amount(unit, available) : number}></span>
        ${money ? nothing : html`<span class="unit" .textContent=${this.locale.unitName(unit, available)}></span>`}
      </p>
      ${worth && available > 0 ? html`<p class="worth" part="label" .textContent=${this.locale.t('points.worth', { worth: this.locale.money(worth) })}></p>` : nothing}
    </div>`;
  }

  #renderNotes(wallet: Wallet): TemplateResult | typeof nothing {
    const { t } = this.locale;
    const now = new Date();
    const { unit } = wallet;
    const coming = nextActivating(wallet, now);
    const undated = undatedPending(wallet, now);
    const going = nextExpiring(wallet, now, this.#expiringDays);
    const lines = [
      coming && line(clock, t('points.activating', { amount: this.locale.amount(unit, coming.amount), date: this.locale.date(coming.at) })),
      undated > 0 && line(clock, t('points.pending', { amount: this.locale.amount(unit, undated) })),
      going && line(alert, t('points.expiring', { n: going.amount / 10 ** unit.decimals, amount: this.locale.amount(unit, going.amount), date: this.locale.date(going.at) }), 'warning'),
      wallet.available < 0 && line(alert, t('points.negative'), 'warning'),
    ].filter((each) => typeof each === 'object');
    return lines.length ? html`<ul class="stack" part="list">${lines}</ul>` : nothing;
  }

  #renderActivity(): TemplateResult | typeof nothing {
    const items = this.#activity.data?.items;
    if (!items) return nothing;
    const { t } = this.locale;
    return html`<details>
      <summary part="action"><span .textContent=${t('points.activity')}></span></summary>
      ${items.length
        ? html`<ul class="rows" part="list">${items.map((item) => this.#renderItem(item))}</ul>`
        : html`<p class="note rows" part="message" .textContent=${t('activity.empty')}></p>`}
    </details>`;
  }

  #renderItem(item: Activity): TemplateResult {
    const counts = item.state === 'approved' || item.state === 'other';
    const facts = [this.locale.date(item.at), this.#stateOf(item)].filter(Boolean).join(' · ');
    return html`<li class="row" part="item">
      <bdi .textContent=${item.title}></bdi>
      <span class="delta ${counts ? '' : 'off'}" translate="no" .textContent=${this.locale.amount(item.unit, item.delta, true)}></span>
      <span class="note" .textContent=${facts}></span>
    </li>`;
  }

  #stateOf({ state, activatesAt }: Activity): string {
    if (state === 'approved' || state === 'other') return '';
    if (state === 'pending' && activatesAt) return this.locale.t('activity.pendingUntil', { date: this.locale.date(activatesAt) });
    return this.locale.t(`activity.${state}`);
  }

  /** Notices a balance that changed before the member's eyes, and says it. Returns whether it grew. */
  #follow({ id, available, unit }: Wallet): boolean {
    const last = this.#last;
    this.#last = { id, available };
    if (!last || last.id !== id || last.available === available) return false;
    this.#news = `${this.locale.t('points.heading')}: ${this.locale.amount(unit, available)}`;
    return available > last.available;
  }

  #markOther(kind: MemberView<unknown>['kind']): void {
    this.#last = undefined;
    this.mark(kind === 'expired' ? 'guest' : kind.replace('_', '-'));
  }

  get #expiringDays(): number {
    return this.locale.shop?.display.expiringDays ?? 30;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vafa-points': VafaPoints;
  }
}

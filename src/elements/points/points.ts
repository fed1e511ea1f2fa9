import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isNews } from '../../controllers/club.js';
import { ResourceController } from '../../controllers/resource.js';
import type { MemberView } from '../../controllers/member-view.js';
import { mainWallet, nextActivating, nextExpiring } from '../../domain/balance.js';
import type { Unit } from '../../domain/unit.schema.js';
import type { Batch, Wallet } from '../../domain/wallet.schema.js';
import { Detail } from '../../parts/detail.js';
import { MemberPanel, type OtherView } from '../../parts/member-panel.js';
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
 * @csspart value - The balance with its unit, or how many stamps there are.
 * @csspart label - What the balance is worth, or what the full stamp card gives.
 * @csspart bar - The stamps.
 * @csspart list - The lines of what comes and goes, the activities, the ways to earn.
 * @csspart item - One activity or way to earn.
 * @csspart field - A choice above the activities.
 * @csspart message - A sentence about the state of things.
 * @csspart action - A button, a link that acts, or a line that opens something.
 * @csspart entry - The way in: the link that signs in, or the button that joins with its terms. A page that shows several cards may hide it in all but one.
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
 * @fires {VafaEarnActionCompletedEvent} vafa-earn-action-completed - The club took the member's word that a way to earn is done.
 * @fires {VafaLoadFailedEvent} vafa-load-failed - The balance could not be loaded or refreshed.
 */
export class VafaPoints extends VafaElement {
  static override styles = [VafaElement.styles, pointsStyles];

  /** Id of the wallet to show; without it the first that counts points. */
  @property() wallet = '';

  /** Leaves the activities out. */
  @property({ type: Boolean, attribute: 'hide-activity' }) hideActivity = false;

  /** `stamps` draws the wallet as a card of stamps. */
  @property() variant: 'balance' | 'stamps' = 'balance';

  readonly #wallets = new ResourceController(this, { read: 'wallets' });
  readonly #activity = this.#detail('points-activity');
  readonly #ways = this.#detail('points-earn');
  readonly #card = this.#detail('points-card');
  readonly #stamps = this.#detail('points-stamps');
  readonly #panel = new MemberPanel(this, this.locale, { guest: 'points.guest', safe: 'points.safe', lines: 4 });
  #last: Wallet | undefined;
  #news = '';

  protected override render(): TemplateResult {
    const view = this.#whole(this.#panel.view(this.#wallets.state));
    return card({
      tongue: this.locale.tongue,
      scheme: this.scheme.scheme,
      heading: this.locale.ready ? this.#title : '',
      busy: view.kind === 'loading' || (view.kind === 'ready' && view.refreshing),
      body: view.kind === 'ready' ? this.#renderReady(view) : this.#renderOther(view),
      news: this.#news,
    });
  }

  #renderOther(view: OtherView): TemplateResult {
    this.#last = undefined;
    this.#news = '';
    this.mark(view.kind === 'expired' ? 'guest' : view.kind.replace('_', '-'));
    return this.#panel.render(view);
  }

  #renderReady(view: Ready): TemplateResult {
    const wallet = mainWallet(view.data, this.#id);
    const empty = !wallet || (wallet.available === 0 && !wallet.pending);
    this.mark(view.stale ? 'stale' : view.refreshing ? 'refreshing' : 'ready', ...(empty ? ['empty'] : []));
    const gain = wallet ? this.#follow(wallet) : false;
    return html`<div class="body fresh">
      ${this.variant === 'stamps' ? html`<div class="stack">${this.#stamps.content()}</div>` : wallet ? this.#renderBalance(wallet, gain) : nothing}
      ${empty ? html`<slot name="empty"><p part="message" .textContent=${this.locale.t('points.empty')}></p></slot>` : nothing}
      ${wallet ? this.#renderNotes(wallet) : nothing} ${this.#panel.stale(view)} ${this.#renderDetails()}
    </div>`;
  }

  #renderBalance(wallet: Wallet, gain: boolean): TemplateResult {
    const { unit, available, worth } = wallet;
    const [number, name] = this.locale.amountParts(unit, available);
    return html`<div>
      <p part="value" translate="no">
        <span class="number ${gain ? 'fresh' : ''}" .textContent=${number}></span>
        <span class="unit" .textContent=${name}></span>
      </p>
      ${worth && available > 0 && worth.currency !== unit.currency ? html`<p class="worth" part="label" .textContent=${this.locale.t('points.worth', { worth: this.locale.money(worth) })}></p>` : nothing}
    </div>`;
  }

  #renderNotes(wallet: Wallet): TemplateResult | typeof nothing {
    const { t } = this.locale;
    const now = new Date();
    const { unit, pending = 0 } = wallet;
    const coming = nextActivating(wallet, now);
    const going = nextExpiring(wallet, now, this.#expiringDays);
    const lines = [
      pending > 0 && line(clock, this.#renderPending(unit, pending, coming)),
      going && line(alert, t('points.expiring', { n: going.amount / 10 ** unit.decimals, amount: this.locale.amount(unit, going.amount), date: this.locale.date(going.at) }), 'warning'),
      wallet.available < 0 && line(alert, t('points.negative'), 'warning'),
    ].filter(Boolean);
    return lines.length ? html`<ul class="stack" part="list">${lines}</ul>` : nothing;
  }

  /** All that is on the way; when, or how much of it when next. */
  #renderPending(unit: Unit, pending: number, next: Batch | undefined): string {
    const { at = '', amount = pending } = next ?? {};
    const key = !at ? 'points.pending' : amount < pending ? 'points.activatingPart' : 'points.activating';
    return this.locale.t(key, { total: this.locale.amount(unit, pending), date: this.locale.date(at), amount: this.locale.amount(unit, amount) });
  }

  /** What stands behind a line each: fetched with what draws it when the member first asks. */
  #renderDetails(): TemplateResult {
    return html`<div>
      ${this.hideActivity ? nothing : this.#activity.render('points.activity')}
      ${this.club.can('earnActions') ? this.#ways.render('points.earn') : nothing} ${this.variant !== 'stamps' && this.#panel.member?.card ? this.#card.button('points.card') : nothing}
    </div>`;
  }

  /** A card of stamps comes with its stamps, or what stands below them would move. */
  #whole(view: MemberView<readonly Wallet[]>): MemberView<readonly Wallet[]> {
    if (view.kind !== 'ready' || this.variant !== 'stamps') return view;
    this.#stamps.open();
    return this.#stamps.content() === nothing ? { kind: 'loading' } : view;
  }

  #detail(name: string): Detail {
    return new Detail(this, this.locale, name, () => this.#id);
  }

  /** Notices a balance that changed before the member's eyes, and says it. Returns whether it grew. */
  #follow(wallet: Wallet): boolean {
    const { id, available, unit } = wallet;
    const last = this.#last;
    this.#last = wallet;
    if (!last || last.id !== id || last.available === available) return false;
    if (isNews(wallet)) this.#news = `${this.#title}: ${this.locale.amount(unit, available)}`;
    return available > last.available;
  }

  get #title(): string {
    return this.locale.t(this.variant === 'stamps' ? 'points.stamps' : 'points.heading');
  }

  /** Id of the wallet to show; empty for the first that counts points. */
  get #id(): string {
    return this.wallet || (this.variant === 'stamps' && this.#wallets.data?.find(({ unit }) => unit.kind === 'stamps')?.id) || '';
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

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client } from '../../client/client.js';
import { isNews } from '../../controllers/club.js';
import type { MemberView } from '../../controllers/member-view.js';
import { known, ResourceController } from '../../controllers/resource.js';
import { forgetUnsettled, hasUnsettled } from '../../controllers/unsettled.js';
import { isRedeemable, payingWallet, rewardState, sortRewards, type Offer, type RewardState } from '../../domain/reward-state.js';
import type { Reward } from '../../domain/reward.schema.js';
import { mainWallet } from '../../domain/balance.js';
import { MemberPanel, type OtherView } from '../../parts/member-panel.js';
import { card } from '../../ui/card.js';
import { button, disclosure } from '../../ui/notice.js';
import { VafaElement } from '../element.js';
import { drawReward, type CardAction } from './card.js';
import { isPart, type Codes, type CodesPart, type ErrandsPart, type Redeem, type RedeemPart, type RewardsHost, type SharedByClient } from './host.js';
import { rewardsStyles } from './rewards.styles.js';
import { conditionWords, stateWords, worthWords } from './words.js';

type Ready = Extract<MemberView<readonly Reward[]>, { kind: 'ready' }>;

/** Shared by all elements of the page: a wish for one reward is one wish, in however many elements it shows. */
const shared: SharedByClient = new WeakMap();

/**
 * Shows what points buy: what a member can have now, what is missing for the rest, and, once redeemed, the code.
 *
 * @tag vafa-rewards
 * @slot heading - Replaces the heading.
 * @slot footer - Stands under everything, such as a link to the terms.
 * @slot empty - Replaces the sentence shown while there are no rewards.
 * @csspart card - The surface.
 * @csspart heading - The heading.
 * @csspart list - The rewards, or the codes.
 * @csspart item - One reward, or one code.
 * @csspart value - What a reward costs, or a code.
 * @csspart label - What a reward is to the member, and what there is to spend.
 * @csspart field - Where a member chooses how much to spend.
 * @csspart message - A sentence about the state of things.
 * @csspart action - A button or a link that acts, or a line that opens more.
 * @csspart entry - The way in: the link that signs in, or the button that joins with its terms. A page that shows several cards may hide it in all but one.
 * @cssproperty [--vafa-rewards-color=var(--vafa-color-accent)] - Colour of the drawn pictures.
 * @cssstate loading - Nothing is known yet.
 * @cssstate guest - Nobody is signed in, or the sign-in ran out.
 * @cssstate not-enrolled - Signed in, not in the club yet.
 * @cssstate blocked - The membership is paused.
 * @cssstate failed - Nothing is known, and the last attempt failed.
 * @cssstate ready - The rewards are shown.
 * @cssstate refreshing - The rewards are shown and being asked for again.
 * @cssstate stale - The rewards are shown, but could not be refreshed.
 * @cssstate empty - There are no rewards.
 * @fires {VafaSignInRequestEvent} vafa-sign-in-request - A guest wants to sign in; cancelable.
 * @fires {VafaJoinRequestEvent} vafa-join-request - A member wants to join the club; cancelable.
 * @fires {VafaMemberJoinedEvent} vafa-member-joined - The member joined the club.
 * @fires {VafaLoadFailedEvent} vafa-load-failed - The rewards could not be loaded or refreshed.
 * @fires {VafaRewardRedeemRequestEvent} vafa-reward-redeem-request - A member agreed to redeem; cancelable.
 * @fires {VafaRewardRedeemedEvent} vafa-reward-redeemed - A reward was redeemed, or is on its way.
 * @fires {VafaRewardApplyRequestEvent} vafa-reward-apply-request - A member wants a code in the cart; cancelable.
 * @fires {VafaRewardAppliedEvent} vafa-reward-applied - A code is in the cart.
 * @fires {VafaRewardCancelledEvent} vafa-reward-cancelled - A redemption was undone.
 */
export class VafaRewards extends VafaElement {
  static override styles = [VafaElement.styles, rewardsStyles];

  /** Id of a wallet: shows only what is paid from it. */
  @property() wallet = '';

  /** Shows only rewards of these kinds, such as `coupon shipping`. */
  @property() kinds = '';

  /** How many rewards stand there at first; the rest behind a button. Without it 60. */
  @property({ type: Number }) limit = 0;

  /** Leaves the member's codes out. */
  @property({ type: Boolean, attribute: 'hide-codes' }) hideCodes = false;

  readonly #rewards = new ResourceController(this, { read: 'rewards' });
  readonly #wallets = new ResourceController(this, { read: 'wallets' });
  #redemptions: ResourceController<'redemptions'> | undefined;
  readonly #panel = new MemberPanel(this, this.locale, { guest: 'rewards.guest', safe: 'points.safe', lines: 1 });
  #redeem: Redeem | undefined;
  #codes: Codes | undefined;
  #order: readonly string[] = [];
  /** How many stand there by now. */
  #shown = 0;
  /** What could not be fetched. */
  #lacksRedeem = false;
  #lacksCodes = false;
  #isReady = false;
  /** Whose unsettled wishes have been looked after. */
  #settledFor: Client | undefined;
  #intends = false;
  #news = '';
  #spend: string | undefined;

  readonly #host: RewardsHost = {
    element: this,
    locale: this.locale,
    paying: (reward) => ({ wallet: payingWallet(reward, this.#wallets.data ?? []), asOf: known(this.#wallets.state)?.asOf ?? new Date().toISOString() }),
    reward: (id) => this.#rewards.data?.find((reward) => reward.id === id),
    standing: (reward) => {
      const state = this.#stateOf(reward, false);
      return [state, stateWords(this.locale, reward, state)];
    },
    redemptions: () => this.#redemptions?.data,
    watchRedemptions: () => void (this.#redemptions ??= new ResourceController(this, { read: 'redemptions' })),
    conditions: (reward) => conditionWords(this.locale, reward),
    worth: (reward, cost) => worthWords(this.locale, reward, cost),
    say: (news) => {
      this.#news = news;
      this.requestUpdate();
    },
  };

  constructor() {
    super();
    this.locale.parts.add('rewards');
  }

  protected override render(): TemplateResult {
    const view = this.#panel.view(this.#rewards.state);
    const ready = view.kind === 'ready' ? view : undefined;
    this.#isReady = ready !== undefined;
    if (!ready) {
      // Nothing is said of a member who is gone.
      this.#spend = undefined;
      this.#news = '';
      this.mark(view.kind === 'expired' ? 'guest' : view.kind.replace('_', '-'));
    }
    return card({
      tongue: this.locale.tongue,
      scheme: this.scheme.scheme,
      heading: this.locale.ready ? this.locale.t('rewards.heading') : '',
      busy: ready ? ready.refreshing : view.kind === 'loading',
      body: html`${view.kind === 'ready' ? this.#renderReady(view) : this.#renderOther(view)} ${this.#redeem?.renderDialog() ?? nothing}`,
      news: this.#news,
    });
  }

  protected override updated(_changed: PropertyValues): void {
    const { client } = this.club;
    const api = client?.config.api ?? '';
    if (client?.session === 'guest') forgetUnsettled(api);
    const seen = this.#isReady ? client : undefined;
    if (seen && seen !== this.#settledFor && (this.#redeem || hasUnsettled(api) || this.#needsCart)) void this.#bring().then((redeem) => redeem?.resume());
    this.#settledFor = seen;
  }

  /** The page has a cart, and some rewards are for baskets of a size. */
  get #needsCart(): boolean {
    return this.club.client?.config.cart !== undefined && (this.#rewards.data ?? []).some(({ minimumBasket }) => minimumBasket);
  }

  #renderReady(view: Ready): TemplateResult {
    const offers = this.#offers(view.data, false);
    this.mark(view.stale ? 'stale' : view.refreshing ? 'refreshing' : 'ready', ...(offers.length ? [] : ['empty']));
    return html`<div class="body fresh">
      ${this.#renderBalance(offers)} ${this.#redeem?.renderNews() ?? nothing} ${this.#lacksRedeem ? this.#renderMissing() : nothing}
      ${offers.length ? this.#renderGrid(offers) : html`<slot name="empty"><p part="message" .textContent=${this.locale.t('rewards.empty')}></p></slot>`}
      ${this.#panel.stale(view)} ${this.hideCodes ? nothing : this.#renderCodes()}
    </div>`;
  }

  /** What is shown to whoever cannot redeem: why, and the catalogue all the same. */
  #renderOther(view: OtherView): TemplateResult {
    if (view.kind === 'loading') return skeletons(this.club.client?.session === 'member');
    const rewards = view.kind === 'failed' ? [] : known(this.#rewards.state)?.data;
    const offers = this.#offers(rewards ?? [], true);
    const grid = offers.length ? this.#renderGrid(offers, view.kind === 'guest' || view.kind === 'expired') : nothing;
    return html`<div class="body">${this.#panel.render(view)} ${rewards || this.#rewards.state.status === 'failed' ? grid : skeletons(false)}</div>`;
  }

  #renderBalance(offers: readonly Offer[]): TemplateResult | typeof nothing {
    const wallet = mainWallet(this.#wallets.data ?? [], this.wallet);
    if (!wallet || !offers.length) return nothing;
    const { t } = this.locale;
    const spend = t('rewards.balance', { amount: this.locale.amount(wallet.unit, wallet.available) });
    // A balance that changes before the member's eyes is said.
    if (this.#spend !== undefined && this.#spend !== spend && isNews(wallet)) this.#news = spend;
    this.#spend = spend;
    // Six stamps are not nearer than forty points: what stands beside a balance is counted as it is.
    const nearest = offers[0]?.state.kind === 'short' ? offers.find(({ reward, state }) => state.kind === 'short' && reward.unit.id === wallet.unit.id) : undefined;
    const far = nearest?.state.kind === 'short' ? ` · ${t('rewards.nearest', { amount: this.locale.amount(wallet.unit, nearest.state.missing), title: nearest.reward.title })}` : '';
    return html`<p class="strong" part="label" .textContent=${spend + far}></p>`;
  }

  #renderGrid(offers: readonly Offer[], told = true): TemplateResult {
    const first = offers.slice(0, this.#shown || (this.limit > 0 ? this.limit : page));
    const rest = offers.length - first.length;
    const { t } = this.locale;
    return html`<ul class="grid" part="list" @pointerover=${this.#onIntent} @focusin=${this.#onIntent}>
        ${first.map((offer) => drawReward(this.locale, offer, this.#actionOf(offer), told))}
      </ul>
      ${rest > 0 ? button(rest > page ? t('rewards.more') : t('rewards.all', { n: offers.length }), () => void this.#showMore(first.length), { quiet: true }) : nothing}`;
  }

  #actionOf({ reward, state }: Offer): CardAction | undefined {
    const { t } = this.locale;
    if (this.#redeem?.isBusy(reward.id)) return { label: t('rewards.checking'), name: t('rewards.checking'), run: () => this.#redeem?.start(reward) };
    if (!isRedeemable(state)) return undefined;
    return { label: t('rewards.redeem'), name: t('rewards.redeemThis', { title: reward.title }), run: () => void this.#start(reward) };
  }

  #renderCodes(): TemplateResult {
    const rows = this.#codes?.render() ?? (this.#lacksCodes ? this.#renderMissing() : nothing);
    return disclosure(this.locale.t('rewards.codes'), rows, () => void this.#openCodes());
  }

  #renderMissing(): TemplateResult {
    return html`<p class="warning" part="message" .textContent=${this.locale.t('error.unavailable')}></p>`;
  }

  /** What is shown of the catalogue, in order. While a reader is at it, nothing moves from under them. */
  #offers(rewards: readonly Reward[], guest: boolean): readonly Offer[] {
    const kinds = this.kinds.split(/\s+/).filter(Boolean);
    const wallets = this.#wallets.data ?? [];
    const shown = rewards.filter((reward) => (!kinds.length || kinds.includes(reward.kind)) && (!this.wallet || (reward.walletId ?? payingWallet(reward, wallets)?.id) === this.wallet));
    const sorted = sortRewards(shown.map((reward) => ({ reward, state: this.#stateOf(reward, guest) })), mainWallet(wallets, this.wallet)?.unit.id);
    const held = this.#redeem?.isOpen || this.renderRoot.querySelector('.grid:focus-within, .grid [open]');
    if (!held) this.#order = sorted.map(({ reward }) => reward.id);
    const places = new Map(this.#order.map((id, at) => [id, at]));
    const place = ({ reward }: Offer): number => places.get(reward.id) ?? places.size;
    return sorted.sort((a, b) => place(a) - place(b));
  }

  /** What a reward is to whoever looks, at this moment. */
  #stateOf(reward: Reward, guest: boolean): RewardState {
    const { wallet } = this.#host.paying(reward);
    const last = this.#redemptions?.data?.find(({ rewardId }) => rewardId === reward.id);
    return rewardState(reward, { now: new Date(), guest, wallet, basket: this.#redeem?.basket, last });
  }

  async #start(reward: Reward): Promise<void> {
    const redeem = await this.#bring();
    if (!redeem) this.requestUpdate();
    redeem?.start(reward);
  }

  async #bring(): Promise<Redeem | undefined> {
    const [part, tools] = this.#redeem ? [] : await this.#load('rewards-redeem');
    if (isPart<RedeemPart>(part, 'openRedeem') && isPart<ErrandsPart>(tools, 'shared')) this.#redeem ??= part.openRedeem(this.#host, (client) => tools.shared(shared, client));
    this.#lacksRedeem = !this.#redeem;
    return this.#redeem;
  }

  /** Fetches a part, with what it needs. */
  #load(name: string): Promise<unknown[]> {
    const load = (part: string): Promise<unknown> | undefined => this.club.client?.part(part).catch(() => undefined);
    return Promise.all([load(name), load('rewards-errands'), this.#bringWords()]);
  }

  /** Brings the words of redeeming before they are shown; what is shown stays meanwhile. */
  async #bringWords(): Promise<void> {
    await this.club.client?.messages.bring(this.locale.tongue.locale, 'redeem');
    this.locale.parts.add('redeem');
  }

  async #showMore(from: number): Promise<void> {
    this.#shown = from + page;
    this.requestUpdate();
    await this.updateComplete;
    // The button is gone: a keyboard goes on at the first that came.
    this.renderRoot.querySelectorAll<HTMLElement>('.reward')[from]?.focus();
  }

  /** Whoever points at a reward may want it: what redeems it is fetched meanwhile. */
  readonly #onIntent = (): void => {
    if (this.#intends || this.club.client?.session !== 'member') return;
    this.#intends = true;
    void this.#bring();
  };

  async #openCodes(): Promise<void> {
    if (this.#codes) return;
    const [part, tools] = await this.#load('rewards-codes');
    if (isPart<CodesPart>(part, 'openCodes') && isPart<ErrandsPart>(tools, 'shared')) this.#codes ??= part.openCodes(this.#host, (client) => tools.shared(shared, client));
    this.#lacksCodes = !this.#codes;
    this.requestUpdate();
  }
}

/** So many more come at a click. */
const page = 60;

/** A member has a button for all of the rewards and the codes below them; for whoever else it is, a few are enough. */
const skeletons = (more: boolean): TemplateResult => html`<div class="stack" aria-hidden="true">
  <div class="bone"></div>
  <div class="grid">
    <div class="bone"><div class="mark"></div></div>
    <div class="bone"><div class="mark"></div></div>
    <div class="bone"><div class="mark"></div></div>
  </div>
  ${more ? html`<div class="bone action"></div><div class="bone action"></div>` : nothing}
</div>`;

declare global {
  interface HTMLElementTagNameMap {
    'vafa-rewards': VafaRewards;
  }
}

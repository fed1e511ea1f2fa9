import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import type { Errand, Errands, Going } from '../../client/errands.js';
import { known } from '../../controllers/resource.js';
import { choiceOf, isRedeemable, leastCost } from '../../domain/reward-state.js';
import type { Money } from '../../domain/money.schema.js';
import type { Redemption, Reward } from '../../domain/reward.schema.js';
import { VafaRewardRedeemedEvent, VafaRewardRedeemRequestEvent } from '../../events-rewards.js';
import { adopt } from '../../ui/adopt.js';
import { KeepFocus } from '../../ui/keep-focus.js';
import { button } from '../../ui/notice.js';
import { Amount } from './amount.js';
import { drawConditions } from './card.js';
import { CodeDesk } from './code.js';
import type { Redeem, RewardsHost, SharedOf } from './host.js';
import { drawBarred, drawGoing, drawQuote, spokenGoing, type Quote } from './redeem-steps.js';
import { redeemStyles } from './redeem.styles.js';

/** What the dialog is open for. */
interface Open {
  readonly reward: Reward;
  readonly amount: Amount | undefined;
}

/** Leads a member from a reward to its code: what it takes, one button, what came of it. */
export class RedeemDesk implements Redeem, ReactiveController {
  basket: Money | undefined;
  readonly #host: RewardsHost;
  readonly #sharedOf: SharedOf;
  readonly #codes: CodeDesk;
  #client: Client | undefined;
  #errands: Errands | undefined;
  #stop: (() => void) | undefined;
  #cartAsOf: string | undefined;
  /** Whose dialog it is. */
  #epoch: number | undefined;
  #open: Open | undefined;
  /** The step the focus was led to. */
  #led: string | undefined;

  constructor(host: RewardsHost, sharedOf: SharedOf) {
    this.#host = host;
    this.#sharedOf = sharedOf;
    this.#codes = new CodeDesk(host, sharedOf);
    adopt(host.element.renderRoot, redeemStyles);
    new KeepFocus(host.element);
    host.element.addController(this);
    this.hostUpdate();
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  isBusy(rewardId: string): boolean {
    const kind = this.#errands?.of(rewardId)?.kind;
    return kind === 'sending' || kind === 'checking';
  }

  start(reward: Reward): void {
    const choice = choiceOf(reward.price, this.#host.paying(reward).wallet?.available);
    const update = (): void => this.#host.element.requestUpdate();
    this.#open = { reward, amount: choice && new Amount(this.#host, reward, choice, update) };
    // An old refusal is no answer to a new wish.
    this.#errands?.forget(reward.id);
    update();
  }

  resume(): void {
    this.#errands?.resume();
  }

  hostConnected(): void {
    this.#host.element.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = this.#client = this.#errands = undefined;
    // A dialog that leaves the page open comes back half open; one that is only moved opens again at once.
    this.#dialog?.close();
    queueMicrotask(() => this.#host.element.isConnected || this.#shut());
  }

  hostUpdate(): void {
    const { client } = this.#host.element.club;
    if (!client || !this.#host.element.isConnected) return;
    if (client !== this.#client) {
      this.#stop?.();
      this.#client = client;
      this.#errands = this.#sharedOf(client).errands;
      this.#stop = this.#errands.subscribe(this.#follow);
    }
    this.#errands?.look();
    if (this.#errands?.epoch !== this.#epoch) this.#open = undefined;
    this.#epoch = this.#errands?.epoch;
    // Whenever the catalogue was asked for anew, the cart may be another too.
    const asOf = known(client.store.state({ read: 'rewards' }))?.asOf;
    if (asOf !== this.#cartAsOf) void this.#readCart(client);
    this.#cartAsOf = asOf;
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    if (!this.#shows) dialog.close();
    else if (!dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('[data-confirm]')?.focus();
    }
    this.#leadFocus(dialog);
  }

  renderNews(): TemplateResult {
    const { t } = this.#host.locale;
    const all = (this.#errands?.all ?? []).filter(({ rewardId, going }) => rewardId !== this.#open?.reward.id && going.kind !== 'sending');
    return html`${all.map(({ rewardId, going }) => {
      const close = (): void => this.#errands?.forget(rewardId);
      const body = going.kind === 'changed' ? html`<p part="message" .textContent=${t('redeem.changed')}></p><div class="actions">${button(t('redeem.close'), close, { quiet: true })}</div>` : this.#drawGoing(going, close, true);
      return html`<div class="stack outcome">${body}</div>`;
    })}`;
  }

  renderDialog(): TemplateResult {
    const open = this.#shows ? this.#open : undefined;
    return html`<dialog aria-labelledby="redeem-title" @close=${this.#onClose} @keydown=${this.#onKey}>
      ${open ? this.#renderStep({ ...open, reward: this.#host.reward(open.reward.id) ?? open.reward }) : nothing}
    </dialog>`;
  }

  /** The dialog shows to the member it was opened for; whoever comes next sees none of it. */
  get #shows(): boolean {
    return this.#open !== undefined && this.#client?.session === 'member';
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.element.renderRoot.querySelector('dialog');
  }

  #renderStep(open: Open): TemplateResult {
    const going = this.#errands?.of(open.reward.id);
    return html`<h3 id="redeem-title"><bdi .textContent=${open.reward.title}></bdi></h3>
      ${!going || going.kind === 'changed' ? this.#renderConfirm(open, going !== undefined) : this.#drawGoing(going, () => this.#shut(), false)}`;
  }

  #renderConfirm({ reward, amount }: Open, changed: boolean): TemplateResult {
    const { locale } = this.#host;
    const { wallet } = this.#host.paying(reward);
    const [state, why] = this.#host.standing(reward);
    if (!isRedeemable(state)) {
      const words = changed ? `${locale.t('redeem.changed')} ${why}` : why;
      return drawBarred(this.#host, words, state.kind === 'short' && { reward, cost: leastCost(reward.price), wallet }, () => this.#shut());
    }
    const choice = choiceOf(reward.price, wallet?.available);
    const cost = choice && amount ? amount.within(choice) : leastCost(reward.price);
    const quote: Quote | undefined = cost === undefined ? undefined : { reward, cost, wallet };
    const conditions = this.#host.conditions(reward);
    const label = !cost ? locale.t('rewards.redeem') : locale.t('redeem.confirm', { amount: locale.amount(reward.unit, cost) });
    return html`${changed ? html`<p class="warning" part="message" tabindex="-1" .textContent=${locale.t('redeem.changed')}></p>` : nothing}
      ${choice && amount ? amount.draw(choice) : nothing} ${drawQuote(this.#host, quote ?? { reward, cost: amount?.last ?? 0, wallet })} ${conditions.length ? drawConditions(conditions) : nothing}
      <div class="actions">
        ${button(locale.t('redeem.back'), () => this.#shut(), { quiet: true })}
        <button class="action" part="action" type="button" data-confirm aria-disabled=${quote ? 'false' : 'true'} @click=${(event: Event) => this.#confirm(quote, event)} .textContent=${label}></button>
      </div>`;
  }

  #drawGoing(going: Exclude<Going, { kind: 'changed' }>, close: () => void, named: boolean): TemplateResult {
    const fresh = going.kind === 'done' ? { ...going, redemption: this.#fresh(going.redemption) } : going;
    return drawGoing(this.#host.locale, this.#codes, fresh, { again: () => this.#errands?.again(), close, named });
  }

  /** A redemption as it is by now: what was on its way may have come. */
  #fresh(redemption: Redemption): Redemption {
    return this.#host.redemptions()?.find(({ id }) => id === redemption.id) ?? redemption;
  }

  /** Agrees to the numbers on the screen. The second click of a double click agrees to nothing that was not there at the first. */
  #confirm(quote: Quote | undefined, event: Event): void {
    if (event instanceof MouseEvent && event.detail > 1) return;
    if (!quote) {
      this.#dialog?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const { reward, cost, wallet } = quote;
    if (this.isBusy(reward.id)) return;
    if (this.#host.element.dispatchEvent(new VafaRewardRedeemRequestEvent(reward.id, cost))) {
      this.#errands?.send({ rewardId: reward.id, cost, balance: wallet?.available, seenAt: this.#host.paying(reward).asOf });
    } else this.#shut();
  }

  readonly #follow = (): void => {
    for (const errand of this.#errands?.all ?? []) if (this.#errands?.claim(errand.going)) this.#announce(errand);
    this.#host.element.requestUpdate();
  };

  #announce({ going }: Errand): void {
    this.#host.say(spokenGoing(this.#host.locale, going));
    if (going.kind !== 'done') return;
    const { id, rewardId, state } = going.redemption;
    if (state === 'pending') this.#host.watchRedemptions();
    this.#host.element.dispatchEvent(new VafaRewardRedeemedEvent(rewardId, id));
  }

  async #readCart(client: Client): Promise<void> {
    const cart = await this.#codes.look();
    if (client !== this.#client || !cart) return;
    this.basket = cart.total;
    this.#host.element.requestUpdate();
  }

  /** Leads the focus to what is new in the dialog, once for each step; what stands outside of it cannot be heard. */
  #leadFocus(dialog: HTMLDialogElement): void {
    const id = dialog.open && this.#open?.reward.id;
    const step = id ? `${id} ${this.#errands?.of(id)?.kind} ${dialog.querySelector('[data-confirm]') !== null}` : undefined;
    const moved = this.#led !== undefined && step !== undefined && step !== this.#led;
    this.#led = step;
    if (moved) (dialog.querySelector<HTMLElement>('[tabindex]') ?? dialog.querySelector('button'))?.focus();
  }

  /** A key that is still held down from opening the dialog must not agree to anything. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
  };

  readonly #onClose = (): void => {
    // A dialog that was moved is open again by now.
    if (!this.#dialog?.open) this.#shut();
  };

  #shut(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    this.#errands?.forget(open.reward.id);
    this.#dialog?.close();
    this.#host.element.requestUpdate();
    void this.#giveFocusBack(open.reward.id);
  }

  async #giveFocusBack(rewardId: string): Promise<void> {
    const { element } = this.#host;
    await element.updateComplete;
    const card = [...element.renderRoot.querySelectorAll<HTMLElement>('[data-reward]')].find(({ dataset }) => dataset['reward'] === rewardId);
    if (!element.isConnected || element.matches(':focus-within')) return;
    const place = card ?? element.renderRoot.querySelector('section');
    // What lost its button can still be gone on from.
    place?.setAttribute('tabindex', '-1');
    (card?.querySelector<HTMLElement>('button.action') ?? place)?.focus();
  }
}

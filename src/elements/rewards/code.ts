import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Cart } from '../../client/cart.js';
import type { Applied, CartLink } from '../../client/cart-link.js';
import type { Redemption } from '../../domain/reward.schema.js';
import { VafaRewardAppliedEvent, VafaRewardApplyRequestEvent } from '../../events-rewards.js';
import { copyText } from '../../ui/copy.js';
import { button } from '../../ui/notice.js';
import type { Deed, Deeds } from './deeds.js';
import type { RewardsHost, Shared, SharedOf } from './host.js';

/** So long a button says that it copied, in milliseconds. */
const copiedFor = 4_000;

/** Draws codes, copies them and puts them into the cart; the same in the dialog and in the list. */
export class CodeDesk implements ReactiveController {
  readonly #host: RewardsHost;
  readonly #sharedOf: SharedOf;
  #followed: Deeds | undefined;
  #stop: (() => void) | undefined;

  constructor(host: RewardsHost, sharedOf: SharedOf) {
    this.#host = host;
    this.#sharedOf = sharedOf;
    host.element.addController(this);
  }

  hostUpdate(): void {
    const deeds = this.#deeds;
    if (deeds === this.#followed || !this.#host.element.isConnected) return;
    this.hostDisconnected();
    this.#followed = deeds;
    this.#stop = deeds?.subscribe(() => this.#host.element.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = this.#followed = undefined;
  }

  /** Reads the cart: what it comes to, and which codes it holds. */
  async look(): Promise<Cart | undefined> {
    const shared = this.#shared;
    const asOf = shared?.deeds.count ?? 0;
    const cart = await shared?.cart?.read();
    if (cart) shared?.deeds.fill(cart.codes, asOf);
    return cart;
  }

  /** Takes a code out of the cart, if it is in there; whether it is out now. */
  async release({ code }: Redemption): Promise<boolean> {
    const cart = this.#shared?.cart;
    return !code || !cart || cart.remove(code);
  }

  /** A code that can be used, with all that can be done with it. */
  draw(redemption: Redemption): TemplateResult {
    const { locale } = this.#host;
    const { t } = locale;
    const { code, url, shownOnce, expiresAt, where, minimumBasket } = redemption;
    const facts = [
      expiresAt && t('code.until', { date: locale.date(expiresAt) }),
      minimumBasket && t('rewards.basket', { minimum: locale.money(minimumBasket) }),
      where && t('rewards.where', { where }),
    ];
    return html`<div class="stack code">
      ${code ? this.#drawCode(redemption, code) : nothing}
      ${url ? html`<a class="action ${code ? 'quiet' : ''}" part="action" href=${url} target="_blank" rel="noopener" .textContent=${t('code.open')}></a>` : nothing}
      ${code || url ? nothing : html`<p part="message" .textContent=${t('code.none')}></p>`}
      ${facts.filter(Boolean).map((fact) => html`<p class="note" .textContent=${fact}></p>`)}
      ${shownOnce ? html`<p class="note warning" part="message" .textContent=${t('code.once')}></p>` : nothing}
    </div>`;
  }

  #drawCode(redemption: Redemption, code: string): TemplateResult {
    const { t } = this.#host.locale;
    const deed = this.#deeds?.of(redemption.id);
    const done = deed?.kind === 'applied' || redemption.state === 'applied' || this.#deeds?.holds(code) === true;
    const usable = !this.#deeds?.onlyCopies && !done;
    const using = deed?.kind === 'using';
    return html`<p class="hidden" .textContent=${t('code.label')}></p>
      <bdi class="digits" dir="ltr" translate="no" part="value" data-code=${redemption.id} .textContent=${code}></bdi>
      <div class="actions">
        ${button(t(deed?.kind === 'copied' ? 'code.copied' : 'code.copy'), () => void this.#copy(redemption, code), { quiet: usable })}
        ${usable ? button(t(using ? 'code.using' : 'code.use'), () => void this.#use(redemption, code), { busy: using }) : nothing}
      </div>
      ${this.#drawDeed(done ? { kind: 'applied' } : deed)}`;
  }

  #drawDeed(deed: Deed | undefined): TemplateResult | typeof nothing {
    const { t } = this.#host.locale;
    if (!deed || deed.kind === 'copied' || deed.kind === 'using') return nothing;
    const words = deed.kind === 'refused' && deed.message ? deed.message : t(`code.${deed.kind}`);
    return html`<p class="note" part="message" role="alert" .textContent=${words}></p>`;
  }

  async #copy({ id }: Redemption, code: string): Promise<void> {
    // The dialog stands last; what is behind it cannot be selected.
    const shown = [...this.#host.element.renderRoot.querySelectorAll<HTMLElement>('[data-code]')].findLast(({ dataset }) => dataset['code'] === id);
    if (!shown) return;
    const deed = { kind: await copyText(code, shown) };
    this.#done(id, deed);
    if (deed.kind !== 'copied') return;
    this.#host.say(this.#host.locale.t('code.copied'));
    // The button says again what it does.
    const deeds = this.#deeds;
    setTimeout(() => deeds?.forget(id, deed), copiedFor);
  }

  /** Asks the page first; then its cart; and where there is neither, copies. */
  async #use(redemption: Redemption, code: string): Promise<void> {
    const { id, rewardId } = redemption;
    const { element } = this.#host;
    const cart = this.#shared?.cart;
    if (!element.dispatchEvent(new VafaRewardApplyRequestEvent(rewardId, id, code))) return this.#done(id, { kind: 'applied' });
    if (!cart) {
      if (this.#deeds) this.#deeds.onlyCopies = true;
      await this.#copy(redemption, code);
      return this.#deeds?.of(id)?.kind === 'copied' ? this.#done(id, { kind: 'byHand' }) : undefined;
    }
    if (this.#deeds?.of(id)?.kind === 'using') return;
    this.#done(id, { kind: 'using' });
    const applied = await this.#fill(redemption, code, cart);
    if (applied.kind === 'applied') element.dispatchEvent(new VafaRewardAppliedEvent(rewardId, id));
    this.#done(id, applied);
  }

  /** What the code is for goes in first: a cart may refuse a code for goods that it does not hold. */
  async #fill({ id, productId }: Redemption, code: string, cart: CartLink): Promise<Applied> {
    const laid = this.#deeds?.laid;
    if (productId !== undefined && !laid?.has(id)) {
      const added = await cart.add(productId);
      if (added.kind !== 'applied') return added;
      laid?.add(id);
    }
    return cart.apply(code);
  }

  get #shared(): Shared | undefined {
    const { client } = this.#host.element.club;
    return client && this.#sharedOf(client);
  }

  get #deeds(): Deeds | undefined {
    return this.#shared?.deeds;
  }

  #done(id: string, deed: Deed): void {
    this.#deeds?.set(id, deed);
  }
}

import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { known } from '../../controllers/resource.js';
import type { Member } from '../../domain/member.schema.js';
import type { Draw, Drawer } from '../../parts/detail.js';
import type { PanelHost } from '../../parts/member-panel.js';
import { button } from '../../ui/notice.js';
import { qr } from '../../ui/qr.js';

type Card = NonNullable<Member['card']>;

/** The member's card for the till: bright, over the whole screen, with the code to scan and the number to read out. */
class MemberCard implements Drawer, ReactiveController {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;

  constructor(host: PanelHost, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
    host.addController(this);
  }

  /** A dialog that leaves the page open comes back half open; one that is only moved opens again at once. */
  hostDisconnected(): void {
    const dialog = this.#dialog;
    if (!dialog?.open) return;
    dialog.close();
    queueMicrotask(() => this.#host.isConnected && this.show());
  }

  render(): TemplateResult {
    const { t } = this.#locale;
    const member = this.#member;
    const card = member?.card;
    if (!card) return html``;
    return html`<dialog class="whole" aria-label=${t('card.heading')}>
        <div class="bright">
          ${member.name ? html`<p class="strong"><bdi .textContent=${member.name}></bdi></p>` : nothing} ${qr(card.number, t('card.code'))}
          <p class="code" translate="no"><bdi dir="ltr" .textContent=${grouped(card.number)}></bdi></p>
          <p class="note" .textContent=${t('card.hint')}></p>
          ${this.#renderPasses(card)} ${button(t('card.close'), () => this.#dialog?.close(), { quiet: true })}
        </div>
    </dialog>`;
  }

  show(): void {
    if (!this.#dialog?.open) this.#dialog?.showModal();
  }

  #renderPasses({ appleUrl, googleUrl }: Card): TemplateResult {
    const { t } = this.#locale;
    const pass = (url: string | undefined, label: string) => (url ? html`<a class="action" part="action" href=${url} rel="noopener" target="_blank" .textContent=${label}></a>` : nothing);
    return html`${pass(appleUrl, t('card.apple'))} ${pass(googleUrl, t('card.google'))}`;
  }

  get #member(): Member | undefined {
    const { client } = this.#host.club;
    return client && known(client.store.state({ read: 'member' }))?.data;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog.whole');
  }
}

/** Digits in fours, as they are read out. */
function grouped(number: string): string {
  return /^\d+$/.test(number) ? number.replace(/(\d{4})(?=\d)/g, '$1 ') : number;
}

/** Draws the member's card. */
export const drawMemberCard: Draw = (host, locale) => new MemberCard(host, locale);

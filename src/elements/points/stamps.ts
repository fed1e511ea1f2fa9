import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { known } from '../../controllers/resource.js';
import { stampCard } from '../../domain/stamps.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import type { Draw, Drawer } from '../../parts/detail.js';
import type { PanelHost } from '../../parts/member-panel.js';
import { check } from '../../ui/icons.js';

/** A card of stamps: those that are there, those that are missing, and what the full card gives. */
class Stamps implements Drawer {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  readonly #wallet: () => string;

  constructor(host: PanelHost, locale: LocaleController, wallet: () => string) {
    this.#host = host;
    this.#locale = locale;
    this.#wallet = wallet;
  }

  render(): TemplateResult {
    const { t } = this.#locale;
    const card = stampCard(this.#wallets, this.#wallet());
    if (!card) return html`<p part="message" .textContent=${t('stamps.none')}></p>`;
    const { filled, goal, full, gives } = card;
    const words = t('stamps.count', { filled, goal });
    const missing = goal - filled;
    const next = full > 0 ? t('stamps.full', { n: full, gives }) : gives ? t('stamps.missing', { n: missing, gives }) : '';
    return html`<p class="strong" part="value" .textContent=${words}></p>
      <ol class="stamps" part="bar" aria-hidden="true">
        ${Array.from({ length: Math.min(goal, 60) }, (_, at) => html`<li class=${at < filled ? 'stamp filled' : 'stamp'}>${at < filled ? check() : nothing}</li>`)}
      </ol>
      ${next ? html`<p part="label" .textContent=${next}></p>` : nothing}`;
  }

  get #wallets(): readonly Wallet[] {
    const { client } = this.#host.club;
    return (client && known(client.store.state({ read: 'wallets' }))?.data) ?? [];
  }
}

/** Draws a card of stamps. */
export const drawStamps: Draw = (host, locale, wallet) => new Stamps(host, locale, wallet);

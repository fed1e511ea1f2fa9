import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { LocaleController } from '../controllers/locale.js';
import type { MessageKey } from '../i18n/catalog.js';
import { button, disclosure } from '../ui/notice.js';
import type { PanelHost } from './member-panel.js';

/** What fills a line that was opened. */
export interface Drawer {
  render(): TemplateResult;
  /** Opens over the page; called each time the member asks for it. */
  show?(): void;
}

/** Makes a drawer for an element; `wallet` says of which wallet, where the page named one. */
export type Draw = (host: PanelHost, locale: LocaleController, wallet: () => string) => Drawer;

/** A part of the kit that fills a line, with the styles it needs. */
interface DrawerPart {
  readonly draw: Draw;
  readonly styles?: CSSResult;
}

/** A line that opens, and what fills it: a part of the kit, fetched when the member first opens it. */
export class Detail {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  readonly #name: string;
  readonly #wallet: () => string;
  #drawer: Drawer | 'asked' | 'missing' | undefined;
  #wanted = false;

  constructor(host: PanelHost, locale: LocaleController, name: string, wallet: () => string) {
    this.#host = host;
    this.#locale = locale;
    this.#name = name;
    this.#wallet = wallet;
  }

  /** The line, and what is under it. */
  render(title: MessageKey): TemplateResult {
    return disclosure(this.#locale.t(title), this.content(), this.#onToggle);
  }

  /** What is under the line; nothing while it, or its words, are being fetched. */
  content(): TemplateResult | typeof nothing {
    const drawer = this.#drawer;
    if (drawer === 'missing') return html`<p part="message" .textContent=${this.#locale.t('error.unavailable')}></p>`;
    if (typeof drawer !== 'object' || !this.#locale.has('more')) return nothing;
    if (this.#wanted) void this.#host.updateComplete.then(() => drawer.show?.());
    this.#wanted = false;
    return drawer.render();
  }

  /** Fetches what fills it, once, and shows what opens over the page. */
  open(): void {
    if (this.#drawer) return;
    this.#drawer = 'asked';
    void this.#fetch();
  }

  /** The button that opens it over the page. */
  button(title: MessageKey): TemplateResult {
    return html`${button(this.#locale.t(title), this.#onToggle, { quiet: true })} ${this.content()}`;
  }

  /** Whoever opens the line again asks again. */
  readonly #onToggle = (): void => {
    if (this.#drawer === 'missing') this.#drawer = undefined;
    this.#wanted = true;
    this.open();
    this.#host.requestUpdate();
  };

  async #fetch(): Promise<void> {
    const part = await this.#host.club.client?.part(this.#name).catch(() => undefined);
    this.#drawer = hasDraw(part) ? this.#take(part) : 'missing';
    this.#host.requestUpdate();
  }

  #take({ draw, styles }: DrawerPart): Drawer {
    if (styles?.styleSheet) this.#host.shadowRoot?.adoptedStyleSheets.push(styles.styleSheet);
    return draw(this.#host, this.#locale, this.#wallet);
  }
}

function hasDraw(part: unknown): part is DrawerPart {
  return typeof part === 'object' && part !== null && 'draw' in part;
}

import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client } from '../../client/client.js';
import type { GetToken, VafaConfig } from '../../client/config.js';
import { createClient, settings } from '../../client/create-client.js';
import { page } from '../../client/page.js';
import { clientContext } from '../../context/client-context.js';

/**
 * Gives the elements inside it a club of their own: another gateway, another member or another language than the rest of the page.
 *
 * @tag vafa-provider
 * @slot - The elements that belong to this club.
 */
export class VafaProvider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Address of the gateway, e.g. `https://club.example.com`. */
  @property() api?: string;
  /** BCP 47 tag of the language. */
  @property() locale?: string;
  /** Colours: `auto`, `light` or `dark`. */
  @property() theme?: 'auto' | 'light' | 'dark';
  /** `latn` writes Latin digits in every language. */
  @property() digits?: 'locale' | 'latn';
  /** Calendar of dates: `locale`, `gregory` or `persian`. */
  @property() calendar?: 'locale' | 'gregory' | 'persian';
  /** Address on the shop's own origin that answers `{"token": "…"}`, or 204 for a guest. */
  @property({ attribute: 'token-url' }) tokenUrl?: string;
  /** Where a guest signs in. */
  @property({ attribute: 'sign-in-url' }) signInUrl?: string;
  /** Gives the member's token; called again when the API refuses it. */
  @property({ attribute: false }) getToken?: GetToken;
  /** Further settings, below the attributes and above the page's. */
  @property({ attribute: false }) config?: VafaConfig;

  readonly #provider = new ContextProvider(this, { context: clientContext });
  #client: Client | undefined;
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop ??= page.onChange(() => this.#renew());
    if (this.hasUpdated && !this.#client) this.#renew();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A provider that is moved leaves and comes in one task; its club goes on.
    queueMicrotask(() => !this.isConnected && this.#end());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.size > 0 || !this.#client) this.#renew();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** Somebody else is here, or nobody (`null`). */
  identify(getToken?: GetToken | null): void {
    this.#client?.identify(getToken);
  }

  /** Asks again for what the elements inside show. */
  refresh(): void {
    this.#client?.refresh();
  }

  #renew(): void {
    this.#client?.destroy();
    const { api, locale, theme, digits, calendar, tokenUrl, signInUrl, getToken } = this;
    const own = { api, locale, theme, digits, calendar, tokenUrl, signInUrl, getToken };
    this.#client = createClient(settings(own, this.config, page.config), page.load, this);
    this.#provider.setValue(this.#client);
  }

  #end(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#client?.destroy();
    this.#client = undefined;
    this.#provider.setValue(undefined);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vafa-provider': VafaProvider;
  }
}

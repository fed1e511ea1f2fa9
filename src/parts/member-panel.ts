import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { known, type ResourceState } from '../client/resource.js';
import type { ClubController } from '../controllers/club.js';
import type { LocaleController } from '../controllers/locale.js';
import { memberView, type MemberView } from '../controllers/member-view.js';
import { ResourceController } from '../controllers/resource.js';
import type { ErrorKind } from '../domain/error.schema.js';
import { isRetryable, type PortalError } from '../domain/errors.js';
import { VafaJoinRequestEvent, VafaLoadFailedEvent, VafaMemberJoinedEvent, VafaSignInRequestEvent } from '../events.js';
import type { MessageKey } from '../i18n/catalog.js';
import { skeleton } from '../ui/card.js';
import { button, notice } from '../ui/notice.js';

/** The element a panel stands in. */
export interface PanelHost extends LitElement {
  readonly club: ClubController;
}

/** What differs between the elements that show it. */
export interface PanelWords {
  /** What a guest is told. */
  readonly guest: MessageKey;
  /** What is safe while the shop cannot be reached. */
  readonly safe: MessageKey;
  /** Lines of the skeleton under the answer. */
  readonly lines: number;
}

/** A face that is not the data. */
export type OtherView = Exclude<MemberView<unknown>, { kind: 'ready' }>;

const worded: Partial<Record<ErrorKind, MessageKey>> = {
  unavailable: 'error.unavailable',
  timeout: 'error.timeout',
  rate_limited: 'error.rate_limited',
  invalid: 'error.invalid',
  forbidden: 'error.forbidden',
  unsupported: 'error.unsupported',
};

/** The faces all elements about a member share: loading, guest, signed out, not a member yet, paused, failed. */
export class MemberPanel {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  readonly #words: PanelWords;
  readonly #member: ResourceController<'member'>;
  #joining = false;
  #joinFailed = false;
  #told: PortalError | undefined;

  constructor(host: PanelHost, locale: LocaleController, words: PanelWords) {
    this.#host = host;
    this.#locale = locale;
    this.#words = words;
    this.#member = new ResourceController(host, { read: 'member' });
  }

  /** Which face to show for what is known of the data. */
  view<T>(state: ResourceState<T>): MemberView<T> {
    const { client } = this.#host.club;
    if (!client || !this.#locale.ready) return { kind: 'loading' };
    const view = memberView(client.session, this.#member.data, state);
    this.#tellFailure(view);
    return view;
  }

  /** Draws a face that is not the data. */
  render(view: OtherView): TemplateResult {
    const { t } = this.#locale;
    switch (view.kind) {
      case 'loading':
        return skeleton(this.#words.lines);
      case 'guest':
        return notice({ text: t(this.#words.guest), action: this.#signIn() ?? nothing });
      case 'expired':
        return notice({ text: t('session.expired'), more: t(this.#words.safe), action: this.#signIn() ?? this.#retry(false) });
      case 'not_enrolled':
        return this.#join();
      case 'blocked':
        return notice({ text: t('member.blocked') });
      case 'failed':
        return this.#failure(view.error, view.retrying);
      default:
        return view satisfies never;
    }
  }

  /** The line under data that could not be refreshed: since when it holds, and the way to try again. */
  stale(view: { readonly asOf: string; readonly refreshing: boolean; readonly stale?: PortalError }): TemplateResult | typeof nothing {
    if (!view.stale) return nothing;
    const text = `${this.#locale.t('state.stale')} ${this.#locale.t('state.asOf', { at: this.#locale.date(view.asOf, 'moment') })}`;
    return notice({ text, warning: true, action: this.#again(view.stale, view.refreshing) });
  }

  #failure(error: PortalError, retrying: boolean): TemplateResult {
    const { t } = this.#locale;
    const text = error.userMessage ?? t(worded[error.kind] ?? 'error.other');
    const more = error.kind === 'unsupported' || error.kind === 'forbidden' ? undefined : t(this.#words.safe);
    return notice({ text, more, action: this.#again(error, retrying) });
  }

  #again(error: PortalError, busy: boolean): TemplateResult | typeof nothing {
    const helps = isRetryable(error.kind) ? error.kind !== 'rate_limited' : error.kind === 'invalid' || error.kind === 'unauthenticated';
    return helps ? this.#retry(busy) : nothing;
  }

  #retry(busy: boolean): TemplateResult {
    return button(this.#locale.t('action.retry'), () => this.#host.club.client?.refresh(), { busy, quiet: true });
  }

  #signIn(): TemplateResult | undefined {
    const url = this.#host.club.client?.config.signInUrl;
    if (!url) return undefined;
    const onClick = (event: Event): void => {
      if (!this.#host.dispatchEvent(new VafaSignInRequestEvent())) event.preventDefault();
    };
    return html`<a class="action" part="action" href=${url} @click=${onClick} .textContent=${this.#locale.t('action.signIn')}></a>`;
  }

  #join(): TemplateResult {
    const { t } = this.#locale;
    const { client } = this.#host.club;
    const abilities = client && known(client.store.state({ read: 'capabilities' }))?.data;
    const able = abilities?.join !== undefined && abilities.join !== 'no';
    const termsUrl = client && known(client.store.state({ read: 'shop' }))?.data.termsUrl;
    const label = t(this.#joining ? 'action.joining' : 'action.join');
    return html`<div class="stack fresh">
      <p part="message" .textContent=${t('join.text')}></p>
      ${this.#joinFailed ? html`<p class="warning" role="alert" .textContent=${t('join.failed')}></p>` : nothing}
      ${able ? button(label, () => void this.#onJoin(), { busy: this.#joining }) : nothing}
      ${able && termsUrl
        ? html`<p class="note">
            <span .textContent=${t('join.terms')}></span>
            <a class="link" href=${termsUrl} target="_blank" rel="noopener" .textContent=${t('join.termsLink')}></a>
          </p>`
        : nothing}
    </div>`;
  }

  async #onJoin(): Promise<void> {
    if (!this.#host.dispatchEvent(new VafaJoinRequestEvent())) return;
    this.#joining = true;
    this.#joinFailed = false;
    this.#host.requestUpdate();
    try {
      await this.#host.club.client?.join({ acceptTerms: true });
      this.#host.dispatchEvent(new VafaMemberJoinedEvent());
    } catch {
      this.#joinFailed = true;
    }
    this.#joining = false;
    this.#host.requestUpdate();
  }

  #tellFailure(view: MemberView<unknown>): void {
    const error = view.kind === 'failed' ? view.error : view.kind === 'ready' ? view.stale : undefined;
    if (error === this.#told) return;
    this.#told = error;
    if (error) queueMicrotask(() => this.#host.dispatchEvent(new VafaLoadFailedEvent(error.kind)));
  }
}

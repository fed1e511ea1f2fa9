import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ResourceState } from '../client/resource.js';
import type { ClubController } from '../controllers/club.js';
import type { LocaleController } from '../controllers/locale.js';
import { memberView, type MemberView } from '../controllers/member-view.js';
import { ResourceController } from '../controllers/resource.js';
import type { PortalError } from '../domain/errors.js';
import type { Member } from '../domain/member.schema.js';
import { VafaLoadFailedEvent, VafaSignInRequestEvent } from '../events.js';
import type { MessageKey } from '../i18n/catalog.js';
import { skeleton } from '../ui/card.js';
import { button, notice } from '../ui/notice.js';
import type { DrawFace, Face } from './faces.js';

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

/** Data that could not be refreshed. */
export interface StaleView {
  readonly asOf: string;
  readonly refreshing: boolean;
  readonly stale?: PortalError;
}

/** The faces all elements about a member share. Those that all is well needs are drawn here; the others come as a part. */
export class MemberPanel {
  readonly host: PanelHost;
  readonly locale: LocaleController;
  readonly words: PanelWords;
  /** How joining goes. */
  joining: 'no' | 'busy' | 'failed' = 'no';
  readonly #member: ResourceController<'member'>;
  #draw: DrawFace | 'asked' | 'missing' | undefined;
  #told: PortalError | undefined;

  constructor(host: PanelHost, locale: LocaleController, words: PanelWords) {
    this.host = host;
    this.locale = locale;
    this.words = words;
    this.#member = new ResourceController(host, { read: 'member' });
  }

  /** Who is looking, once that is known. */
  get member(): Member | undefined {
    return this.#member.data;
  }

  /** Which face to show for what is known of the data. */
  view<T>(state: ResourceState<T>): MemberView<T> {
    const { client } = this.host.club;
    // What nobody has seen yet does not follow: it must not show a number that others no longer do.
    if (!client || !this.locale.ready || !this.host.club.follows) return { kind: 'loading' };
    const view = memberView(client.session, this.#member.data, state);
    this.#tellFailure(view);
    return view;
  }

  /** Draws a face that is not the data. */
  render(view: OtherView): TemplateResult {
    switch (view.kind) {
      case 'loading':
        return skeleton(this.words.lines);
      case 'guest':
        return notice({ text: this.locale.t(this.words.guest), action: this.signIn() ?? nothing });
      case 'expired':
      case 'not_enrolled':
      case 'blocked':
      case 'failed':
        return this.#drawn(view) ?? skeleton(this.words.lines);
    }
  }

  /** The line under data that could not be refreshed: since when it holds, and the way to try again. */
  stale(view: StaleView): TemplateResult | typeof nothing {
    return (view.stale && this.#drawn({ kind: 'stale', error: view.stale, asOf: view.asOf, retrying: view.refreshing })) ?? nothing;
  }

  /** The way in, where the page says where that is. */
  signIn(): TemplateResult | undefined {
    const url = this.host.club.client?.config.signInUrl;
    if (!url) return undefined;
    const onClick = (event: Event): void => {
      if (!this.host.dispatchEvent(new VafaSignInRequestEvent())) event.preventDefault();
    };
    return html`<a class="action" part="action entry" href=${url} @click=${onClick} .textContent=${this.locale.t('action.signIn')}></a>`;
  }

  /** The button that asks again. */
  retry(busy = false): TemplateResult {
    return button(this.locale.t('action.retry'), () => this.#again(), { busy, quiet: true });
  }

  #drawn(face: Face): TemplateResult | undefined {
    if (typeof this.#draw === 'function') return this.#draw(this, face);
    if (this.#draw === undefined) void this.#fetch();
    if (this.#draw !== 'missing') return undefined;
    return notice({ text: this.locale.t('error.unavailable'), more: this.locale.t(this.words.safe), action: this.retry() });
  }

  #again(): void {
    if (this.#draw === 'missing') this.#draw = undefined;
    this.host.club.client?.refresh();
    this.host.requestUpdate();
  }

  async #fetch(): Promise<void> {
    this.#draw = 'asked';
    const part: unknown = await this.host.club.client?.care().catch(() => undefined);
    this.#draw = hasFaces(part) ? part.drawFace : 'missing';
    this.host.requestUpdate();
  }

  #tellFailure(view: MemberView<unknown>): void {
    const error = view.kind === 'failed' ? view.error : view.kind === 'ready' ? view.stale : undefined;
    if (error === this.#told) return;
    this.#told = error;
    if (error) queueMicrotask(() => this.host.dispatchEvent(new VafaLoadFailedEvent(error.kind)));
  }
}

function hasFaces(part: unknown): part is { drawFace: DrawFace } {
  return typeof part === 'object' && part !== null && 'drawFace' in part;
}

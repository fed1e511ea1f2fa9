import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { known, ResourceController } from '../../controllers/resource.js';
import type { EarnAction } from '../../domain/earning.schema.js';
import { PortalError } from '../../domain/errors.js';
import { VafaEarnActionCompletedEvent } from '../../events-more.js';
import type { Draw, Drawer } from '../../parts/detail.js';
import type { PanelHost } from '../../parts/member-panel.js';
import { skeleton } from '../../ui/card.js';
import { check, clock } from '../../ui/icons.js';
import { KeepFocus } from '../../ui/keep-focus.js';
import { button } from '../../ui/notice.js';

/** The ways to earn: what each gives, whether it is done, and where or how to do it. */
class Ways implements Drawer {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  readonly #actions: ResourceController<'earnActions'>;
  #busy: string | undefined;
  /** What was said of the last attempt, beside the way it is about. */
  #told: { readonly id: string; readonly text: string } | undefined;

  constructor(host: PanelHost, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
    this.#actions = new ResourceController(host, { read: 'earnActions' });
    new KeepFocus(host);
  }

  render(): TemplateResult {
    const { t } = this.#locale;
    const actions = known(this.#actions.state)?.data;
    if (!actions) {
      const { state } = this.#actions;
      if (state.status !== 'failed') return skeleton(3);
      const again = button(t('action.retry'), () => this.#host.club.client?.refresh(), { quiet: true, busy: state.refreshing });
      return html`<p class="warning" part="message" .textContent=${t('earn.failed')}></p>${again}`;
    }
    if (actions.length === 0) return html`<p class="note" part="message" .textContent=${t('earn.empty')}></p>`;
    return html`<ul class="fresh" part="list">
      ${actions.map((action) => this.#renderAction(action))}
    </ul>`;
  }

  #renderAction(action: EarnAction): TemplateResult {
    const { title, description, reward, gives } = action;
    const icon = action.state === 'done' ? check() : action.state === 'pending' ? clock() : nothing;
    // What depends is a sentence, and stands with the others.
    const facts = [reward ? '' : gives, description, this.#stateOf(action)].filter(Boolean).join(' · ');
    return html`<li class="row ${action.state}" part="item" tabindex="-1">
      <span class="line">${icon}<bdi .textContent=${title}></bdi></span>
      <span class="delta strong" .textContent=${reward ? this.#locale.amount(reward.unit, reward.amount, true) : ''}></span>
      <span class="note" .textContent=${facts}></span>
      ${this.#renderDo(action)}
    </li>`;
  }

  /** The one thing to do: go there, or say that it is done. */
  #renderDo(action: EarnAction): TemplateResult | typeof nothing {
    const { t } = this.#locale;
    const { id, actionUrl, completable, state } = action;
    const open = (state === 'todo' || state === 'repeatable') && this.#runs(action);
    if (!open) return nothing;
    const told = this.#told?.id === id ? html`<p class="warning" part="message" role="alert" .textContent=${this.#told.text}></p>` : nothing;
    const busy = this.#busy === id;
    return html`<div class="stack wide">
      ${actionUrl ? html`<a class="action quiet" part="action" href=${actionUrl} .textContent=${t('earn.go')}></a>` : nothing}
      ${completable ? button(t(busy ? 'earn.completing' : 'earn.complete'), () => void this.#complete(action), { busy, quiet: true }) : nothing} ${told}
    </div>`;
  }

  async #complete({ id }: EarnAction): Promise<void> {
    if (this.#busy !== undefined) return;
    this.#busy = id;
    this.#told = undefined;
    this.#host.requestUpdate();
    try {
      await this.#host.club.client?.write('completeEarnAction', { actionId: id });
      this.#host.dispatchEvent(new VafaEarnActionCompletedEvent(id));
    } catch (thrown) {
      const own = thrown instanceof PortalError ? thrown.userMessage : undefined;
      this.#told = { id, text: own ?? this.#locale.t('earn.notDone') };
    }
    this.#busy = undefined;
    this.#host.requestUpdate();
  }

  #stateOf({ state, limit, startsAt, endsAt }: EarnAction): string {
    const { t } = this.#locale;
    const now = Date.now();
    if (startsAt && Date.parse(startsAt) > now) return t('earn.starts', { date: this.#locale.date(startsAt) });
    if (endsAt && Date.parse(endsAt) <= now) return t('earn.ended', { date: this.#locale.date(endsAt) });
    if (state === 'done') return t('earn.done');
    if (state === 'pending') return t('earn.pending');
    const times = limit && limit.count > 1 ? t('earn.times', { used: limit.used, count: limit.count }) : '';
    const until = endsAt ? t('earn.ends', { date: this.#locale.date(endsAt) }) : '';
    return [times, until].filter(Boolean).join(' · ');
  }

  #runs({ startsAt, endsAt }: EarnAction): boolean {
    const now = Date.now();
    return !(startsAt && Date.parse(startsAt) > now) && !(endsAt && Date.parse(endsAt) <= now);
  }
}

/** Draws the ways to earn. */
export const drawWays: Draw = (host, locale) => new Ways(host, locale);

import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { PagesController, type Pages } from '../../controllers/pages.js';
import { known } from '../../controllers/resource.js';
import { activityFilters, type Activity, type ActivityFilter } from '../../domain/activity.js';
import { mainWallet } from '../../domain/balance.js';
import type { Draw, Drawer } from '../../parts/detail.js';
import type { PanelHost } from '../../parts/member-panel.js';
import { skeleton } from '../../ui/card.js';
import { button } from '../../ui/notice.js';
import { choice } from '../../ui/choice.js';
import { drawRows } from './history-rows.js';
import { Period } from './period.js';

/** Lines of the first page, and of each that follows. */
const firstPage = 10;
const furtherPage = 50;

/** Everything that moved a balance: narrowed down by what it was and when, page by page, each number with its reason. */
class History implements Drawer {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  readonly #wallet: () => string;
  readonly #pages: PagesController<'activity'>;
  readonly #period: Period;
  #filter: ActivityFilter | undefined;

  constructor(host: PanelHost, locale: LocaleController, wallet: () => string) {
    this.#host = host;
    this.#locale = locale;
    this.#wallet = wallet;
    this.#period = new Period(locale, () => this.#pages.restart());
    this.#pages = new PagesController(host, (cursor) => ({
      read: 'activity',
      query: { limit: cursor === undefined ? firstPage : furtherPage, cursor, filter: this.#filter, ...this.#period.days(new Date()), wallet: this.#wallet() || undefined },
    }));
  }

  render(): TemplateResult {
    const pages = this.#pages.read();
    const narrowed = this.#filter !== undefined || this.#period.isSet;
    // Three lines need no filter; an answer that a filter emptied needs a way back.
    const many = narrowed || pages.items.length > 3 || pages.next !== undefined;
    return html`<div class="stack fresh">${this.#renderWhy()} ${many ? this.#renderFilters() : nothing} ${this.#renderLines(pages, narrowed)}</div>`;
  }

  /** How the balance itself comes about, where the club says it. */
  #renderWhy(): TemplateResult | typeof nothing {
    const { client } = this.#host.club;
    const wallets = client && known(client.store.state({ read: 'wallets' }))?.data;
    const why = wallets && mainWallet(wallets, this.#wallet())?.why;
    if (!why?.length) return nothing;
    return html`<ul class="note" part="list">
      ${why.map((sentence) => html`<li .textContent=${sentence}></li>`)}
    </ul>`;
  }

  #renderFilters(): TemplateResult {
    const { t } = this.#locale;
    const options = [['', t('history.all')] as const, ...activityFilters.map((filter) => [filter, t(`history.${filter}`)] as const)];
    const onFilter = (value: string): void => {
      this.#filter = activityFilters.find((filter) => filter === value);
      this.#pages.restart();
    };
    return html`<div class="filters">
      ${choice(t('history.filter'), options, this.#filter ?? '', onFilter)} ${this.#period.render()}
    </div>`;
  }

  #renderLines({ items, next, last }: Pages<Activity>, narrowed: boolean): TemplateResult {
    const { t } = this.#locale;
    const failed = last.status === 'failed';
    const busy = last.status === 'pending' || (failed && last.refreshing);
    if (items.length === 0 && last.status !== 'ready' && !failed) return skeleton(3);
    if (items.length === 0 && !failed) return html`<p class="note" part="message" role="status" .textContent=${t(narrowed ? 'history.none' : 'activity.empty')}></p>`;
    return html`${drawRows(this.#locale, items)}
    ${failed ? html`<p class="warning" part="message" role="alert" .textContent=${t('activity.failed')}></p>` : nothing}
    ${failed
      ? button(t('action.retry'), () => this.#host.club.client?.refresh(), { quiet: true, busy })
      : next !== undefined || busy
        ? button(t('history.more'), () => this.#pages.more(), { quiet: true, busy })
        : nothing}`;
  }
}

/** Draws a member's history. */
export const drawHistory: Draw = (host, locale, wallet) => new History(host, locale, wallet);

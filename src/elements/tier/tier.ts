import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isNews } from '../../controllers/club.js';
import type { MemberView } from '../../controllers/member-view.js';
import { known, ResourceController } from '../../controllers/resource.js';
import { addedPerks, tierProgress, tierStanding, type TierProgress, type TierStanding } from '../../domain/tier-progress.js';
import type { Criterion, Perk, Tier, TierTrack } from '../../domain/tier.schema.js';
import { VafaTierReachedEvent } from '../../events-more.js';
import { Detail } from '../../parts/detail.js';
import { MemberPanel } from '../../parts/member-panel.js';
import { card } from '../../ui/card.js';
import { medal } from '../../ui/icons-more.js';
import { disclosure } from '../../ui/notice.js';
import { VafaElement } from '../element.js';
import { Joy } from './joy.js';
import { bareMetric, metricText } from './metric.js';
import { perkLook } from './perk.js';
import { tierStyles } from './tier.styles.js';

type Ready = Extract<MemberView<readonly TierTrack[]>, { kind: 'ready' }>;
type Climbing = Extract<TierStanding, { kind: 'climbing' }>;

/**
 * Shows a member which tier they hold, how far the next one is, what keeps it and what it gives.
 *
 * @tag vafa-tier
 * @slot heading - Replaces the heading.
 * @slot footer - Stands under everything, such as a link to the club's rules.
 * @slot empty - Replaces the sentence shown where the club has no tiers.
 * @csspart card - The surface.
 * @csspart heading - The heading.
 * @csspart value - The tier held.
 * @csspart label - The sentence that says how far the next tier is.
 * @csspart bar - The progress bar.
 * @csspart list - The perks, or for a guest the tiers.
 * @csspart item - One perk or tier.
 * @csspart message - A sentence about the state of things.
 * @csspart action - A button or a link that acts.
 * @csspart entry - The way in: the link that signs in, or the button that joins with its terms. A page that shows several cards may hide it in all but one.
 * @cssproperty [--vafa-tier-color=var(--vafa-color-accent)] - Colour of the tier's mark.
 * @cssstate loading - Nothing is known yet.
 * @cssstate guest - Nobody is signed in, or the sign-in ran out.
 * @cssstate not-enrolled - Signed in, not in the club yet.
 * @cssstate blocked - The membership is paused.
 * @cssstate failed - Nothing is known, and the last attempt failed.
 * @cssstate ready - The tier is shown.
 * @cssstate refreshing - The tier is shown and being asked for again.
 * @cssstate stale - The tier is shown, but could not be refreshed.
 * @cssstate empty - The club has no tiers.
 * @fires {VafaSignInRequestEvent} vafa-sign-in-request - A guest wants to sign in; cancelable.
 * @fires {VafaJoinRequestEvent} vafa-join-request - A member wants to join the club; cancelable.
 * @fires {VafaMemberJoinedEvent} vafa-member-joined - The member joined the club.
 * @fires {VafaTierReachedEvent} vafa-tier-reached - A higher tier was reached: told once, when it is celebrated.
 * @fires {VafaLoadFailedEvent} vafa-load-failed - The tier could not be loaded or refreshed.
 */
export class VafaTier extends VafaElement {
  static override styles = [VafaElement.styles, tierStyles];

  /** Id of the ladder to show; without it the first. */
  @property() track = '';

  /** Leaves the perks out. */
  @property({ type: Boolean, attribute: 'hide-perks' }) hidePerks = false;

  readonly #tracks = new ResourceController(this, { read: 'tiers' });
  readonly #panel = new MemberPanel(this, this.locale, { guest: 'tier.guest', safe: 'tier.safe', lines: 4 });
  readonly #ladder = new Detail(this, this.locale, 'tier-ladder', () => this.track);
  readonly #joy = new Joy(this, this.locale);
  #last: { readonly whose: string; readonly tier: string } | undefined;
  #news = '';

  protected override render(): TemplateResult {
    const view = this.#panel.view(this.#tracks.state);
    const ready = view.kind === 'ready';
    if (!ready) this.#markOther(view.kind);
    return card({
      tongue: this.locale.tongue,
      scheme: this.scheme.scheme,
      heading: this.locale.ready ? this.locale.t('tier.heading') : '',
      busy: view.kind === 'loading' || (ready && view.refreshing),
      body: ready ? this.#renderReady(view) : html`${this.#panel.render(view)}${view.kind === 'loading' ? nothing : this.#renderLadder()}`,
      news: this.#news,
    });
  }

  #renderReady(view: Ready): TemplateResult {
    const track = this.#pick(view.data);
    const standing: TierStanding = track ? tierStanding(track) : { kind: 'empty' };
    this.mark(view.stale ? 'stale' : view.refreshing ? 'refreshing' : 'ready', ...(standing.kind === 'empty' ? ['empty'] : []));
    return html`<div class="body fresh">${this.#renderStanding(standing, track)} ${this.#panel.stale(view)}</div>`;
  }

  #renderStanding(standing: TierStanding, track: TierTrack | undefined): TemplateResult {
    if (standing.kind === 'empty' || !track) {
      return html`<slot name="empty"><p part="message" .textContent=${this.locale.t('tier.empty')}></p></slot>`;
    }
    this.#follow(standing.current, track);
    return html`${this.#joy.render()} ${this.#renderName(standing.current, track)}
    ${standing.kind === 'climbing'
      ? this.#renderWay(standing, track)
      : html`<p part="label" .textContent=${this.locale.t('tier.top')}></p>`}
    ${this.#renderKeep(track, standing.current)} ${this.#renderForecast(track)} ${this.hidePerks ? nothing : this.#renderGives(standing)}`;
  }

  #renderName(current: Tier | undefined, track: TierTrack): TemplateResult {
    const until = current && track.expiresAt;
    return html`<div class="who">
      <span class="mark">${current?.image ? html`<img src=${current.image} alt="" />` : medal()}</span>
      <div>
        <p class="name" part="value"><bdi .textContent=${current?.name ?? this.locale.t('tier.none')}></bdi></p>
        ${until ? html`<p class="note" .textContent=${this.locale.t('tier.until', { date: this.locale.date(until) })}></p>` : nothing}
      </div>
    </div>`;
  }

  #renderWay({ current, next, progress, remaining }: Climbing, track: TierTrack): TemplateResult {
    const { t } = this.locale;
    const far = remaining === undefined ? t('tier.next', { tier: next.name }) : t('tier.toNext', { amount: metricText(this.locale, track, remaining), tier: next.name });
    const { start, end } = track.period ?? {};
    const counted = this.#dated('tier.countedUntil', end) || this.#dated('tier.countedSince', start);
    const ends = html`<div class="ends note"><bdi .textContent=${current?.name ?? ''}></bdi><bdi .textContent=${next.name}></bdi></div>`;
    return html`<div class="stack">
      <p class="strong" part="label" id="far" .textContent=${far}></p>
      ${track.criteria && track.criteria.length > 1 ? this.#renderCriteria(track, track.criteria) : progress ? this.#renderBar(progress, track, counted, ends) : nothing}
    </div>`;
  }

  #renderBar({ value, target, share }: TierProgress, track: TierTrack, counted: string, ends: TemplateResult | typeof nothing): TemplateResult {
    const words = this.locale.t('tier.progress', { value: bareMetric(this.locale, track, value), target: metricText(this.locale, track, target) });
    return html`<progress part="bar" max="1" .value=${share} aria-labelledby="far" aria-valuetext=${words}></progress>${ends}
      <p class="note" .textContent=${both(words, counted)}></p>`;
  }

  #dated(key: 'tier.countedUntil' | 'tier.countedSince', date: string | undefined): string {
    return date ? this.locale.t(key, { date: this.locale.date(date) }) : '';
  }

  /** Several things count: each with its own bar. */
  #renderCriteria({ match }: TierTrack, criteria: readonly Criterion[]): TemplateResult {
    const { t } = this.locale;
    return html`<p class="note" .textContent=${t(match === 'any' ? 'tier.matchAny' : 'tier.matchAll')}></p>
      <ul class="stack">
        ${criteria.map((each) => {
          const { value = 0, target = 0 } = each;
          const words = t('tier.progress', { value: bareMetric(this.locale, each, value), target: metricText(this.locale, each, target) });
          const label = each.title ? `${each.title}: ${words}` : words;
          return html`<li part="item">
            <span class="note" .textContent=${label}></span>
            <progress part="bar" max="1" .value=${target > 0 ? Math.min(1, Math.max(0, value / target)) : 1} aria-label=${label}></progress>
          </li>`;
        })}
      </ul>`;
  }

  /** Where the present pace leads. */
  #renderForecast({ forecast, current, next, tiers }: TierTrack): TemplateResult | typeof nothing {
    const tier = tiers.find(({ id }) => id === forecast?.tierId)?.name;
    if (!forecast || !tier) return nothing;
    const date = forecast.at ? this.locale.date(forecast.at) : '';
    const key = forecast.tierId === current ? 'tier.paceKeeps' : forecast.tierId === next ? 'tier.paceReaches' : 'tier.paceLeads';
    return html`<p class="note" part="message" .textContent=${this.locale.t(date ? key : 'tier.paceLeads', { tier, date })}></p>`;
  }

  /** What keeps the tier, which counts anew; at the top the bar is for that. */
  #renderKeep({ retain, ...track }: TierTrack, current: Tier | undefined): TemplateResult | typeof nothing {
    if (!current || !retain?.remaining || !retain.by) return nothing;
    const amount = metricText(this.locale, track, retain.remaining);
    const keep = this.locale.t('tier.keep', { amount, date: this.locale.date(retain.by), tier: current.name });
    const counted = this.#dated('tier.countedSince', retain.since);
    const way = track.next || track.criteria ? undefined : tierProgress(retain);
    return html`<div class="stack">
      <p class=${way ? 'strong' : 'note'} part="message" id=${way ? 'far' : nothing} .textContent=${way ? keep : both(keep, counted)}></p>
      ${way ? this.#renderBar(way, track, counted, nothing) : nothing}
    </div>`;
  }

  #renderGives(standing: Exclude<TierStanding, { kind: 'empty' }>): TemplateResult {
    const { current } = standing;
    const added = standing.kind === 'climbing' ? addedPerks(standing.next, current) : [];
    return html`<div>
      ${current?.perks.length ? this.#renderPerks(this.locale.t('tier.perks', { tier: current.name }), current.perks, true) : nothing}
      ${standing.kind === 'climbing' && added.length
        ? this.#renderPerks(this.locale.t('tier.nextPerks', { tier: standing.next.name }), added, false)
        : nothing}
      ${this.#ladder.render('tier.ladder')}
    </div>`;
  }

  #renderPerks(title: string, perks: readonly Perk[], held: boolean): TemplateResult {
    const list = html`<ul class="stack perks" part="list">
      ${perks.map((perk) => {
        const [icon, key, isOpen] = perkLook(perk, held);
        const words = [this.locale.t(key), perk.note].filter(Boolean).join(' · ');
        return html`<li class="line ${isOpen ? '' : 'locked'}" part="item">
          ${icon()}<span><bdi .textContent=${perk.title}></bdi><span class=${key === 'tier.perkUsed' ? 'note block' : 'hidden'} .textContent=${words}></span></span>
        </li>`;
      })}
    </ul>`;
    return disclosure(title, list);
  }

  /** What there is to climb, for those who have not begun. */
  #renderLadder(): TemplateResult | typeof nothing {
    const track = this.#pick(known(this.#tracks.state)?.data ?? []);
    // Its place is kept for it: what stands above is in the middle.
    if (!track?.tiers.length) return this.#tracks.state.status === 'ready' ? nothing : html`<div class="ladder"></div>`;
    const tiers = [...track.tiers].sort((a, b) => a.rank - b.rank);
    return html`<ol class="ladder" part="list">
      ${tiers.map(({ name }) => html`<li part="item"><bdi .textContent=${name}></bdi></li>`)}
    </ol>`;
  }

  #pick(tracks: readonly TierTrack[]): TierTrack | undefined {
    return this.track ? tracks.find(({ id }) => id === this.track) : tracks[0];
  }

  /** Celebrates a tier that is news, once it is seen; says one that changed before the member's eyes. Where the club keeps no news, such a change is celebrated. */
  #follow(current: Tier | undefined, track: TierTrack): void {
    const last = this.#last;
    const whose = `${this.#panel.member?.id} ${track.id}`;
    this.#last = { whose, tier: current?.id ?? '' };
    // What another member holds, or this one on another ladder, did not change just now.
    const isOne = last?.whose === whose;
    const changed = isOne && last.tier !== this.#last.tier;
    if (changed || !isOne) this.#joy.end();
    if (!current) return;
    const before = changed ? track.tiers.find(({ id }) => id === last.tier) : undefined;
    const occasion = { tier: current, track, before, whose };
    const tell = (): boolean => this.tell(new VafaTierReachedEvent(current.id));
    const isLive = changed && isNews(track);
    if (isLive) this.#say(current);
    if (this.club.can('dismiss')) {
      if (track.news === current.id) this.#joy.over({ ...occasion, tell: () => void (tell(), changed || (this.#say(current), this.requestUpdate())) });
    } else if (isLive && !(before && before.rank >= current.rank)) {
      this.#joy.over(occasion);
      queueMicrotask(tell);
    }
  }

  #say({ name }: Tier): void {
    this.#news = `${this.locale.t('tier.heading')}: ${name}`;
  }

  #markOther(kind: MemberView<unknown>['kind']): void {
    this.#joy.end();
    this.#news = '';
    this.mark(kind === 'expired' ? 'guest' : kind.replace('_', '-'));
  }
}

function both(...words: readonly string[]): string {
  return words.filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'vafa-tier': VafaTier;
  }
}

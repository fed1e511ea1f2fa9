import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { known } from '../../controllers/resource.js';
import type { Perk, Tier, TierTrack } from '../../domain/tier.schema.js';
import type { Draw, Drawer } from '../../parts/detail.js';
import type { PanelHost } from '../../parts/member-panel.js';
import { metricText } from './metric.js';
import { perkLook } from './perk.js';

/** Every tier with what it asks for and what it gives, what is open and what unlocks the rest; and how the member came here. */
class Ladder implements Drawer {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  readonly #id: () => string;

  constructor(host: PanelHost, locale: LocaleController, id: () => string) {
    this.#host = host;
    this.#locale = locale;
    this.#id = id;
  }

  render(): TemplateResult {
    const track = this.#track;
    if (!track) return html``;
    const tiers = [...track.tiers].sort((a, b) => a.rank - b.rank);
    const rank = tiers.find(({ id }) => id === track.current)?.rank ?? -Infinity;
    return html`<ol class="rungs fresh" part="list">
        ${tiers.map((tier) => this.#renderTier(track, tier, rank))}
      </ol>
      ${this.#renderSentences('tier.why', track.why ?? [])} ${this.#renderHistory(track)}`;
  }

  #renderTier(track: TierTrack, tier: Tier, rank: number): TemplateResult {
    const { t } = this.#locale;
    const isHere = tier.id === track.current;
    const place = isHere ? t('tier.here') : tier.rank < rank ? t('tier.passed') : '';
    const from = tier.threshold ? t('tier.from', { amount: metricText(this.#locale, track, tier.threshold) }) : t('tier.fromStart');
    return html`<li class="rung ${isHere ? 'here' : tier.rank > rank ? 'ahead' : ''}" part="item" aria-current=${isHere ? 'step' : nothing}>
      <h3><bdi .textContent=${tier.name}></bdi>${place ? html`<span class="place" .textContent=${place}></span>` : nothing}</h3>
      <p class="note" .textContent=${from}></p>
      <ul class="stack">
        ${tier.perks.map((perk) => this.#renderPerk(perk, tier.rank <= rank))}
      </ul>
    </li>`;
  }

  #renderPerk(perk: Perk, held: boolean): TemplateResult {
    const { t } = this.#locale;
    const { title, kind, note } = perk;
    const [icon, key, isOpen] = perkLook(perk, held);
    const words = [kind === 'other' ? '' : t(`perk.${kind}`), t(key), note].filter(Boolean).join(' · ');
    return html`<li class="line ${isOpen ? '' : 'locked'}">
      ${icon()}<span><bdi .textContent=${title}></bdi><span class="note block" .textContent=${words}></span></span>
    </li>`;
  }

  #renderHistory({ history = [], tiers }: TierTrack): TemplateResult | typeof nothing {
    const sentences = history.map(({ at, tierId, reason, title }) => {
      const tier = tiers.find(({ id }) => id === tierId)?.name ?? tierId;
      const why = title ?? (reason === 'other' ? '' : this.#locale.t(`tier.reason.${reason}`));
      return [`${this.#locale.date(at)}: ${tier}`, why].filter(Boolean).join(' · ');
    });
    return this.#renderSentences('tier.history', sentences);
  }

  #renderSentences(title: 'tier.why' | 'tier.history', sentences: readonly string[]): TemplateResult | typeof nothing {
    if (sentences.length === 0) return nothing;
    return html`<details class="note">
      <summary part="action" .textContent=${this.#locale.t(title)}></summary>
      <ul class="stack">
        ${sentences.map((sentence) => html`<li .textContent=${sentence}></li>`)}
      </ul>
    </details>`;
  }

  get #track(): TierTrack | undefined {
    const { client } = this.#host.club;
    const tracks = (client && known(client.store.state({ read: 'tiers' }))?.data) ?? [];
    const id = this.#id();
    return id ? tracks.find((track) => track.id === id) : tracks[0];
  }
}

/** Draws the whole ladder. */
export const drawLadder: Draw = (host, locale, id) => new Ladder(host, locale, id);

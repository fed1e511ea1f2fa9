import { nothing, type CSSResult, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import type { Tier } from '../../domain/tier.schema.js';
import type { PanelHost } from '../../parts/member-panel.js';
import type { DrawCelebration } from './celebration.js';

interface CelebrationPart {
  readonly celebrate: DrawCelebration;
  readonly styles: CSSResult;
}

/** The joy over a tier that was reached before the member's eyes: once for each tier, until it is put away. */
export class Joy {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  readonly #seen = new Set<string>();
  #draw: (() => TemplateResult) | undefined;

  constructor(host: PanelHost, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
  }

  render(): TemplateResult | typeof nothing {
    return this.#draw && this.#locale.has('more') ? this.#draw() : nothing;
  }

  /** Celebrates a tier, after the one before it. */
  over(tier: Tier, before: Tier | undefined): void {
    if (this.#seen.has(tier.id)) return;
    this.#seen.add(tier.id);
    void this.#fetch(tier, before);
  }

  async #fetch(tier: Tier, before: Tier | undefined): Promise<void> {
    const part = await this.#host.club.client?.part('tier-celebration').catch(() => undefined);
    // The news is told in words all the same.
    if (!isCelebration(part)) return;
    const { renderRoot } = this.#host;
    const { styleSheet } = part.styles;
    if (styleSheet && renderRoot instanceof ShadowRoot && !renderRoot.adoptedStyleSheets.includes(styleSheet)) renderRoot.adoptedStyleSheets.push(styleSheet);
    const end = (): void => {
      this.#draw = undefined;
      this.#host.requestUpdate();
    };
    this.#draw = () => part.celebrate(this.#locale, tier, before, end);
    this.#host.requestUpdate();
  }
}

function isCelebration(part: unknown): part is CelebrationPart {
  return typeof part === 'object' && part !== null && 'celebrate' in part;
}

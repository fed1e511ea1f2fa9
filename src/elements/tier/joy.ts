import { nothing, type CSSResult, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import type { Tier } from '../../domain/tier.schema.js';
import type { PanelHost } from '../../parts/member-panel.js';
import { adopt } from '../../ui/adopt.js';
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
  /** The tier it is about. */
  #tier: Tier | undefined;

  constructor(host: PanelHost, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
  }

  render(): TemplateResult | typeof nothing {
    return this.#draw && this.#locale.has('more') ? this.#draw() : nothing;
  }

  /** Celebrates a tier, after the one before it; `whose` tells one member and ladder from another. */
  over(tier: Tier, before: Tier | undefined, whose: string): void {
    const key = `${whose} ${tier.id}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#tier = tier;
    void this.#fetch(tier, before);
  }

  /** It is over: put away, or no longer true. */
  end(): void {
    this.#tier = this.#draw = undefined;
  }

  async #fetch(tier: Tier, before: Tier | undefined): Promise<void> {
    const part = await this.#host.club.client?.part('tier-celebration').catch(() => undefined);
    // The news is told in words all the same.
    if (!isCelebration(part) || tier !== this.#tier) return;
    adopt(this.#host.renderRoot, part.styles);
    const close = async (): Promise<void> => {
      this.end();
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      // The button is gone: a keyboard goes on at what comes next.
      this.#host.renderRoot.querySelector('summary')?.focus();
    };
    this.#draw = () => part.celebrate(this.#locale, tier, before, () => void close());
    this.#host.requestUpdate();
  }
}

function isCelebration(part: unknown): part is CelebrationPart {
  return typeof part === 'object' && part !== null && 'celebrate' in part;
}

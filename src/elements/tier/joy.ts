import { nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import type { Tier, TierTrack } from '../../domain/tier.schema.js';
import type { PanelHost } from '../../parts/member-panel.js';

/** A higher tier that was reached. */
export interface Occasion {
  readonly tier: Tier;
  readonly track: TierTrack;
  /** The tier before, where the member saw it change. */
  readonly before: Tier | undefined;
  /** Tells one member and ladder from another. */
  readonly whose: string;
  /** The club told it as news: told on once it has been shown, and then put down as seen. */
  readonly tell?: () => void;
}

/** Where an occasion is celebrated. */
export interface Party {
  readonly host: PanelHost;
  readonly locale: LocaleController;
  /** Ends when the tier is no longer true, or another member is here. */
  readonly signal: AbortSignal;
  /** Draws it, or with nothing takes it away. */
  readonly show: (draw?: () => TemplateResult) => void;
}

/** Celebrates an occasion. */
export type Celebrate = (party: Party, occasion: Occasion) => Promise<void>;

/** The joy over a higher tier, until it is put away. How it is celebrated comes as a part, when there is something to. */
export class Joy {
  readonly #host: PanelHost;
  readonly #locale: LocaleController;
  #draw: (() => TemplateResult) | undefined;
  #ends: AbortController | undefined;
  #track: TierTrack | undefined;

  constructor(host: PanelHost, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
  }

  render(): TemplateResult | typeof nothing {
    return this.#draw && this.#locale.has('more') ? this.#draw() : nothing;
  }

  /** There is something to celebrate; once for each answer that says so. */
  over(occasion: Occasion): void {
    if (occasion.track === this.#track) return;
    this.#track = occasion.track;
    void this.#celebrate(occasion, (this.#ends ??= new AbortController()).signal);
  }

  /** It is no longer true. */
  end(): void {
    this.#ends?.abort();
    this.#ends = this.#draw = this.#track = undefined;
  }

  async #celebrate(occasion: Occasion, signal: AbortSignal): Promise<void> {
    const host = this.#host;
    const part = await host.club.client?.part('tier-celebration').catch(() => undefined);
    const show = (draw?: () => TemplateResult): void => {
      if (signal.aborted) return;
      this.#draw = draw;
      host.requestUpdate();
    };
    if (isCelebration(part)) await part.celebrate({ host, locale: this.#locale, signal, show }, occasion);
  }
}

function isCelebration(part: unknown): part is { celebrate: Celebrate } {
  return typeof part === 'object' && part !== null && 'celebrate' in part;
}

import { html, type TemplateResult } from 'lit';
import type { Reward } from '../../domain/reward.schema.js';
import { parseNumber } from '../../i18n/parse-number.js';
import { ownKeys } from '../../ui/own-keys.js';
import type { RewardsHost } from './host.js';

/** The amounts to choose from. */
export interface Choice {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** How much a member wants to spend: by slider or as a number, whichever they touched last. */
export class Amount {
  readonly #locale: RewardsHost['locale'];
  readonly #worth: RewardsHost['worth'];
  readonly #reward: Reward;
  readonly #update: () => void;
  /** What was typed, as long as it says something else than the amount. */
  #typed: string | undefined;
  #chosen: number;
  /** The last amount that could be paid. */
  last: number;

  constructor({ locale, worth }: RewardsHost, reward: Reward, choice: Choice, update: () => void) {
    this.#locale = locale;
    this.#worth = worth;
    this.#reward = reward;
    this.#chosen = this.last = choice.min;
    this.#update = update;
  }

  /** The amount, where what was typed is one that can be paid. */
  within({ min, max, step }: Choice): number | undefined {
    const { decimals } = this.#reward.unit;
    const typed = this.#typed === undefined ? undefined : parseNumber(this.#typed);
    const amount = this.#typed === undefined ? Math.min(this.#chosen, max) : typed === undefined ? NaN : Math.round(typed * 10 ** decimals);
    if (!(amount >= min && amount <= max && (amount - min) % step === 0)) return undefined;
    return (this.last = amount);
  }

  /** The slider and the field beside it; the money value follows both. */
  draw(choice: Choice): TemplateResult {
    const { t } = this.#locale;
    const { min, max, step } = choice;
    const amount = this.within(choice);
    const wrong = amount === undefined;
    return html`<div class="stack" role="group" aria-labelledby="amount" @keydown=${ownKeys} @keypress=${ownKeys} @keyup=${ownKeys}>
      <label id="amount" for="slider" .textContent=${t('redeem.amount')}></label>
      <input id="slider" part="field" type="range" min=${min} max=${max} step=${step} .value=${`${amount ?? this.#chosen}`} aria-valuetext=${this.#words(amount ?? this.#chosen)} @input=${this.#onSlide} />
      <div class="typed">
        <input
          part="field"
          type="text"
          inputmode=${this.#reward.unit.decimals ? 'decimal' : 'numeric'}
          autocomplete="off"
          dir="auto"
          aria-label=${t('redeem.typed')}
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby="wrong"
          .value=${this.#typed ?? this.#number(amount ?? this.#chosen)}
          @input=${this.#onType}
          @blur=${this.#onLeave}
        />
        <span .textContent=${this.#locale.unitName(this.#reward.unit, amount ?? this.#chosen)}></span>
      </div>
      <p class="note ${wrong ? 'warning' : ''}" id="wrong" part="message" .textContent=${t('redeem.wrong', { min: this.#number(min), max: this.#amount(max), step: this.#number(step) })}></p>
    </div>`;
  }

  #number(amount: number): string {
    return this.#locale.number(amount, { fraction: this.#reward.unit.decimals });
  }

  #amount(amount: number): string {
    return this.#locale.amount(this.#reward.unit, amount);
  }

  #words(amount: number): string {
    const worth = this.#worth(this.#reward, amount);
    return worth ? this.#locale.t('redeem.valueText', { amount: this.#amount(amount), worth }) : this.#amount(amount);
  }

  readonly #onSlide = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    this.#chosen = Number(currentTarget.value);
    this.#typed = undefined;
    this.#update();
  };

  readonly #onType = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    this.#typed = currentTarget.value;
    this.#update();
  };

  /** What was typed well is written the language's way; what was not stays, to be mended. */
  readonly #onLeave = (): void => {
    const { price } = this.#reward;
    const amount = price.kind === 'variable' ? this.within(price) : undefined;
    if (amount === undefined) return;
    this.#chosen = amount;
    this.#typed = undefined;
    this.#update();
  };
}

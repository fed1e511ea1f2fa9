import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { isRedeemable, type Offer, type RewardState } from '../../domain/reward-state.js';
import { alert, check, clock, lock } from '../../ui/icons.js';
import { disclosure } from '../../ui/notice.js';
import { rewardIcon } from '../../ui/reward-icons.js';
import { conditionWords, priceWords, stateWords } from './words.js';

/** What a card's button does, and whether something goes on. */
export interface CardAction {
  readonly label: string;
  /** The label with the reward's name, for those who hear one button after another. */
  readonly name: string;
  readonly run: () => void;
}

/** One reward of the catalogue: its picture, what it costs, what it is to the reader, its conditions, and the one thing to do. `told` says what stands in the way. */
export function drawReward(locale: LocaleController, { reward, state }: Offer, action: CardAction | undefined, told: boolean): TemplateResult {
  const quiet = !isRedeemable(state) && !['short', 'guest', 'basket'].includes(state.kind);
  const conditions = conditionWords(locale, reward);
  return html`<li class="reward ${quiet ? 'off' : ''}" part="item" data-reward=${reward.id} tabindex="-1">
    <div class="mark">
      ${rewardIcon(reward.kind)} ${reward.image ? html`<img src=${reward.image} alt="" loading="lazy" decoding="async" @error=${settle} @load=${settle} />` : nothing}
    </div>
    <h3><bdi .textContent=${reward.title}></bdi></h3>
    <p part="value" .textContent=${priceWords(locale, reward)}></p>
    ${reward.description ? html`<p class="note" .textContent=${reward.description}></p>` : nothing}
    ${told ? html`<p class="line note ${state.kind === 'failed' ? 'warning' : ''}" part="label">${iconOf(state)}<span .textContent=${stateWords(locale, reward, state)}></span></p>` : nothing}
    ${conditions.length ? disclosure(locale.t('rewards.conditions'), drawConditions(conditions)) : nothing} ${action ? drawAction(action) : nothing}
  </li>`;
}

/** Conditions as a list of sentences. */
export function drawConditions(conditions: readonly string[]): TemplateResult {
  return html`<ul class="note conditions">
    ${conditions.map((each) => html`<li .textContent=${each}></li>`)}
  </ul>`;
}

function drawAction({ label, name, run }: CardAction): TemplateResult {
  return html`<button class="action" part="action" type="button" aria-label=${name} @click=${run} .textContent=${label}></button>`;
}

function iconOf({ kind }: RewardState): TemplateResult {
  switch (kind) {
    case 'available':
    case 'claimed':
      return check();
    case 'failed':
      return alert();
    case 'tier':
    case 'segment':
    case 'guest':
    case 'other':
      return lock();
    case 'short':
    case 'basket':
    case 'not_started':
    case 'ended':
    case 'sold_out':
    case 'cooling_down':
    case 'limit':
    case 'pending':
      return clock();
    default:
      return kind satisfies never;
  }
}

/** A picture that does not come leaves the drawn one. */
function settle({ currentTarget, type }: Event): void {
  if (currentTarget instanceof HTMLElement) currentTarget.hidden = type === 'error';
}

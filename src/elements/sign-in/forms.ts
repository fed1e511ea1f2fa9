import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { codeOf, minute, waitStep, type Channel, type SignIn, type Trouble } from '../../controllers/sign-in.js';
import { button } from '../../ui/notice.js';
import { ownKeys } from '../../ui/own-keys.js';

/** What the forms are drawn from, and what they ask for. */
export interface FormParts {
  readonly locale: LocaleController;
  readonly sign: SignIn;
  readonly channel: Channel;
  /** Whether a number may begin with 0. */
  readonly hasCountry: boolean;
  readonly now: number;
  /** Sends a code to what was typed, or another to the same address. */
  readonly send: () => void;
  readonly enter: (code: string) => void;
  readonly change: () => void;
}

/** A telephone number that is nobody's. */
const example = '+44 7700 900123';

/** What keeps somebody from going on, in words. */
export function troubleWords({ t }: LocaleController, trouble: Trouble, channel: Channel, now: number): string {
  switch (trouble.kind) {
    case 'address':
      return t(channel === 'sms' ? 'entry.badPhone' : 'entry.badEmail');
    case 'used_up':
      return t('entry.usedUp');
    case 'limited':
      return t('entry.limited', { n: Math.max(1, Math.ceil((trouble.until - now) / minute)) });
    case 'short':
    case 'wrong':
    case 'offline':
    case 'unavailable':
    case 'unsupported':
      return t(`entry.${trouble.kind}`);
    default:
      return trouble satisfies never;
  }
}

/** Asks for the address. */
export function drawAddress(parts: FormParts): TemplateResult {
  const { locale, sign, channel, hasCountry, send } = parts;
  const { t } = locale;
  const sms = channel === 'sms';
  const busy = sign.busy === 'sending';
  const hint = sms && !hasCountry ? t('entry.phoneHint', { example }) : '';
  return html`<form class="fresh" novalidate @submit=${takes(send)} @keydown=${ownKeys} @keypress=${ownKeys} @keyup=${ownKeys}>
    <p class="note" part="message" .textContent=${t('entry.hint')}></p>
    <div class="field">
      <label for="address" .textContent=${t(sms ? 'entry.phone' : 'entry.email')}></label>
      ${drawInput(sign, sms ? 'tel' : 'email', [hint && 'hint', sign.trouble && 'trouble'].filter(Boolean).join(' '))}
      ${hint ? html`<p class="note" id="hint" .textContent=${hint}></p>` : nothing} ${drawTrouble(parts)}
    </div>
    <div class="actions">${submit(t(busy ? 'entry.sending' : 'entry.send'), busy)}</div>
  </form>`;
}

function drawInput(sign: SignIn, type: 'email' | 'tel', described: string): TemplateResult {
  const onInput = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLInputElement) sign.typed = currentTarget.value;
  };
  return html`<input
    id="address"
    part="field"
    name=${type}
    type=${type}
    autocomplete=${type}
    autocapitalize="none"
    spellcheck="false"
    enterkeyhint="send"
    dir="ltr"
    aria-required="true"
    aria-invalid=${sign.trouble?.kind === 'address' ? 'true' : 'false'}
    aria-describedby=${described || nothing}
    .value=${sign.typed}
    @input=${onInput}
  />`;
}

/** Asks for the code; where it is no longer good, asks to send another. */
export function drawCode(parts: FormParts): TemplateResult {
  const { locale, sign, channel, now, enter, send, change } = parts;
  const { t } = locale;
  const { step, busy } = sign;
  const good = sign.isGood(now) || sign.entered;
  const again = takes(good ? (form) => enter(form) : send);
  return html`<form class="fresh" novalidate @submit=${again} @keydown=${ownKeys} @keypress=${ownKeys} @keyup=${ownKeys}>
    <div>
      <p part="message" .textContent=${t('entry.sent')}></p>
      <p class="to"><bdi class="strong" dir="ltr" translate="no" part="value" .textContent=${step?.address ?? ''}></bdi> <button class="link" part="action" type="button" @click=${change} .textContent=${t(channel === 'sms' ? 'entry.changePhone' : 'entry.change')}></button></p>
    </div>
    ${good ? drawField(parts) : drawTrouble(parts)}
    <div class="actions">
      ${good ? submit(t(busy === 'checking' ? 'entry.checking' : 'entry.enter'), busy !== undefined) : nothing} ${drawAgain(parts, good)}
    </div>
  </form>`;
}

function drawField(parts: FormParts): TemplateResult {
  const { locale, sign, now } = parts;
  const wrong = sign.trouble?.kind === 'short' || sign.trouble?.kind === 'wrong';
  const minutes = Math.max(1, Math.ceil(((sign.step?.until ?? now) - now) / minute));
  return html`<div class="field">
    <label for="code" .textContent=${locale.t('entry.code')}></label>
    <input
      id="code"
      part="field"
      name="one-time-code"
      type="text"
      inputmode="numeric"
      autocomplete="one-time-code"
      enterkeyhint="go"
      dir="ltr"
      translate="no"
      aria-required="true"
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby=${sign.trouble ? 'trouble good' : 'good'}
      @input=${fold}
    />
    ${drawTrouble(parts)}
    <p class="note" id="good" .textContent=${locale.t('entry.good', { n: minutes })}></p>
  </div>`;
}

/** Sends another code, once the last one has had time to come. */
function drawAgain({ locale, sign, now, send }: FormParts, good: boolean): TemplateResult {
  const wait = sign.wait(now);
  const busy = sign.busy === 'sending';
  const label = locale.t(busy ? 'entry.sending' : 'entry.again');
  // Where no code can be entered any more, it is what the form is for.
  const control = good ? button(label, send, { quiet: true, busy: wait > 0 || sign.busy !== undefined }) : submit(label, wait > 0 || busy);
  const seconds = Math.ceil(wait / waitStep) * (waitStep / 1_000);
  return html`${control} ${wait > 0 && !sign.busy ? html`<p class="note" .textContent=${locale.t('entry.wait', { n: seconds })}></p>` : nothing}`;
}

function drawTrouble({ locale, sign, channel, now }: FormParts): TemplateResult | typeof nothing {
  const trouble = sign.trouble ?? (sign.step && !sign.isGood(now) && !sign.busy ? 'ended' : undefined);
  if (!trouble) return nothing;
  const words = trouble === 'ended' ? locale.t('entry.ended') : troubleWords(locale, trouble, channel, now);
  return html`<p class="warning" id="trouble" part="message" .textContent=${words}></p>`;
}

function submit(label: string, busy: boolean): TemplateResult {
  return html`<button class="action" part="action" type="submit" aria-disabled=${busy ? 'true' : 'false'} .textContent=${label}></button>`;
}

/** Nothing is sent by the page itself. What was typed as a code goes along. */
function takes(run: (typed: string) => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    const { currentTarget } = event;
    const field = currentTarget instanceof HTMLElement ? currentTarget.querySelector<HTMLInputElement>('#code') : null;
    run(field?.value ?? '');
  };
}

/** Digits of any keyboard become those that are sent; what separates them goes. The caret stays where it was. */
function fold({ currentTarget }: Event): void {
  if (!(currentTarget instanceof HTMLInputElement)) return;
  const { value, selectionStart } = currentTarget;
  const plain = codeOf(value);
  if (plain === value) return;
  const caret = codeOf(value.slice(0, selectionStart ?? value.length)).length;
  currentTarget.value = plain;
  currentTarget.setSelectionRange(caret, caret);
}

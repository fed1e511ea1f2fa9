import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../i18n/resolve.js';

/** What the frame of a card shows. */
export interface CardParts {
  readonly tongue: Tongue;
  readonly scheme: 'light' | 'dark';
  readonly heading: string;
  readonly busy: boolean;
  readonly body: TemplateResult;
  /** Spoken once when it changes; nobody sees it. */
  readonly news?: string;
}

/** Keeps the heading's place until its words are here. */
const nbsp = '\u00a0';

/** The frame of a card: surface, language, heading, slots. Texts go through `textContent`, so that a translating page cannot leave an old number standing. */
export function card({ tongue, scheme, heading, busy, body, news = '' }: CardParts): TemplateResult {
  return html`<section
    class="card"
    part="card"
    lang=${tongue.locale}
    dir=${tongue.dir}
    data-scheme=${scheme}
    aria-labelledby=${heading ? 'heading' : nothing}
    aria-busy=${busy ? 'true' : 'false'}
  >
    <slot name="heading">${heading ? html`<h2 id="heading" part="heading" .textContent=${heading}></h2>` : html`<p class="h2" aria-hidden="true" .textContent=${nbsp}></p>`}</slot>
    ${body}
    <slot name="footer"></slot>
    <p class="hidden" role="status" .textContent=${news}></p>
  </section>`;
}

/** A skeleton: the answer, then lines under it. Without words; `aria-busy` on the card says that it loads. */
export function skeleton(lines: number): TemplateResult {
  return html`<div class="stack" aria-hidden="true">
    <div class="bone value"></div>
    ${Array.from({ length: lines }, () => html`<div class="bone"></div>`)}
  </div>`;
}

/** A picture and a sentence. */
export function line(icon: () => TemplateResult, text: string, kind: 'note' | 'warning' = 'note'): TemplateResult {
  return html`<li class="line note ${kind}" part="message">${icon()}<span .textContent=${text}></span></li>`;
}

import { html, nothing, type TemplateResult } from 'lit';

/** A sentence or two, and the one thing to do about it. */
export interface Notice {
  /** What is so. */
  readonly text: string;
  /** What is safe, or what follows. */
  readonly more?: string | undefined;
  readonly warning?: boolean;
  readonly action?: TemplateResult | typeof nothing;
}

/** Says what is so and what now. */
export function notice({ text, more, warning = false, action = nothing }: Notice): TemplateResult {
  return html`<div class="stack fresh">
    <p class=${warning ? 'warning' : ''} part="message" .textContent=${text}></p>
    ${more ? html`<p class="note" .textContent=${more}></p>` : nothing} ${action}
  </div>`;
}

/** A button that keeps its place while it is busy. */
export function button(label: string, onClick: () => void, options: { busy?: boolean; quiet?: boolean } = {}): TemplateResult {
  const { busy = false, quiet = false } = options;
  return html`<button
    class="action ${quiet ? 'quiet' : ''}"
    part="action"
    type="button"
    aria-disabled=${busy ? 'true' : 'false'}
    @click=${() => !busy && onClick()}
    .textContent=${label}
  ></button>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { chevron } from './icons.js';

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
  return html`<div class="stack notice fresh">
    <p class=${warning ? 'warning' : ''} part="message" .textContent=${text}></p>
    ${more ? html`<p class="note" .textContent=${more}></p>` : nothing} ${action}
  </div>`;
}

/** A line that opens what is under it. */
export function disclosure(title: string, content: TemplateResult | typeof nothing, onToggle?: () => void): TemplateResult {
  return html`<details @toggle=${onToggle}>
    <summary class="strong note" part="action"><span .textContent=${title}></span>${chevron()}</summary>
    ${content}
  </details>`;
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

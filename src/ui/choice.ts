import { html, type TemplateResult } from 'lit';
import { ownKeys } from './own-keys.js';

/** A choice of one among few: the page's own list, with its label above it. */
export function choice(label: string, options: readonly (readonly [value: string, text: string])[], value: string, onChange: (value: string) => void): TemplateResult {
  const change = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) onChange(target.value);
  };
  return html`<label class="field" @keydown=${ownKeys} @keypress=${ownKeys} @keyup=${ownKeys}>
    <span class="note" .textContent=${label}></span>
    <select part="field" @change=${change}>
      ${options.map(([each, text]) => html`<option value=${each} .selected=${each === value} .textContent=${text}></option>`)}
    </select>
  </label>`;
}

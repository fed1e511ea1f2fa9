import { html, type TemplateResult } from 'lit';

/** Pictures of 20 px on a 1.5 px stroke, in the text's colour; none carries a direction, so none is mirrored. */

/** Something that comes on a day. */
export const clock = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7.25" /><path d="M10 6v4l2.5 2" /></svg>`;

/** Something to look at. */
export const alert = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 3.2 17.6 16.5H2.4ZM10 8.2v4M10 14.4v.1" /></svg>`;

/** Something that is yours. */
export const check = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m4 10.5 4 4 8-9" /></svg>`;

/** Something still closed. */
export const lock = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><rect x="4.5" y="9" width="11" height="8" rx="2" /><path d="M7 9V6.5a3 3 0 0 1 6 0V9" /></svg>`;

/** More below. */
export const chevron = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m5 8 5 5 5-5" /></svg>`;

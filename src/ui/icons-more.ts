import { html, type TemplateResult } from 'lit';

/** Pictures that only parts of the kit need: what stands in `icons.ts` travels with the runtime. */

/** Something that is given. */
export const gift = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3.5 9.5v7.5h13V9.5M2.5 6h15v3.5h-15ZM10 6v11M10 6C7 6 5.5 5 5.5 3.8S6.6 2 7.6 2C9 2 10 4 10 6c0-2 1-4 2.4-4 1 0 2.1.6 2.1 1.8S13 6 10 6" /></svg>`;

/** Something that was yours and is used up. */
export const used = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7.25" /><path d="M6.5 10h7" /></svg>`;

/** Rays around something new. */
export const rays = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 1v4M10 15v4M1 10h4M15 10h4M3.6 3.6l2.9 2.9M13.5 13.5l2.9 2.9M16.4 3.6l-2.9 2.9M6.5 13.5l-2.9 2.9" /></svg>`;

/** A tier. */
export const medal = (): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="12.5" r="4.75" /><path d="M7 8.5 4.5 2.5M13 8.5l2.5-6M8.4 12.6l1.1 1.2 2.2-2.4" /></svg>`;

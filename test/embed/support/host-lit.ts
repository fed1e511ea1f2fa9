import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as z from 'zod';

/** A page's own application: another copy of Lit, and a validator with words of its own. */
@customElement('shop-greeting')
export class ShopGreeting extends LitElement {
  /** Whom to greet. */
  @property() name = 'nobody';

  protected override render() {
    return html`<p>Hello ${this.name}</p>`;
  }
}

z.config({ customError: () => 'the page’s own words' });
/** Says what the page's validator says. */
export const complaint = (): string => z.string().safeParse(1).error?.issues[0]?.message ?? 'none';
Object.assign(window, { complaint });

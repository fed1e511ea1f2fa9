import { html } from 'hono/html';
import { price } from '../format.js';
import type { Locale } from '../locale.js';
import type { CartCode, Trouble } from '../reckoning.js';
import type { Notice } from '../session.js';
import { wordsOf } from '../words.js';
import type { Markup, View } from './layout.js';

/** Why the cart does not take a code, as a sentence that says what to do about it. */
export function troubleText(locale: Locale, { trouble, minimum = 0 }: { readonly trouble: Trouble; readonly minimum?: number | undefined }): string {
  const { troubles } = wordsOf(locale).code;
  return trouble === 'minimum' ? troubles.minimum(price(locale, minimum)) : troubles[trouble];
}

/** The code's line in the summary: what it does, or why it does nothing, and the way to take it out. */
export function codeLine({ locale }: View, code: CartCode): Markup {
  const words = wordsOf(locale).code;
  const isGood = 'off' in code;
  const does = isGood && code.gift ? words.gift : isGood ? html`<bdi>−</bdi>${price(locale, code.off)}` : price(locale, 0);
  return html`<div class="code-line${isGood ? '' : ' idle'}"><dt>${words.line} <bdi dir="ltr" translate="no" data-code>${code.code}</bdi></dt><dd data-off>${does}</dd>
${isGood ? '' : html`<dd class="care code-why">${troubleText(locale, code)}</dd>`}
<dd class="code-remove"><form method="post" action="/${locale}/cart/code/remove" data-live><button class="link" aria-label="${words.removeOf(code.code)}">${words.remove}</button></form></dd></div>`;
}

/** Where a code is typed in; with what was typed and why it was refused. */
export function codeField({ locale, notice }: View): Markup {
  const words = wordsOf(locale).code;
  const refused = refusalIn(notice);
  const state = refused ? html`aria-invalid="true" aria-describedby="code-trouble" autofocus` : '';
  return html`<form class="code-form" method="post" action="/${locale}/cart/code" data-live>
<label for="code">${words.label}</label>
<input id="code" name="code" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" required value="${refused?.code ?? ''}" ${state}>
<button class="button quiet" id="use-code">${words.use}</button>
${refused ? html`<p class="care" id="code-trouble" role="alert">${troubleText(locale, refused)}</p>` : ''}
</form>`;
}

function refusalIn(notice: Notice | undefined): Extract<Notice, { kind: 'code_refused' }> | undefined {
  return notice?.kind === 'code_refused' ? notice : undefined;
}

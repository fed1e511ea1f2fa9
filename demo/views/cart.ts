import { html, raw } from 'hono/html';
import { price } from '../format.js';
import type { Locale } from '../locale.js';
import type { CartLine, Reckoning } from '../reckoning.js';
import { wordsOf } from '../words.js';
import { codeField, codeLine } from './code.js';
import { page, type Markup, type View } from './layout.js';
import { quantitySelect } from './product.js';

/** The cart: its lines, the summary that orders, what it would earn, and the member's points in a side column. */
export function cartPage(view: View, cart: Reckoning): Markup {
  const { locale, session } = view;
  const words = wordsOf(locale).cart;
  const isEmpty = cart.lines.length === 0;
  const hidden = isEmpty ? raw(' hidden') : '';
  // The club's elements stand outside of what the script redraws; of them only what is named in data-follow changes.
  const body = html`<div class="wrap cart">
<div class="cart-main"><h1>${words.title}</h1><div data-region="cart">${isEmpty ? empty(locale) : table(view, cart)}</div></div>
<aside class="cart-side">
<section class="summary" id="summary-card" aria-labelledby="summary" data-follow="hidden"${hidden}>
<h2 id="summary">${words.summary}</h2>
<div data-region="summary">${isEmpty ? '' : sums(view, cart)}</div>
<vafa-points-preview id="earns" amount="${cart.total}" data-follow="amount"></vafa-points-preview>
<div data-region="order">${isEmpty ? '' : order(view, cart)}</div>
</section>
<vafa-points></vafa-points>
</aside>
${session.member ? html`<vafa-rewards id="rewards" limit="3" kinds="${kindsFor(cart)}" data-follow="kinds"></vafa-rewards>` : ''}
</div>`;
  return page(view, words.title, body);
}

/** The rewards that do something for this cart: one whose parcel travels free needs no code for that. */
function kindsFor({ delivery, lines }: Reckoning): string {
  return delivery > 0 || lines.length === 0 ? 'coupon shipping product gift_card' : 'coupon product gift_card';
}

function empty(locale: Locale): Markup {
  const words = wordsOf(locale).cart;
  return html`<div class="empty"><p><strong>${words.empty}</strong> ${words.emptyText}</p><a class="button quiet" href="/${locale}#shelf">${words.browse}</a></div>`;
}

function table(view: View, { lines, code }: Reckoning): Markup {
  const { locale } = view;
  const gift = code && 'gift' in code ? code.gift : undefined;
  const words = wordsOf(locale).code;
  return html`<ul class="lines">${lines.map((line) => row(locale, line))}
${gift ? html`<li data-gift><img src="/art/${gift.picture}.svg" width="800" height="1000" alt=""><div class="line-words"><span class="gift-name">${gift.name[locale]}</span><span class="size">${words.giftNote}</span></div><strong class="line-total">${words.free}</strong></li>` : ''}</ul>`;
}

function row(locale: Locale, { product, quantity, rials }: CartLine): Markup {
  const words = wordsOf(locale).cart;
  const told = product.words[locale];
  const id = `quantity-${product.slug}`;
  return html`<li>
<img src="/art/${product.slug}.svg" width="800" height="1000" alt="">
<div class="line-words"><a href="/${locale}/products/${product.slug}">${told.name}</a><span class="size">${told.size}</span><span class="size">${price(locale, product.rials)}</span></div>
<form method="post" action="/${locale}/cart/quantity" data-live data-live-change>
<input type="hidden" name="slug" value="${product.slug}">
${quantitySelect(locale, id, quantity, words.quantityOf(told.name))}
<button class="link" data-without-script>${words.update}</button>
</form>
<strong class="line-total">${price(locale, rials)}</strong>
<form method="post" action="/${locale}/cart/quantity" data-live><input type="hidden" name="slug" value="${product.slug}"><input type="hidden" name="quantity" value="0"><button class="link" aria-label="${words.removeOf(told.name)}">${words.remove}</button></form>
</li>`;
}

function sums(view: View, { goods, delivery, freeFrom, code, total }: Reckoning): Markup {
  const { locale } = view;
  const words = wordsOf(locale).cart;
  const missing = delivery > 0 ? freeFrom - goods : 0;
  return html`<dl><div><dt>${words.goods}</dt><dd>${price(locale, goods)}</dd></div>
<div><dt>${words.delivery}</dt><dd>${delivery > 0 ? price(locale, delivery) : words.free}</dd></div>
${code ? codeLine(view, code) : ''}
<div class="sum"><dt>${words.total}</dt><dd id="total">${price(locale, total)}</dd></div></dl>
${missing > 0 ? html`<p class="fine">${words.freeFrom(price(locale, missing))}</p>` : ''}
${code && 'off' in code ? '' : codeField(view)}`;
}

function order({ locale }: View, { total }: Reckoning): Markup {
  const words = wordsOf(locale).cart;
  return html`<form method="post" action="/${locale}/orders" data-live><input type="hidden" name="total" value="${total}"><button class="button" id="buy">${words.buy}</button></form>
<p class="fine">${words.buyNote}</p>`;
}

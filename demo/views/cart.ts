import { html } from 'hono/html';
import { findProduct, type Product } from '../catalog.js';
import { count, pointsFor, price } from '../format.js';
import type { Locale } from '../locale.js';
import { wordsOf } from '../words.js';
import { page, type Markup, type View } from './layout.js';
import { quantitySelect } from './product.js';

interface Line {
  readonly product: Product;
  readonly quantity: number;
}

/** The cart: its lines, the summary that orders, and the member's points in a side column. */
export function cartPage(view: View): Markup {
  const { locale, session } = view;
  const words = wordsOf(locale).cart;
  const lines = session.cart.flatMap(({ slug, quantity }): Line[] => {
    const product = findProduct(slug);
    return product ? [{ product, quantity }] : [];
  });
  const body = html`<div class="wrap cart">
<div class="cart-main"><h1>${words.title}</h1><div data-region="cart">${lines.length > 0 ? table(locale, lines) : empty(locale)}</div></div>
<aside class="cart-side">
<div data-region="summary">${lines.length > 0 ? summary(view, lines) : ''}</div>
<vafa-points></vafa-points>
</aside>
</div>`;
  return page(view, words.title, body);
}

function empty(locale: Locale): Markup {
  const words = wordsOf(locale).cart;
  return html`<div class="empty"><p><strong>${words.empty}</strong> ${words.emptyText}</p><a class="button quiet" href="/${locale}#shelf">${words.browse}</a></div>`;
}

function table(locale: Locale, lines: readonly Line[]): Markup {
  return html`<ul class="lines">${lines.map((line) => row(locale, line))}</ul>`;
}

function row(locale: Locale, { product, quantity }: Line): Markup {
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
<strong class="line-total">${price(locale, product.rials * quantity)}</strong>
<form method="post" action="/${locale}/cart/quantity" data-live><input type="hidden" name="slug" value="${product.slug}"><input type="hidden" name="quantity" value="0"><button class="link" aria-label="${words.removeOf(told.name)}">${words.remove}</button></form>
</li>`;
}

function summary({ locale, session }: View, lines: readonly Line[]): Markup {
  const words = wordsOf(locale).cart;
  const rials = lines.reduce((sum, line) => sum + line.product.rials * line.quantity, 0);
  const points = count(locale, pointsFor(rials));
  return html`<section class="summary" aria-labelledby="summary">
<h2 id="summary">${words.summary}</h2>
<dl><div><dt>${words.goods}</dt><dd>${price(locale, rials)}</dd></div><div><dt>${words.delivery}</dt><dd>${words.free}</dd></div><div class="sum"><dt>${words.total}</dt><dd>${price(locale, rials)}</dd></div></dl>
<p class="earns">${session.member ? words.earns(points) : words.guestEarns(points)}</p>
<form method="post" action="/${locale}/orders" data-live><button class="button" id="buy">${words.buy}</button></form>
<p class="fine">${words.buyNote}</p>
</section>`;
}

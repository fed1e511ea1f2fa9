import { html } from 'hono/html';
import { findProduct, type Product } from '../catalog.js';
import { count, price } from '../format.js';
import type { Locale } from '../locale.js';
import { wordsOf } from '../words.js';
import { card } from './home.js';
import { page, type Markup, type View } from './layout.js';

/** The page of one product. */
export function productPage(view: View, product: Product): Markup {
  const { locale } = view;
  const words = wordsOf(locale);
  const told = product.words[locale];
  const body = html`<article class="wrap product">
<img src="/art/${product.slug}.svg" width="800" height="1000" alt="${told.picture}">
<div class="product-words">
<h1>${told.name}</h1>
<p class="lede">${told.line}</p>
<p class="product-price"><strong>${price(locale, product.rials)}</strong> <span>${told.size}</span></p>
${addForm(locale, product)}
<vafa-points-preview amount="${product.rials}" product="${product.slug}"></vafa-points-preview>
<div class="story">${told.story.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
<dl class="details"><div><dt>${words.product.origin}</dt><dd>${told.origin}</dd></div><div><dt>${words.product.harvest}</dt><dd>${told.harvest}</dd></div><div><dt>${words.product.keep}</dt><dd>${told.keep}</dd></div></dl>
<p class="fine">${words.product.delivery}</p>
</div>
</article>
<section class="wrap" aria-labelledby="more"><div class="section-head"><h2 id="more">${words.product.more}</h2></div>
<ul class="shelf shelf-small">${product.goesWith.map((slug) => other(locale, slug))}</ul></section>`;
  return page(view, told.name, body);
}

function addForm(locale: Locale, product: Product): Markup {
  const words = wordsOf(locale);
  return html`<form class="add" method="post" action="/${locale}/cart" data-live>
<input type="hidden" name="slug" value="${product.slug}">
<label for="quantity">${words.product.quantity}</label>
${quantitySelect(locale, 'quantity', 1)}
<button class="button" id="add">${words.product.add}</button>
</form>`;
}

/** A choice of how many packets; numbers in the reader's digits, values a server can read. */
export function quantitySelect(locale: Locale, id: string, chosen: number, label?: string): Markup {
  const options = [1, 2, 3, 4, 5, 6, 8, 10, 12];
  if (!options.includes(chosen)) options.push(chosen);
  return html`<select id="${id}" name="quantity" ${label ? html`aria-label="${label}"` : ''}>${options
    .sort((a, b) => a - b)
    .map((many) => (many === chosen ? html`<option value="${many}" selected>${count(locale, many)}</option>` : html`<option value="${many}">${count(locale, many)}</option>`))}</select>`;
}

function other(locale: Locale, slug: string): Markup | '' {
  const product = findProduct(slug);
  return product ? card(locale, product) : '';
}

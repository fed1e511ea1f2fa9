import { html } from 'hono/html';
import { products, type Product } from '../catalog.js';
import { price } from '../format.js';
import type { Locale } from '../locale.js';
import { wordsOf } from '../words.js';
import { page, type Markup, type View } from './layout.js';

/** The start page: what is new, the shelf, the club, and where everything comes from. */
export function homePage(view: View): Markup {
  const { locale } = view;
  const words = wordsOf(locale);
  const body = html`<section class="hero">
<div class="hero-words">
<h1>${words.home.heroTitle}</h1>
<p>${words.home.heroText}</p>
<a class="button" href="/${locale}/products/saffron">${words.home.heroAction}</a>
</div>
<img src="/art/harvest.svg" width="1200" height="1000" alt="${words.home.heroPicture}">
</section>
<section class="wrap" aria-labelledby="shelf">
<div class="section-head"><h2 id="shelf">${words.home.shelf}</h2><p>${words.home.shelfText}</p></div>
<ul class="shelf">${products.map((product, i) => card(locale, product, i === 0))}</ul>
</section>
${clubBand(locale)}
${origins(locale)}`;
  return page(view, words.home.title, body);
}

/** One product on a shelf. The wide kind tells a little more. */
export function card(locale: Locale, product: Product, wide = false): Markup {
  const words = product.words[locale];
  return html`<li class="card${wide ? ' card-wide' : ''}"><a href="/${locale}/products/${product.slug}">
<img src="/art/${product.slug}.svg" width="800" height="1000" alt="" loading="${wide ? 'eager' : 'lazy'}">
<div class="card-words"><h3>${words.name}</h3><p class="line">${words.line}</p>${wide ? html`<p class="more">${words.story[0]}</p>` : ''}<p class="card-price"><span>${price(locale, product.rials)}</span><span class="size">${words.size}</span></p></div>
</a></li>`;
}

function clubBand(locale: Locale): Markup {
  const { club } = wordsOf(locale);
  return html`<section class="club-band" aria-labelledby="club">
<div class="wrap">
<div><h2 id="club">${club.title}</h2><p>${club.text}</p><a class="button" href="/${locale}/account">${club.action}</a></div>
${clubFacts(locale)}
</div>
</section>`;
}

/** How the club counts, as three facts. */
export function clubFacts(locale: Locale): Markup {
  return html`<dl class="facts">${wordsOf(locale).club.facts.map(([fact, meaning]) => html`<div><dt>${fact}</dt><dd>${meaning}</dd></div>`)}</dl>`;
}

function origins(locale: Locale): Markup {
  const { home } = wordsOf(locale);
  const rows = products.map(({ slug, words }) => {
    const told = words[locale];
    return html`<tr><th scope="row">${told.origin}</th><td><a href="/${locale}/products/${slug}">${told.name}</a></td><td>${told.harvest}</td></tr>`;
  });
  return html`<section class="origins" aria-labelledby="origins">
<img src="/art/slopes.svg" width="1600" height="720" alt="${home.slopesPicture}" loading="lazy">
<div class="wrap">
<div class="section-head"><h2 id="origins">${home.origins}</h2><p>${home.originsText}</p></div>
<table><thead><tr><th scope="col">${home.place}</th><th scope="col">${home.what}</th><th scope="col">${home.when}</th></tr></thead><tbody>${rows}</tbody></table>
</div>
</section>`;
}

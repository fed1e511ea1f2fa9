import { html, raw } from 'hono/html';
import { lettering, type Lettering } from '../art/lettering.js';
import { star } from '../art/studio.js';
import { count } from '../format.js';
import { directions, tags, type Locale } from '../locale.js';
import type { Notice, Session } from '../session.js';
import { wordsOf } from '../words.js';
import { noticeBar } from './notice.js';

/** What a piece of page is: escaped text, ready or on its way. */
export type Markup = ReturnType<typeof html>;

/** What every page is given. */
export interface View {
  readonly locale: Locale;
  /** The page's address without the language: `/cart`. */
  readonly path: string;
  readonly session: Session;
  readonly gatewayUrl: string;
  /** Changes with every new style sheet and script, so that browsers may keep them. */
  readonly build: string;
  readonly notice?: Notice;
}

/** A whole page: head, header, main and footer around its content. */
export function page(view: View, title: string, main: Markup): Markup {
  const { locale, build } = view;
  const words = wordsOf(locale);
  const full = title === words.home.title ? `${words.brand} · ${title}` : `${title} · ${words.brand}`;
  return html`<!doctype html>
<html lang="${tags[locale]}" dir="${directions[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${full}</title>
<meta name="description" content="${words.tagline}">
<link rel="icon" href="/art/mark.svg" type="image/svg+xml">
${locale === 'fa' ? html`<link rel="preload" href="/fonts/vazirmatn.woff2" as="font" type="font/woff2" crossorigin>` : ''}
<link rel="stylesheet" href="/${build}/shop.css">
${clubScript(view)}
<script defer src="/${build}/shop.js"></script>
</head>
<body data-offline="${words.notice.offline}">
<a class="skip" href="#content">${words.skip}</a>
${header(view)}
<main id="content" tabindex="-1">
<div class="notice-place" data-region="notice" role="status">${noticeBar(view)}</div>
${main}
</main>
${footer(view)}
</body>
</html>`;
}

/** The one tag that a shop adds to its pages. */
function clubScript({ gatewayUrl, locale }: View): Markup {
  return html`<script async src="${gatewayUrl}/v1/vafa.js" data-api="${gatewayUrl}" data-locale="${tags[locale]}" data-token-url="/token" data-sign-in-url="/${locale}/sign-in" data-theme="auto"></script>`;
}

function header(view: View): Markup {
  const { locale, path, session } = view;
  const words = wordsOf(locale);
  const other: Locale = locale === 'en' ? 'fa' : 'en';
  const link = (to: string, text: string) =>
    html`<a href="/${locale}${to}"${path === to ? raw(' aria-current="page"') : ''}>${text}</a>`;
  return html`<header>
<p class="strip">${words.demoStrip}</p>
<div class="top">
<a class="brand" href="/${locale}">${wordmark(locale, words.brand)}</a>
<nav aria-label="${words.nav.label}">
<span class="nav-wide">${link('', words.nav.shop)}${link('/club', words.nav.club)}</span>
${session.member ? link('/account', words.nav.account) : html`${link('/account', words.nav.account)}${link('/sign-in', words.nav.signIn)}`}
<span data-region="cart-count">${cartLink(view)}</span>
<a class="language" href="/${other}${path}" hreflang="${other}" lang="${other}" aria-label="${words.nav.languageLabel}">${words.nav.language}</a>
</nav>
</div>
</header>`;
}

function cartLink({ locale, path, session }: View): Markup {
  const words = wordsOf(locale);
  const packets = count(locale, session.cart.reduce((sum, line) => sum + line.quantity, 0));
  const current = path === '/cart' ? raw(' aria-current="page"') : '';
  return html`<a class="cart-link" href="/${locale}/cart"${current}>${words.nav.cart} <span class="badge" aria-hidden="true">${packets}</span><span class="hidden">${words.cartCount(packets)}</span></a>`;
}

function footer({ locale }: View): Markup {
  const words = wordsOf(locale);
  return html`<footer class="bottom">
<div class="bottom-inner">
<a class="brand" href="/${locale}">${wordmark(locale, words.brand)}</a>
<p>${words.footer.about}</p>
<nav aria-label="${words.footer.visit}"><a href="/${locale}">${words.nav.shop}</a><a href="/${locale}/club">${words.club.terms}</a><a href="/${locale}/account">${words.nav.account}</a></nav>
<p class="fine">${words.footer.font}</p>
</div>
</footer>`;
}

/** The shop's mark and name as one drawing, in the colour of the text around it. */
function wordmark(locale: Locale, name: string): Markup {
  const drawn: Lettering = locale === 'fa' ? lettering.golestanFa : lettering.golestanEn;
  const tall = locale === 'fa' ? 58 : 40;
  const scale = tall / drawn.height;
  const wide = Math.ceil(drawn.width * scale);
  const [markAt, wordAt] = locale === 'fa' ? [wide + 34, 0] : [24, 62];
  const body = `${star(markAt, 32, 22, 'currentColor')}<path transform="translate(${wordAt} ${32 - tall / 2}) scale(${scale.toFixed(4)})" fill="currentColor" d="${drawn.d}"/>`;
  return html`<svg role="img" aria-label="${name}" viewBox="0 0 ${wide + 64} 64" height="64">${raw(body)}</svg>`;
}

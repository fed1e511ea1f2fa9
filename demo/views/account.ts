import { html } from 'hono/html';
import { findProduct } from '../catalog.js';
import { count, day, price } from '../format.js';
import type { Locale } from '../locale.js';
import { memberNames } from '../members.js';
import type { NewsState, ShopOrder } from '../orders.schema.js';
import { wordsOf } from '../words.js';
import { page, type Markup, type View } from './layout.js';

/** An order, and whether the club knows its present state. */
export interface ToldOrder {
  readonly order: ShopOrder;
  readonly news: { readonly state: NewsState; readonly reason?: string };
}

/** The account: the club's elements first, then the orders. */
export function accountPage(view: View, orders: readonly ToldOrder[]): Markup {
  const { locale, session } = view;
  const words = wordsOf(locale).account;
  const body = html`<div class="wrap account">
<div class="account-head">${session.member ? memberHead(locale, memberNames[session.member][locale]) : guestHead(locale)}</div>
<section aria-labelledby="club-part"><h2 id="club-part" class="hidden">${words.clubPart}</h2>
<div class="widgets${session.member ? '' : ' short'}"><vafa-points></vafa-points><vafa-tier></vafa-tier>${session.member ? html`<vafa-points variant="stamps" hide-activity></vafa-points>` : ''}</div>
<vafa-rewards limit="3"></vafa-rewards></section>
<section aria-labelledby="orders"><h2 id="orders">${words.orders}</h2>
<div data-region="orders">${orders.length > 0 ? html`<ul class="orders">${orders.map((one) => orderRow(locale, one))}</ul>` : html`<p class="empty">${words.noOrders}</p>`}</div></section>
${session.member ? creditCard(locale) : ''}
</div>`;
  return page(view, words.title, body);
}

function creditCard(locale: Locale): Markup {
  const { credit, noCredit } = wordsOf(locale).account;
  return html`<vafa-points wallet="credit" hide-activity><h3 slot="heading">${credit}</h3><span slot="empty">${noCredit}</span></vafa-points>`;
}

function memberHead(locale: Locale, name: string): Markup {
  const words = wordsOf(locale).account;
  return html`<h1>${words.hello(name)}</h1><div class="account-actions"><a class="button quiet" href="/${locale}/sign-in">${words.switch}</a><form method="post" action="/${locale}/sign-out"><button class="button quiet">${words.signOut}</button></form></div>`;
}

function guestHead(locale: Locale): Markup {
  const words = wordsOf(locale);
  return html`<div><h1>${words.account.guest}</h1><p>${words.account.guestText}</p></div>`;
}

function stateOf(order: ShopOrder): 'placed' | 'delivered' | 'returned' {
  if (order.returnedAt) return 'returned';
  return order.deliveredAt ? 'delivered' : 'placed';
}

function orderRow(locale: Locale, { order, news }: ToldOrder): Markup {
  const words = wordsOf(locale).account;
  const state = stateOf(order);
  return html`<li class="order" data-order="${order.number}" data-state="${state}">
<div class="order-pictures">${order.lines.slice(0, 3).map((line) => html`<img src="/art/${line.slug}.svg" width="800" height="1000" alt="">`)}</div>
<div class="order-words"><h3><bdi>${words.order(order.number)}</bdi><span class="state ${state}">${words.states[state]}</span></h3>
<p>${order.lines.map((line) => `${findProduct(line.slug)?.words[locale].name ?? line.slug}${line.quantity > 1 ? ` × ${count(locale, line.quantity)}` : ''}`).join(locale === 'fa' ? '، ' : ', ')}</p>
<p class="dates">${dates(locale, order)}</p>${newsLine(locale, news)}</div>
<div class="order-total"><strong>${price(locale, order.rials)}</strong>${order.code ? html`<p class="fine">${wordsOf(locale).code.usedIn} <bdi dir="ltr" translate="no">${order.code.code}</bdi></p>` : ''}</div>
${staffControls(locale, order, state)}
</li>`;
}

function dates(locale: Locale, order: ShopOrder): string {
  const words = wordsOf(locale).account;
  const parts = [`${words.placed} ${day(locale, order.placedAt)}`];
  if (order.deliveredAt) parts.push(`${words.delivered} ${day(locale, order.deliveredAt)}`);
  if (order.returnedAt) parts.push(`${words.returned} ${day(locale, order.returnedAt)}`);
  return parts.join(' · ');
}

function newsLine(locale: Locale, news: ToldOrder['news']): Markup | '' {
  const words = wordsOf(locale).account;
  if (news.state === 'waiting') return html`<p class="care">${words.waiting}</p>`;
  if (news.state === 'refused') return html`<p class="care">${words.refused(news.reason ?? '')}</p>`;
  return '';
}

function staffControls(locale: Locale, order: ShopOrder, state: ReturnType<typeof stateOf>): Markup | '' {
  if (state === 'returned') return '';
  const words = wordsOf(locale).account;
  const button = (action: string, text: string) =>
    html`<form method="post" action="/${locale}/orders/${order.id}/${action}" data-live><button class="button staff-button">${text}<span class="hidden"> – ${words.order(order.number)}</span></button></form>`;
  return html`<div class="staff" role="group" aria-label="${words.staff}: ${words.staffText}"><p><strong>${words.staff}</strong> ${words.staffText}</p>
${state === 'placed' ? button('delivered', words.deliver) : ''}${button('returned', words.giveBack)}</div>`;
}

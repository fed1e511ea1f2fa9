import { html } from 'hono/html';
import { memberIds, memberNames, type MemberId } from '../members.js';
import { wordsOf } from '../words.js';
import { clubFacts } from './home.js';
import { page, type Markup, type View } from './layout.js';

/** The sign-in page: choose a customer, or stay a guest. */
export function signInPage(view: View): Markup {
  const words = wordsOf(view.locale).signIn;
  const body = html`<div class="wrap narrow"><h1>${words.title}</h1><p class="lede">${words.text}</p>
<ul class="people">${memberIds.map((id) => person(view, id))}
<li><div><h2>${words.guest}</h2><p>${words.guestText}</p></div><form method="post" action="/${view.locale}/sign-out"><button class="button quiet">${words.guest}</button></form></li></ul></div>`;
  return page(view, wordsOf(view.locale).nav.signIn, body);
}

function person({ locale, session }: View, id: MemberId): Markup {
  const words = wordsOf(locale);
  const name = memberNames[id][locale];
  const action =
    session.member === id
      ? html`<p class="current">${words.signIn.current}</p>`
      : html`<form method="post" action="/${locale}/sign-in"><input type="hidden" name="member" value="${id}"><button class="button">${words.signIn.as(name)}</button></form>`;
  return html`<li><div><h2>${name}</h2><p>${words.members[id]}</p></div>${action}</li>`;
}

/** How the club counts, and its terms. */
export function clubPage(view: View): Markup {
  const { club } = wordsOf(view.locale);
  const body = html`<div class="wrap narrow"><h1>${club.title}</h1><p class="lede">${club.text}</p>${clubFacts(view.locale)}
<h2 id="terms">${club.terms}</h2><ol class="terms">${club.termsText.map((term) => html`<li>${term}</li>`)}</ol>
<a class="button" href="/${view.locale}/account">${club.action}</a></div>`;
  return page(view, club.title, body);
}

/** What an address without a page answers. */
export function missingPage(view: View): Markup {
  const { missing } = wordsOf(view.locale);
  const body = html`<div class="wrap narrow missing"><h1>${missing.title}</h1><p class="lede">${missing.text}</p><a class="button" href="/${view.locale}">${missing.home}</a></div>`;
  return page(view, missing.title, body);
}

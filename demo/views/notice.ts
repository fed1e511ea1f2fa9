import { html } from 'hono/html';
import { findProduct } from '../catalog.js';
import type { Notice } from '../session.js';
import { wordsOf } from '../words.js';
import type { Markup, View } from './layout.js';

/** The sentence after an action, and where to go from it; nothing when there is nothing to say. */
export function noticeBar(view: View): Markup | '' {
  // Why a code was refused stands where it was typed.
  if (!view.notice || view.notice.kind === 'code_refused') return '';
  const { text, kind, link } = tell(view, view.notice);
  return html`<div class="notice ${kind}"><p>${text}</p>${link ? html`<a href="/${view.locale}${link.to}">${link.text}</a>` : ''}</div>`;
}

interface Told {
  readonly text: string;
  readonly kind: 'good' | 'care';
  readonly link?: { readonly to: string; readonly text: string };
}

function tell(view: View, notice: Exclude<Notice, { kind: 'code_refused' }>): Told {
  const words = wordsOf(view.locale).notice;
  switch (notice.kind) {
    case 'added': {
      const name = findProduct(notice.slug)?.words[view.locale].name ?? notice.slug;
      return { text: words.added(name), kind: 'good', link: { to: '/cart', text: words.toCart } };
    }
    case 'changed':
      return { text: words.changed, kind: 'good' };
    case 'code_taken':
      return { text: words.codeTaken, kind: 'good' };
    case 'code_removed':
      return { text: words.codeRemoved, kind: 'good' };
    case 'new_total':
      return { text: words.newTotal, kind: 'care' };
    case 'placed':
    case 'delivered':
    case 'returned':
      return orderNotice(view, notice);
    default:
      return notice satisfies never;
  }
}

function orderNotice(view: View, notice: Extract<Notice, { number: string }>): Told {
  const words = wordsOf(view.locale).notice;
  const link = view.path === '/account' ? undefined : { to: '/account', text: words.toOrders };
  const first = words[notice.kind](isolate(notice.number));
  switch (notice.news) {
    case 'told':
      return { text: `${first} ${words.points[notice.kind]}`, kind: 'good', link };
    case 'waiting':
      return { text: `${first} ${words.waiting}`, kind: 'care', link };
    case 'refused':
      return { text: `${first} ${words.refused}`, kind: 'care', link };
    case 'none':
      return { text: notice.kind === 'placed' ? `${first} ${words.guest}` : first, kind: 'good', link };
    default:
      return notice.news satisfies never;
  }
}

/** An order number keeps its own direction inside a Persian sentence. */
function isolate(number: string): string {
  return `\u2066${number}\u2069`;
}

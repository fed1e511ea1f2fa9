import { html, render } from 'lit';
import type { LocaleController } from '../../src/controllers/locale.js';
import type { Activity } from '../../src/domain/activity.js';
import { drawRows } from '../../src/elements/points/history-rows.js';
import { rowStyles } from '../../src/elements/points/rows.styles.js';
import { base } from '../../src/styles/base.js';
import { VafaElement } from '../../src/elements/element.js';

/** The page of the bench: a history of many lines, drawn as the kit draws it, and by hand as a list of which only what is in sight exists. */

const rowHeight = 64;

function lines(count: number): Activity[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `line-${at}`,
    at: new Date(Date.UTC(2026, 0, 1) - at * 3_600_000).toISOString(),
    kind: 'earn',
    delta: (at % 900) + 1,
    unit: { id: 'points', kind: 'points', decimals: 0, one: 'point', other: 'points' },
    state: 'approved',
    title: `Order ${10_000 - at}`,
  }));
}

class BenchList extends VafaElement {
  readonly words = this.locale;
}

/** Where a list is drawn: a box of 600 px that scrolls. */
function box(): { host: HTMLElement; root: ShadowRoot; words: LocaleController } {
  const host = document.createElement('bench-list');
  if (!(host instanceof BenchList)) throw new Error('The element of the bench is not known.');
  host.style.cssText = 'display:block;inline-size:360px;block-size:600px;overflow:auto';
  document.body.append(host);
  const inner = document.createElement('div');
  const root = inner.attachShadow({ mode: 'open' });
  const sheets = [base.styleSheet, rowStyles.styleSheet].filter((sheet) => sheet !== undefined);
  root.adoptedStyleSheets.push(...sheets);
  host.renderRoot.append(inner);
  return { host, root, words: host.words };
}

async function frame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Draws, scrolls through in twenty steps, adds a line on top, and goes away. */
async function live(host: HTMLElement, draw: (items: readonly Activity[]) => void, items: readonly Activity[]): Promise<void> {
  draw(items);
  await frame();
  for (let step = 1; step <= 20; step++) {
    host.scrollTop = (host.scrollHeight * step) / 20;
    await frame();
  }
  host.scrollTop = 0;
  draw([{ ...items[0], id: 'new', title: 'Order new' } as Activity, ...items]);
  await frame();
  host.remove();
}

async function kit(items: readonly Activity[]): Promise<void> {
  const { host, root, words } = box();
  const card = document.createElement('section');
  card.className = 'card';
  root.append(card);
  await live(host, (all) => render(html`${drawRows(words, all)}`, card), items);
}

/** By hand: a spacer as tall as all lines, and the lines in sight on top of it. */
async function byHand(items: readonly Activity[]): Promise<void> {
  const { host, root, words } = box();
  const card = document.createElement('section');
  card.className = 'card';
  const list = document.createElement('ul');
  list.style.position = 'relative';
  card.append(list);
  root.append(card);
  let all = items;
  const show = (): void => {
    list.style.height = `${all.length * rowHeight}px`;
    const first = Math.max(0, Math.floor(host.scrollTop / rowHeight) - 4);
    list.replaceChildren(...all.slice(first, first + 20).map((item, at) => row(words, item, first + at)));
  };
  host.addEventListener('scroll', show);
  await live(host, (next) => ((all = next), show()), items);
}

function row(words: LocaleController, item: Activity, at: number): HTMLElement {
  const line = document.createElement('li');
  line.className = 'row';
  line.style.cssText = `position:absolute;inset-inline:0;block-size:${rowHeight}px;transform:translateY(${at * rowHeight}px)`;
  const [title, delta, facts] = [document.createElement('bdi'), document.createElement('span'), document.createElement('span')];
  title.textContent = item.title;
  delta.className = 'delta strong';
  delta.textContent = words.amount(item.unit, item.delta, true);
  facts.className = 'note';
  facts.textContent = words.date(item.at);
  line.append(title, delta, facts);
  return line;
}

customElements.define('bench-list', BenchList);
const made = new Map<number, Activity[]>();
const itemsOf = (count: number): Activity[] => made.get(count) ?? (made.set(count, lines(count)), itemsOf(count));

Object.assign(window, {
  bench: (name: 'kit' | 'hand', count: number) => (name === 'kit' ? kit : byHand)(itemsOf(count)),
});

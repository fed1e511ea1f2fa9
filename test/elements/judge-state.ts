import { expect } from '@open-wc/testing';
import { hostile } from '../../stories/clubs.js';
import { arrive, get, put, type Stage, type State, type Tag } from '../../stories/stage.js';
import type { Promised } from './documented.js';
import { pseudo } from './pseudo.js';
import { engine, findings, leave, listening, looks, plain, room, said, still, type Look } from './support.js';

/** What was seen of an element over all its states. */
export interface Seen {
  readonly parts: Set<string>;
  readonly slots: Set<string>;
  readonly states: Set<string>;
  readonly events: Set<string>;
}

/** Judges one state in every look. */
export function judgeState(tag: Tag, state: State, promised: Promised, seen: Seen): void {
  listening();
  for (const look of looks) describe(`in ${look.locale}, ${look.theme}`, () => judgeLook(tag, state, look, promised, seen));
  it('says nothing but the catalogue and the club’s own words', async () => {
    const { words, place } = pseudo();
    const stage = await arrive(put(tag, state, { into: room(), ...place }));
    expect(words.foreign(stage.element)).to.deep.equal([]);
    if (state.shows !== 'loading') expect(words.marked(stage.element)).to.equal(true);
    leave();
  });
  it('measures the same whatever the page lets flow in', async () => {
    expect(await measures(tag, state, true)).to.deep.equal(await measures(tag, state, false));
  });
}

function judgeLook(tag: Tag, state: State, look: Look, promised: Promised, seen: Seen): void {
  let stage: Stage;
  let inside: HTMLElement;
  before(async () => {
    inside = room(look);
    for (const name of promised.events) inside.addEventListener(name, () => seen.events.add(name));
    stage = await arrive(put(tag, state, { into: inside }));
    still(stage.element);
    note(stage.element, promised, seen);
  });
  after(leave);

  it('says what is so and what now', () => {
    const text = said(stage.element);
    for (const sentence of state.says[look.locale]) expect(text).to.include(plain(sentence));
  });

  it('shows nothing that is none of a member’s business', () => {
    const text = [said(stage.element), ...attributeTexts(stage.element)].join(' ').replaceAll(hostile.markup, '');
    expect(text).not.to.match(/undefined|NaN|\[object|\bnull\b|Infinity|Invalid Date|\{\w+\}/);
  });

  it('draws no markup from texts', () => {
    expect(stage.element.shadowRoot?.querySelectorAll('script, img:not(.mark img), b')).to.have.lengthOf(0);
    expect('hacked' in window).to.equal(false);
  });

  it('speaks its language on the card, and leaves the host as the page wrote it', () => {
    const card = get(stage.element, '.card');
    expect([card.lang, card.dir]).to.deep.equal([look.locale, look.locale === 'fa' ? 'rtl' : 'ltr']);
    expect(getComputedStyle(card).direction).to.equal(card.dir);
    expect(stage.element.getAttributeNames()).to.deep.equal(Object.keys(state.attributes ?? {}));
  });

  it('stays within 320 pixels', () => {
    expect(inside.scrollWidth).to.be.at.most(inside.clientWidth);
  });

  it('reads in lines, not letter by letter', () => {
    expect(squeezed(stage.element)).to.deep.equal([]);
  });

  it('stands on its own surface in the page’s scheme', () => {
    expect(get(stage.element, '.card').dataset['scheme']).to.equal(look.theme);
  });

  it('passes axe', async function () {
    // axe reads one pixel at a time; the other engines run this through remote control on two cores.
    this.timeout(engine === 'chromium' ? 15_000 : 60_000);
    expect(await findings(inside)).to.deep.equal([]);
  });
}

/** What can be read of an element besides its text. */
function attributeTexts(element: Element): string[] {
  const names = ['aria-label', 'aria-valuetext', 'aria-description', 'alt', 'title', 'href'];
  return [...(element.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((each) => names.flatMap((name) => each.getAttribute(name) ?? []));
}

/** Texts of which a line holds less than a word. */
function squeezed(element: Element): string[] {
  const leaves = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.card *') ?? [])].filter((each) => each.childElementCount === 0);
  return leaves.flatMap((leaf) => {
    const text = leaf.textContent?.trim() ?? '';
    const range = document.createRange();
    range.selectNodeContents(leaf);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    return text.length > 12 && lines > 1 && text.length / lines < 6 ? [text] : [];
  });
}

/** Keeps what is seen for the judgement over all states. */
function note(element: Element, promised: Promised, seen: Seen): void {
  for (const each of element.shadowRoot?.querySelectorAll('[part]') ?? []) each.part.forEach((part) => seen.parts.add(part));
  for (const slot of element.shadowRoot?.querySelectorAll('slot') ?? []) seen.slots.add(slot.name);
  for (const name of promised.states) if (element.matches(`:state(${name})`)) seen.states.add(name);
}

const flowing = `letter-spacing: 4px; word-spacing: 9px; text-transform: uppercase; text-align: end; line-height: 4; text-indent: 30px;
  white-space: pre; word-break: break-all; font-weight: 900; font-style: italic; font-variant: small-caps; font-stretch: expanded;
  text-wrap: nowrap; hyphens: auto; tab-size: 9; list-style: square inside; border-spacing: 9px; cursor: help; text-shadow: 3px 3px red;`;

/** Where everything in the card stands, on a page that lets a lot flow in, or nothing. */
async function measures(tag: Tag, state: State, rough: boolean): Promise<string[]> {
  const inside = room();
  if (rough) {
    inside.style.cssText += flowing;
    document.documentElement.style.fontSize = '62.5%';
  }
  const { element } = await arrive(put(tag, state, { into: inside }));
  still(element);
  const origin = element.getBoundingClientRect();
  // What has no box, such as a slot, is nowhere: it would measure how far the page has scrolled.
  const drawn = [...(element.shadowRoot?.querySelectorAll('.card, .card *') ?? [])].filter((each) => each.getClientRects().length > 0);
  const found = drawn.map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return `${each.localName}.${each.getAttribute('class')?.trim() ?? ''} ${[x - origin.x, y - origin.y, width, height].map(Math.round).join()}`;
  });
  leave();
  document.documentElement.style.fontSize = '';
  return found;
}

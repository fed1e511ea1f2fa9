import type { PortalAdapter } from '../../src/adapters/port.js';
import { withSnapshot } from '../../src/adapters/snapshot.js';
import { address } from '../../stories/sign-in.states.js';
import { wholeEnglish } from '../english.js';
import type { Place } from '../../stories/stage.js';

/** Judges texts against what may be said. */
export interface PseudoWords {
  /** Texts that come neither from the catalogue nor from the club. */
  foreign(element: Element): string[];
  /** Whether anything of the catalogue is there. */
  marked(element: Element): boolean;
}

/**
 * A language in which every message of the catalogue stands in brackets. It calls itself Japanese, of which the kit
 * has no catalogue and in which numbers and dates hold no Latin letter.
 */
export function pseudo(): { words: PseudoWords; place: Omit<Place, 'into'> } {
  const ja = Object.fromEntries(Object.entries(wholeEnglish).map(([key, message]) => [key, `⟦${message}⟧`]));
  // What a member typed is theirs.
  const data = new Set([address]);
  const words: PseudoWords = {
    foreign: (element) => textsOf(element).filter((text) => /[A-Za-z\u0600-\u06ff]/.test(without(text, data))),
    marked: (element) => textsOf(element).some((text) => text.includes('⟦')),
  };
  return { words, place: { config: { locale: 'ja', messages: { ja } }, wrap: (adapter) => keeping(adapter, data) } };
}

function textsOf(element: Element): string[] {
  const found: string[] = [];
  const root = element.shadowRoot ?? element;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.parentElement?.localName !== 'style') found.push(walker.currentNode.textContent ?? '');
  for (const each of root.querySelectorAll('*')) {
    for (const name of ['aria-label', 'aria-valuetext', 'aria-description', 'alt', 'title', 'placeholder']) found.push(each.getAttribute(name) ?? '');
  }
  return found.filter((text) => text.trim());
}

/** What is left of a text without messages and the club's words. */
function without(text: string, data: ReadonlySet<string>): string {
  let left = text;
  for (const word of [...data].sort((a, b) => b.length - a.length)) left = left.replaceAll(word, '');
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  return left;
}

/** Keeps every text the club answers with. */
function keeping(adapter: PortalAdapter, data: Set<string>): PortalAdapter {
  const whole = withSnapshot(adapter);
  return {
    ...whole,
    async snapshot(includes, call) {
      const answer = await whole.snapshot(includes, call);
      for (const part of answer.parts) if ('data' in part) collect(part.data, data);
      return answer;
    },
    async redeem(input, call) {
      const written = await (whole.redeem?.(input, call) ?? Promise.reject());
      collect(written, data);
      return written;
    },
  };
}

/** The members of an answer that a person reads; ids and kinds are none of them. */
const readable: readonly string[] = ['name', 'title', 'one', 'other', 'label', 'description', 'gives', 'why', 'number', 'where', 'conditions', 'note', 'unlock', 'code'];

function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    const texts = Array.isArray(each) ? each.filter((item) => typeof item === 'string') : typeof each === 'string' ? [each] : [];
    if (readable.includes(name)) for (const text of texts) into.add(text);
    collect(each, into);
  }
}

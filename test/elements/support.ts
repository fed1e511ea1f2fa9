import 'axe-core/axe.min.js';
import { expect } from '@open-wc/testing';
import { arrive, put, type Place, type Stage, type State, type Tag } from '../../stories/stage.js';

/** The browser that runs the tests. */
export const engine = document.querySelector('meta[name=vafa-engine]')?.getAttribute('content') ?? 'chromium';

/** How the page around an element looks. */
export interface Look {
  readonly locale: 'en' | 'fa';
  readonly theme: 'light' | 'dark';
}

/** The looks every state is judged in: together they hold both languages, directions and schemes. */
export const looks: readonly Look[] = [
  { locale: 'en', theme: 'light' },
  { locale: 'fa', theme: 'dark' },
];

const rooms: HTMLElement[] = [];

/** A page for an element: language, direction, colours, and the width of a small phone. */
export function room({ locale, theme }: Look = { locale: 'en', theme: 'light' }): HTMLElement {
  const made = document.createElement('main');
  made.lang = locale;
  made.dir = locale === 'fa' ? 'rtl' : 'ltr';
  // Positioned, so that whatever sticks out is its overflow.
  made.style.cssText = `position: relative; inline-size: 320px; overflow-x: auto; font: 16px/1.4 sans-serif; color-scheme: ${theme};`;
  made.style.background = theme === 'dark' ? '#101114' : '#fff';
  made.style.color = theme === 'dark' ? '#f1f2f4' : '#1a1c20';
  document.body.append(made);
  rooms.push(made);
  return made;
}

/** Empties the page. */
export function leave(): void {
  for (const each of rooms.splice(0)) each.remove();
}

/** Puts a state in a room and waits until it is there. */
export function enter(tag: Tag, state: State, look?: Look, place: Omit<Place, 'into'> = {}): Promise<Stage> {
  return arrive(put(tag, state, { into: room(look), ...place }));
}

/** Expects that nothing is written to the console, by Lit or anybody else; a failed call, and a gateway without codes, is named there for developers. */
export function listening(): void {
  const { warn, error } = console;
  let lines: string[] = [];
  const keep = (...words: unknown[]): void => {
    const line = words.map(String).join(' ');
    if (!/^vafa: (a call failed|<vafa-sign-in> cannot send codes)/.test(line)) lines.push(line);
  };
  beforeEach(() => {
    lines = [];
    Object.assign(console, { warn: keep, error: keep });
  });
  afterEach(() => {
    Object.assign(console, { warn, error });
    expect(lines, 'the console').to.deep.equal([]);
  });
}

/** The text of an element as it is read: without isolates and marks, with plain spaces. */
export function said(element: Element): string {
  return plain(element.shadowRoot?.querySelector('.card')?.textContent ?? '');
}

/** A text without what cannot be seen. */
export function plain(text: string): string {
  return text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '').replace(/\s+/g, ' ').trim();
}

/** Brings every movement to its end, so that places can be measured and colours judged. */
export function still(element: Element): void {
  for (const animation of element.shadowRoot?.getAnimations() ?? []) {
    try {
      animation.finish();
    } catch {
      // One without an end.
      animation.cancel();
    }
  }
}

declare const axe: typeof import('axe-core');

/** What axe finds in a room, in words. Rules about whole pages are left out. */
export async function findings(inside: Element): Promise<string[]> {
  const off = Object.fromEntries(['region', 'page-has-heading-one', 'landmark-one-main'].map((rule) => [rule, { enabled: false }]));
  const modal = [...inside.querySelectorAll('*')].map((each) => each.shadowRoot?.querySelector('dialog:modal')).find(Boolean);
  // A dialog that is taller than the window has scrolled to what has the focus.
  modal?.scrollTo(0, 0);
  const { violations, incomplete } = await axe.run(inside, { rules: off, resultTypes: ['violations', 'incomplete'], elementRef: true });
  // What lies behind a dialog is half covered by it and inert: nobody reads it now.
  const readable = ({ element }: { element?: Element }): boolean => !modal || !element || modal.contains(element);
  const unsure = incomplete
    .filter(({ id }) => id === 'color-contrast')
    .map((finding) => ({ ...finding, nodes: finding.nodes.filter(readable) }))
    .filter(({ nodes }) => nodes.length > 0);
  return [...violations, ...unsure].map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join()}`).join('; ')})`);
}

/** Waits until the browser has drawn a few times, for things that must not happen. */
export async function frames(count = 3): Promise<void> {
  for (let at = 0; at < count; at++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

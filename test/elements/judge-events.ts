import { expect } from '@open-wc/testing';
import { arrive, get, put, showing, until, type Stage, type State, type Tag } from '../../stories/stage.js';
import { enter, frames, leave, listening, room, said } from './support.js';
import type { Example } from './widget-contract.js';

type Named = (name: string) => State;

/** Judges the events of an element: what they ask, what they tell. */
export function judgeEvents(tag: Tag, named: Named): void {
  listening();
  afterEach(leave);
  judgeJoining(tag, named);

  it('asks before a guest leaves to sign in, and stays where the page does it', async () => {
    const { element } = await enter(tag, named('guest'));
    location.hash = '';
    const link = get(element, 'a[part~=action]');
    const asked: Event[] = [];
    element.parentElement?.addEventListener('vafa-sign-in-request', (event) => (asked.push(event), event.preventDefault()), { once: true });
    link.click();
    expect(asked.map(({ bubbles, composed, cancelable }) => [bubbles, composed, cancelable])).to.deep.equal([[true, true, true]]);
    await frames();
    expect(location.hash).to.equal('');
    link.click();
    await until(() => location.hash === '#sign-in', 'the page to sign in');
    location.hash = '';
  });

  it('has no way to sign in where the page says none', async () => {
    const { element } = await enter(tag, named('guest, no address to sign in'));
    expect(element.shadowRoot?.querySelectorAll('a, button')).to.have.lengthOf(0);
  });

  it('tells of a failure with its kind, once', async () => {
    const inside = room();
    const kinds: string[] = [];
    inside.addEventListener('vafa-load-failed', ({ kind }) => kinds.push(kind));
    await arrive(put(tag, named('failed: timeout'), { into: inside }));
    await frames();
    expect(kinds).to.deep.equal(['timeout']);
  });

  it('asks again at a click, and shows what it gets', async () => {
    const { element, club } = await enter(tag, named('failed: unavailable'));
    club.knobs.fail = undefined;
    get(element, 'button[part~=action]').click();
    await showing(element, 'ready');
  });

  it('has no button that would not help', async () => {
    for (const name of ['failed: rate limited', 'failed: forbidden', 'failed: unsupported', 'membership paused', 'not enrolled, the club takes nobody now']) {
      const { element } = await enter(tag, named(name));
      expect(element.shadowRoot?.querySelectorAll('a, button'), name).to.have.lengthOf(0);
      leave();
    }
  });
}

function joinButton({ element }: Stage): HTMLElement {
  return get(element, 'button[part~=action]');
}

function judgeJoining(tag: Tag, named: Named): void {
  it('joins with one request however fast one clicks, and tells the page', async () => {
    const inside = room();
    const told: string[] = [];
    for (const name of ['vafa-join-request', 'vafa-member-joined']) inside.addEventListener(name, () => told.push(name));
    let asked = 0;
    const stage = await arrive(put(tag, named('not enrolled'), { into: inside, wrap: (adapter) => ({ ...adapter, join: (...call) => (asked++, adapter.join?.(...call) ?? Promise.reject()) }) }));
    for (let click = 0; click < 5; click++) joinButton(stage).click();
    await showing(stage.element, 'ready');
    await until(() => told.length > 1, 'the news of joining');
    expect(asked).to.equal(1);
    expect(told).to.deep.equal(['vafa-join-request', 'vafa-member-joined']);
  });

  it('leaves joining to a page that does it itself', async () => {
    let asked = 0;
    const stage = await enter(tag, named('not enrolled'), undefined, { wrap: (adapter) => ({ ...adapter, join: () => (asked++, Promise.reject()) }) });
    stage.element.addEventListener('vafa-join-request', (event) => event.preventDefault());
    joinButton(stage).click();
    await frames();
    expect(asked).to.equal(0);
    expect(joinButton(stage).getAttribute('aria-disabled')).to.equal('false');
  });

  it('can try to join again after a failure', async () => {
    const stage = await enter(tag, named('joining failed'));
    stage.club.knobs.fail = undefined;
    joinButton(stage).click();
    await showing(stage.element, 'ready');
  });
}

/** Judges how news reach somebody who looks, somebody who listens, and somebody whose page is being translated. */
export function judgeNews(tag: Tag, { state, change, before, after }: Example): void {
  listening();
  afterEach(leave);

  it('follows a change at the shop without being asked', async () => {
    const { element, club } = await enter(tag, state);
    expect(said(element)).to.include(before);
    change(club);
    await until(() => said(element).includes(after), after);
    expect(said(element)).not.to.include(before);
  });

  it('says the news once, in one live region that stands there from the start', async () => {
    const { element, club } = await enter(tag, state);
    const region = get(element, '[role=status]');
    expect(region.textContent).to.equal('');
    const news: string[] = [];
    const observer = new MutationObserver(() => news.push(region.textContent ?? ''));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    change(club);
    await until(() => news.length > 0, 'news');
    await frames();
    observer.disconnect();
    expect(news).to.have.lengthOf(1);
    expect(get(element, '[role=status]')).to.equal(region);
    expect(element.shadowRoot?.querySelectorAll('[role=status], [aria-live]')).to.have.lengthOf(1);
  });

  it('shows the new number on a page that a translator has rewritten', async () => {
    const { element, club } = await enter(tag, state);
    translate(element);
    expect(said(element)).to.include(before);
    change(club);
    await until(() => said(element).includes(after), after);
    expect(said(element)).not.to.include(before);
  });
}

/** Does to the texts of an element what translators built into browsers do. */
function translate({ shadowRoot }: Element): void {
  if (!shadowRoot) return;
  const texts: Node[] = [];
  const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.textContent?.trim()) texts.push(walker.currentNode);
  for (const text of texts) {
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    inner.textContent = text.textContent;
    outer.append(inner);
    text.parentNode?.replaceChild(outer, text);
  }
}

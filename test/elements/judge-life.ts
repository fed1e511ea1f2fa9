import { expect } from '@open-wc/testing';
import type { Call, PortalAdapter } from '../../src/adapters/port.js';
import { withSnapshot } from '../../src/adapters/snapshot.js';
import { page } from '../../src/client/page.js';
import { arrive, get, put, settingsOf, showing, until, type State, type Tag } from '../../stories/stage.js';
import { documented } from './documented.js';
import { enter, frames, leave, listening, room, said } from './support.js';
import type { Example } from './widget-contract.js';

let tags = 0;

/** Judges an element through everything a page does to its nodes. */
export function judgeLife(tag: Tag, example: Example, named: (name: string) => State): void {
  listening();
  afterEach(leave);
  const { state, change, before } = example;
  judgeMoves(tag, example);
  judgeOrder(tag, example);

  it('keeps two members apart', async () => {
    const inside = room();
    const one = await arrive(put(tag, state, { into: inside }));
    const other = await arrive(put(tag, named('not enrolled'), { into: inside }));
    expect(said(one.element)).to.include(before);
    expect(said(other.element)).not.to.include(before);
    other.provider.refresh();
    await frames();
    expect(said(one.element)).to.include(before);
  });

  it('forgets the member when the page says that nobody is here', async () => {
    const { element, provider } = await enter(tag, state);
    provider.identify(null);
    await showing(element, 'guest');
    expect(said(element)).not.to.include(before);
  });

  it('says nothing any more of a member who is gone', async () => {
    const { element, provider, club } = await enter(tag, state);
    const region = get(element, '[role=status]');
    change(club);
    await until(() => region.textContent, 'news');
    provider.identify(null);
    await showing(element, 'guest');
    expect(region.textContent).to.equal('');
  });

  it('ends its request when it is taken away', async () => {
    const { calls, wrap } = hanging();
    const { element } = put(tag, state, { into: room(), wrap });
    await until(() => calls.length > 0, 'a request');
    expect(calls[0]?.signal?.aborted).to.equal(false);
    element.remove();
    await until(() => calls[0]?.signal?.aborted, 'the end of the request');
  });

  it('ends its request when its club is taken away', async () => {
    const { calls, wrap } = hanging();
    const { provider } = put(tag, state, { into: room(), wrap });
    await until(() => calls.length > 0, 'a request');
    provider.remove();
    await until(() => calls[0]?.signal?.aborted, 'the end of the request');
  });

  it('asks in one request for all that is on the page at once', async () => {
    const { calls, wrap } = counting();
    const { element, provider } = put(tag, state, { into: room(), wrap });
    provider.append(document.createElement('vafa-points'), document.createElement('vafa-tier'));
    await showing(element, 'ready');
    expect(calls).to.have.lengthOf(1);
  });

  it('asks for nothing while nobody can see it', async () => {
    const { calls, wrap } = counting();
    const inside = room();
    inside.style.marginBlockStart = '5000px';
    put(tag, state, { into: inside, wrap });
    await frames(12);
    expect(calls).to.have.lengthOf(0);
    inside.style.marginBlockStart = '';
    await until(() => calls.length === 1, 'a request');
  });
}

function judgeMoves(tag: Tag, { state, change, before, after }: Example): void {
  it('is moved without asking again', async () => {
    const { calls, wrap } = counting();
    const { element, provider } = await enter(tag, state, undefined, { wrap });
    const place = document.createElement('div');
    provider.append(place);
    place.append(element);
    provider.parentElement?.prepend(provider);
    await frames(6);
    expect(calls).to.have.lengthOf(1);
    expect(said(element)).to.include(before);
  });

  it('is taken away and put back, and follows on', async () => {
    const { element, provider, club } = await enter(tag, state);
    element.remove();
    await frames();
    provider.append(element);
    await showing(element, 'ready');
    change(club);
    await until(() => said(element).includes(after), after);
  });

  it('is cloned and imported', async () => {
    const { element, provider } = await enter(tag, state);
    const template = document.createElement('template');
    template.innerHTML = `<${tag}></${tag}>`;
    const copies = [element.cloneNode(true), document.importNode(template.content, true).firstElementChild];
    for (const copy of copies) {
      if (!(copy instanceof HTMLElement)) throw new Error('No copy was made.');
      provider.append(copy);
      // What is not in sight waits to be seen.
      copy.scrollIntoView();
      await showing(copy, 'ready');
      expect(said(copy)).to.equal(said(element));
    }
  });
}

function judgeOrder(tag: Tag, { state, before }: Example): void {
  it('is made before it has a club', async () => {
    const element = document.createElement(tag);
    const { provider } = await enter(tag, state);
    provider.append(element);
    await showing(element, 'ready');
    expect(said(element)).to.include(before);
  });

  it('goes over to a provider that becomes known after it', async () => {
    // Until then it belongs to the page's own club, in which nobody is signed in.
    const { adapter, api } = settingsOf({ club: state.scene().club, asGuest: true });
    page.configure({ adapter, api, getToken: () => null });
    const late = `late-provider-${++tags}`;
    const provider = document.createElement(late);
    const element = document.createElement(tag);
    provider.append(element);
    room().append(provider);
    await showing(element, 'guest');
    Object.assign(provider, { config: settingsOf(state.scene()) });
    customElements.define(late, class extends (customElements.get('vafa-provider') ?? HTMLElement) {});
    await showing(element, 'ready');
    expect(said(element)).to.include(before);
    page.configure({ adapter: undefined, api: undefined, getToken: undefined });
  });

  it('keeps a property that was set before it was known', async () => {
    const { provider } = await enter(tag, state);
    const late = `late-${tag}-${++tags}`;
    const element = document.createElement(late);
    const [name = ''] = documented[tag].attributes;
    Object.assign(element, { [name]: 'another' });
    provider.append(element);
    customElements.define(late, class extends (customElements.get(tag) ?? HTMLElement) {});
    await showing(element, 'empty');
    expect(Reflect.get(element, name)).to.equal('another');
  });
}

/** Counts what is asked of a club. */
function counting(): { calls: Call[]; wrap: (adapter: PortalAdapter) => PortalAdapter } {
  const calls: Call[] = [];
  return {
    calls,
    wrap(adapter) {
      const whole = withSnapshot(adapter);
      return { ...whole, snapshot: (includes, call = {}) => (calls.push(call), whole.snapshot(includes, call)) };
    },
  };
}

/** A club that never answers. */
function hanging(): { calls: Call[]; wrap: (adapter: PortalAdapter) => PortalAdapter } {
  const calls: Call[] = [];
  return { calls, wrap: (adapter) => ({ ...adapter, snapshot: (_, call = {}) => (calls.push(call), new Promise(() => undefined)) }) };
}

import { expect } from '@open-wc/testing';
import { codesAt, rightCode, session, welcoming } from '../../stories/codes.js';
import { ask, submit } from '../../stories/sign-in.states.js';
import { get, showing, until } from '../../stories/stage.js';
import { button, enterAt, field, focused, keptOf, pointsAt, signIn } from './sign-in-support.js';
import { leave, listening, said } from './support.js';

const tag = 'vafa-sign-in';

describe(`a member who signed in by <${tag}>`, () => {
  listening();
  afterEach(leave);

  it('is told to the page, without anything of theirs, and shown by every element at once', async () => {
    const codes = codesAt();
    const told: Event[] = [];
    document.addEventListener('vafa-member-signed-in', (event) => told.push(event), { once: true });
    const stage = await signIn(codes);
    await until(() => told.length === 1, 'the event');
    expect(Object.keys(told[0] ?? {}).filter((key) => key !== 'isTrusted')).to.deep.equal([]);
    expect(said(stage.element)).to.include('You are signed in as Sara.');
    expect(focused(stage)).to.equal('');
    expect(stage.element.shadowRoot?.activeElement).to.equal(get(stage.element, 'section'));
    expect(keptOf(codes)).to.deep.equal([session, '']);
    expect(get(stage.element, '[role=status]').textContent).to.equal('You are signed in.');
  });

  it('is here on the next page, also on one without the element', async () => {
    const codes = codesAt();
    await signIn(codes);
    leave();
    const points = pointsAt(codes);
    await showing(points.element, 'ready');
    await showing(enterAt(codes).element, 'ready');
  });

  it('is gone from every element and tab after signing out', async () => {
    const codes = codesAt();
    const stage = await signIn(codes);
    const elsewhere = pointsAt(codes);
    await showing(elsewhere.element, 'ready');
    const told: Event[] = [];
    document.addEventListener('vafa-member-signed-out', (event) => told.push(event), { once: true });
    button(stage, 'Sign out').click();
    await showing(stage.element, 'guest');
    await showing(elsewhere.element, 'guest');
    await until(() => told.length === 1, 'the event');
    expect(keptOf(codes)).to.deep.equal(['', '']);
    expect(field(stage).value).to.equal('');
    expect(stage.element.shadowRoot?.activeElement).to.equal(get(stage.element, 'section'));
  });

  it('is forgotten by the page’s own word, too', async () => {
    const codes = codesAt();
    const stage = await signIn(codes);
    stage.provider.identify(null);
    expect(keptOf(codes)).to.deep.equal(['', '']);
    await showing(stage.element, 'guest');
  });

  it('is a guest once the session has ended', async () => {
    for (const status of [401, 422]) {
      const codes = codesAt(() => [status, { kind: 'unauthenticated' }]);
      sessionStorage.setItem(`vafa:${codes.api}`, 'an-old-session');
      await showing(enterAt(codes).element, 'guest');
      expect(keptOf(codes)).to.deep.equal(['', '']);
      leave();
    }
  });

  it('is kept while the gateway only cannot be reached', async () => {
    const codes = codesAt(() => [503, { kind: 'unavailable' }]);
    sessionStorage.setItem(`vafa:${codes.api}`, session);
    const stage = enterAt(codes);
    await showing(stage.element, 'failed');
    codes.answer = welcoming;
    get(stage.element, 'button').click();
    await showing(stage.element, 'ready');
  });

  it('is here until the token ends where the gateway keeps no sessions', async () => {
    const codes = codesAt((path, body) => (path === 'tokens' ? [200, { token: 'a-token' }] : welcoming(path, body)));
    const stage = await signIn(codes);
    expect(keptOf(codes)).to.deep.equal(['', '']);
    button(stage, 'Sign out').click();
    await showing(stage.element, 'guest');
  });

  it('sees nothing of it where the page says itself who is here', async () => {
    const codes = codesAt();
    sessionStorage.setItem(`vafa:${codes.api}`, session);
    const stage = enterAt(codes, { getToken: () => 'a-token' });
    await showing(stage.element, 'elsewhere');
    expect(said(stage.element)).to.equal('');
    expect(stage.element.getBoundingClientRect().height).to.equal(0);
    expect(codes.asked).to.have.lengthOf(0);
    sessionStorage.removeItem(`vafa:${codes.api}`);
  });

  it('asks before a guest leaves to where the page signs in, and stays where the page does it', async () => {
    const stage = enterAt(codesAt(), { getToken: () => null });
    await showing(stage.element, 'elsewhere');
    let asked = 0;
    stage.element.addEventListener('vafa-sign-in-request', (event) => (asked++, event.preventDefault()));
    get(stage.element, 'a').click();
    expect([asked, location.hash]).to.deep.equal([1, '']);
  });

  it('is checked, and let in, also when the element is taken away meanwhile', async () => {
    let go: (() => void) | undefined;
    const codes = codesAt(async (path, body) => {
      if (body['code']) await new Promise<void>((resolve) => (go = resolve));
      return welcoming(path, body);
    });
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    await ask(stage);
    await submit(stage, rightCode);
    await until(() => go, 'the question');
    stage.element.remove();
    go?.();
    await until(() => keptOf(codes)[0] === session, 'the session');
    stage.provider.append(stage.element);
    await showing(stage.element, 'ready');
  });
});

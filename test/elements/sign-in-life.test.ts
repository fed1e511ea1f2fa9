import { expect } from '@open-wc/testing';
import { codesAt, rightCode, welcoming } from '../../stories/codes.js';
import { address, ask, submit } from '../../stories/sign-in.states.js';
import { find, get, showing, until, type Stage } from '../../stories/stage.js';
import { button, enterAt, field, focused, keptOf } from './sign-in-support.js';
import { frames, leave, listening, said } from './support.js';

const tag = 'vafa-sign-in';

/** The form is sent as Enter in a field sends it. */
const pressEnter = ({ element }: Stage): void => get(element, '[type=submit]').click();

describe(`<${tag}> asks for an address`, () => {
  listening();
  afterEach(leave);

  it('sends it once, however often Enter is pressed, with the reader’s language', async () => {
    const codes = codesAt();
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    field(stage).value = ` \u2066${address}\u2069 `;
    field(stage).dispatchEvent(new Event('input'));
    for (let time = 0; time < 4; time++) pressEnter(stage);
    await showing(stage.element, 'sent');
    expect(codes.asked).to.deep.equal([{ path: 'codes', body: { to: address, locale: 'en' } }]);
  });

  it('asks nobody about what is none, says so where it is and leads there', async () => {
    const codes = codesAt();
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    for (const text of ['', 'sara', 'sara@', 'sara@example', 'sara@exa mple.com']) {
      await submit(stage, text);
      await showing(stage.element, 'wrong');
      expect(field(stage).getAttribute('aria-describedby')).to.equal('trouble');
      expect(field(stage).getAttribute('aria-invalid')).to.equal('true');
      await until(() => focused(stage) === 'address', 'the focus');
    }
    expect(codes.asked).to.have.lengthOf(0);
  });

  for (const [typed, sent] of [['+98 912 345 6789', '+989123456789'], ['۰۰۹۸۹۱۲۳۴۵۶۷۸۹', '+989123456789'], ['۰۹۱۲ ۳۴۵-۶۷۸۹', '+989123456789'], ['٠٩١٢٣٤٥٦٧٨٩', '+989123456789'], ['\u2066+98 (912) 345-6789\u2069', '+989123456789']] as const) {
    it(`a telephone number may be written ${typed}`, async () => {
      const codes = codesAt();
      const stage = enterAt(codes, {}, { channel: 'sms', 'country-code': '98' });
      await showing(stage.element, 'guest');
      expect([field(stage).type, field(stage).autocomplete, getComputedStyle(field(stage)).direction]).to.deep.equal(['tel', 'tel', 'ltr']);
      await ask(stage, typed);
      expect(codes.asked[0]?.body['to']).to.equal(sent);
    });
  }

  it('leads to the field of the code, and not when somebody has gone elsewhere', async () => {
    for (const away of [false, true]) {
      const codes = codesAt();
      const stage = enterAt(codes);
      const other = document.createElement('input');
      other.setAttribute('aria-label', 'other');
      stage.provider.after(other);
      await showing(stage.element, 'guest');
      field(stage).focus();
      await submit(stage, address);
      if (away) other.focus();
      await showing(stage.element, 'sent');
      await frames();
      expect(focused(stage)).to.equal(away ? '' : 'code');
      if (away) expect(document.activeElement).to.equal(other);
      leave();
    }
  });

  it('keeps the page’s own keys out of what is typed, but for those that leave', async () => {
    const heard: string[] = [];
    const listen = ({ key }: KeyboardEvent): void => void heard.push(key);
    const stage = enterAt(codesAt());
    await showing(stage.element, 'guest');
    document.addEventListener('keydown', listen);
    for (const key of ['s', '/', 'Enter', 'Escape', 'Tab']) field(stage).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    document.removeEventListener('keydown', listen);
    expect(heard).to.deep.equal(['Escape', 'Tab']);
  });

  it('tells a failure from being offline, and tries again at the next press', async () => {
    const codes = codesAt(() => Promise.reject(new TypeError('no network')));
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    await submit(stage, address);
    await showing(stage.element, 'failed');
    expect(said(stage.element)).to.include('We couldn’t reach the shop just now.');
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    await submit(stage, address);
    await until(() => said(stage.element).includes('You are offline.'), 'the reason');
    Reflect.deleteProperty(navigator, 'onLine');
    codes.answer = welcoming;
    await ask(stage);
  });
});

describe(`<${tag}> asks for the code`, () => {
  listening();
  afterEach(leave);

  it('takes digits of any keyboard, and what a paste puts between them; sends them at Enter alone', async () => {
    const codes = codesAt();
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    await ask(stage);
    field(stage).value = '۰۲٤-۶ 8۰';
    field(stage).dispatchEvent(new Event('input'));
    expect(field(stage).value).to.equal(rightCode);
    await frames();
    expect(codes.asked).to.have.lengthOf(1);
    for (let time = 0; time < 3; time++) pressEnter(stage);
    await showing(stage.element, 'ready');
    expect(codes.asked.filter(({ body }) => body['code'])).to.deep.equal([{ path: 'tokens', body: { to: address, code: rightCode } }]);
  });

  it('says of a wrong one where it is, selects it, and ends after five', async () => {
    const codes = codesAt();
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    await ask(stage);
    await submit(stage, '111111');
    await showing(stage.element, 'wrong');
    await until(() => focused(stage) === 'code', 'the focus');
    expect([field(stage).value, field(stage).selectionStart, field(stage).selectionEnd]).to.deep.equal(['111111', 0, 6]);
    expect(field(stage).getAttribute('aria-describedby')).to.equal('trouble good');
    expect(get(stage.element, '[role=status]').textContent).to.equal(get(stage.element, '#trouble').textContent);
    for (let time = 0; time < 4; time++) {
      await submit(stage, '111111');
      await until(() => get(stage.element, 'section').ariaBusy === 'false', 'the answer');
    }
    await showing(stage.element, 'limited');
    expect(find(stage.element, 'input')).to.equal(null);
    expect(said(stage.element)).to.include('That was wrong too often').and.to.include('You can ask for another in');
    expect(codes.asked.filter(({ path }) => path === 'tokens')).to.have.lengthOf(5);
  });

  it('sends another once half a minute is over, and not before', async () => {
    const codes = codesAt();
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    await ask(stage);
    button(stage, 'Send again').click();
    await frames();
    expect(codes.asked).to.have.lengthOf(1);
    leave();
    sessionStorage.setItem(`vafa:sign-in:${codes.api}`, `${Date.now() - 31_000} ${Date.now() + 500_000} 0 ${encodeURIComponent(address)}`);
    const later = enterAt(codes);
    await showing(later.element, 'sent');
    expect(said(later.element)).not.to.include('You can ask for another');
    button(later, 'Send again').click();
    await until(() => codes.asked.length === 2, 'another');
    await until(() => said(later.element).includes('You can ask for another in 30 seconds.'), 'the wait');
    expect(get(later.element, '[role=status]').textContent).not.to.include('second');
  });

  it('says when to try again where the gateway has had enough', async () => {
    const codes = codesAt((path, body) => (path === 'codes' ? welcoming(path, body) : [429, { kind: 'rate_limited', retryAfter: 61 }]));
    const stage = enterAt(codes);
    await showing(stage.element, 'guest');
    await ask(stage);
    await submit(stage, '111111');
    await showing(stage.element, 'limited');
    expect(said(stage.element)).to.include('You can try again in 2 minutes.');
    expect(field(stage).value).to.equal('111111');
  });

  it('is there again after a reload, without taking the focus or keeping the code, and for ten minutes only', async () => {
    const codes = codesAt();
    const first = enterAt(codes);
    await showing(first.element, 'guest');
    await ask(first);
    await submit(first, '123457');
    await showing(first.element, 'wrong');
    expect(keptOf(codes).join()).not.to.match(/123457/);
    leave();
    const again = enterAt(codes);
    await showing(again.element, 'sent');
    expect(said(again.element)).to.include(address);
    await frames();
    expect(focused(again)).to.equal('');
    button(again, 'Change the address').click();
    await showing(again.element, 'guest');
    expect(field(again).value).to.equal(address);
    expect(keptOf(codes)).to.deep.equal(['', '']);
    leave();
    sessionStorage.setItem(`vafa:sign-in:${codes.api}`, `${Date.now() - 600_001} ${Date.now() - 1} 0 ${address}`);
    await showing(enterAt(codes).element, 'guest');
    expect(keptOf(codes)).to.deep.equal(['', '']);
  });

  it('makes nothing of what somebody else left under its name', async () => {
    for (const text of ['x', '1 2 3', '1 9e99 0 a', `${Date.now()} ${Date.now() + 9_999} 0 %E0%A4%A`]) {
      const codes = codesAt();
      sessionStorage.setItem(`vafa:sign-in:${codes.api}`, text);
      await showing(enterAt(codes).element, 'guest');
      leave();
    }
  });
});

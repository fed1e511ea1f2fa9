import { expect } from '@open-wc/testing';
import { pointsState } from '../../stories/points.states.js';
import { get, put, showing, until, type Stage } from '../../stories/stage.js';
import { engine, leave, listening, room, said } from './support.js';

/** The balance card in a place. */
async function inside(into: Element, config = {}): Promise<Stage> {
  const stage = put('vafa-points', pointsState('ready'), { into, config });
  await showing(stage.element, 'ready');
  return stage;
}

/** A piece of the page. */
function piece(markup: string): Element {
  const place = room();
  place.innerHTML = markup;
  return place.querySelector('.here') ?? place;
}

const tongue = ({ element }: Stage): string => {
  const { lang, dir } = get(element, '.card');
  return `${lang} ${dir}`;
};

describe('the language of an element', () => {
  listening();
  afterEach(() => {
    leave();
    document.documentElement.lang = 'en';
    document.documentElement.dir = '';
  });

  const places: readonly (readonly [sentence: string, markup: string, tongue: string])[] = [
    ['is the nearest one named around it', '<div lang="fa" dir="rtl"><p class="here"></p></div>', 'fa rtl'],
    ['is the nearest, not the outermost', '<div lang="fa" dir="rtl"><div lang="en-GB" dir="ltr" class="here"></div></div>', 'en-GB ltr'],
    ['is that of the page where nothing nearer says so', '<p class="here"></p>', 'en ltr'],
    ['has the direction that a style sheet alone gives the page', '<div lang="fa" style="direction: rtl" class="here"></div>', 'fa rtl'],
    ['has the direction of the page, even against the language', '<div lang="fa" dir="ltr" class="here"></div>', 'fa ltr'],
  ];
  for (const [sentence, markup, expected] of places) {
    it(sentence, async () => expect(tongue(await inside(piece(markup)))).to.equal(expected));
  }

  it('is found outside the shadow it stands in', async () => {
    const host = piece('<div lang="fa" dir="rtl"><div class="here"></div></div>');
    const shadow = host.attachShadow({ mode: 'open' });
    const place = document.createElement('div');
    shadow.append(place);
    expect(tongue(await inside(place))).to.equal('fa rtl');
  });

  it('is the one set, with its own direction, on any page', async () => {
    expect(tongue(await inside(piece('<p class="here"></p>'), { locale: 'fa' }))).to.equal('fa rtl');
    leave();
    expect(tongue(await inside(piece('<div lang="fa" dir="rtl" class="here"></div>'), { locale: 'en' }))).to.equal('en ltr');
    leave();
    expect(tongue(await inside(piece('<p class="here"></p>'), { locale: 'fa', dir: 'ltr' }))).to.equal('fa ltr');
  });

  it('has English words where the kit does not speak it', async () => {
    const stage = await inside(piece('<div lang="de" class="here"></div>'));
    expect(tongue(stage)).to.equal('de ltr');
    expect(said(stage.element)).to.include('Your points').and.to.include('1.250');
  });

  it('follows the page from one to the other and back, without losing anything', async () => {
    const place = room();
    place.removeAttribute('lang');
    place.removeAttribute('dir');
    const stage = await inside(place);
    expect(said(stage.element)).to.include('1,250 points');
    document.documentElement.lang = 'fa';
    document.documentElement.dir = 'rtl';
    await until(() => said(stage.element).includes('۱٬۲۵۰ امتیاز') && said(stage.element).includes('تومان'), 'Persian');
    expect(tongue(stage)).to.equal('fa rtl');
    document.documentElement.lang = 'en';
    document.documentElement.dir = 'ltr';
    await until(() => said(stage.element).includes('1,250 points') && said(stage.element).includes('toman'), 'English');
    expect(tongue(stage)).to.equal('en ltr');
  });

  it('has the digits the shop wants', async () => {
    const stage = await inside(piece('<div lang="fa" dir="rtl" class="here"></div>'), { digits: 'latn' });
    expect(said(stage.element)).to.include('1,250 امتیاز');
  });

  it('takes the shop’s own words over the catalogue', async () => {
    expect(said((await inside(room(), { messages: { en: { 'points.heading': 'Your stars' } } })).element)).to.include('Your stars');
  });
});

describe('a broken message of the shop’s own', () => {
  const { warn } = console;
  afterEach(() => {
    console.warn = warn;
    leave();
  });

  it('costs the card nothing, and is told to the developer once', async () => {
    const told: string[] = [];
    console.warn = (line: string) => told.push(line);
    const stage = await inside(room(), { messages: { en: { 'points.heading': 'Your stars, {broken' } } });
    expect(said(stage.element)).to.include('Your points').and.to.include('1,250 points');
    await until(() => told.length > 0, 'advice');
    expect(told).to.have.lengthOf(1);
    expect(told[0]).to.contain('en.points.heading').and.to.contain('malformed');
  });
});

describe('the colours of an element', () => {
  listening();
  afterEach(() => {
    leave();
    document.documentElement.className = '';
    document.head.querySelector('style[data-test]')?.remove();
  });

  const scheme = ({ element }: Stage): string | undefined => get(element, '.card').dataset['scheme'];

  const pages: readonly (readonly [sentence: string, style: string, scheme: string])[] = [
    ['are dark where the page says so', 'color-scheme: dark', 'dark'],
    ['are light where the page says so, whatever its text', 'color-scheme: light; color: white', 'light'],
    ['are dark where the page says nothing and writes in white', 'color-scheme: normal; color: #f4efe2', 'dark'],
    ['are light where the page says nothing and writes in black', 'color-scheme: normal; color: #222', 'light'],
    ['understand colours of newer spaces', 'color-scheme: normal; color: color(srgb 0.95 0.95 0.9)', 'dark'],
    ['understand colours by lightness', 'color-scheme: normal; color: oklch(0.95 0.02 90)', 'dark'],
  ];
  for (const [sentence, style, expected] of pages) {
    it(sentence, async () => {
      const place = room();
      place.style.cssText += style;
      expect(scheme(await inside(place))).to.equal(expected);
    });
  }

  it('are the ones set, whatever the page', async () => {
    expect(scheme(await inside(room({ locale: 'en', theme: 'dark' }), { theme: 'light' }))).to.equal('light');
    leave();
    expect(scheme(await inside(room(), { theme: 'dark' }))).to.equal('dark');
  });

  it('follow the page when it changes', async () => {
    const sheet = document.createElement('style');
    sheet.dataset['test'] = '';
    sheet.textContent = 'html.dark main { color-scheme: dark !important; }';
    document.head.append(sheet);
    const stage = await inside(room());
    document.documentElement.className = 'dark';
    await until(() => scheme(stage) === 'dark', 'a dark card');
    document.documentElement.className = '';
    await until(() => scheme(stage) === 'light', 'a light card');
  });

  if (engine === 'chromium') {
    // Only this launcher can pretend what the reader prefers.
    it('follow the reader where the page leaves it to them', async () => {
      const { emulateMedia } = await import('@web/test-runner-commands');
      const place = room();
      place.style.colorScheme = 'light dark';
      const stage = await inside(place);
      await emulateMedia({ colorScheme: 'dark' });
      await until(() => scheme(stage) === 'dark', 'a dark card');
      await emulateMedia({ colorScheme: 'light' });
      await until(() => scheme(stage) === 'light', 'a light card');
    });
  }
});

import { expect, it } from 'vitest';
import { everyEngine, inEngines } from './support/each-engine.js';
import { builds, expectQuiet, expectShown, expectState, shown, showsQuietly } from './support/expect.js';
import { elements, liteTag, settings, tag } from './support/rig.js';

const pollution = `Object.prototype.extend = function () {}; Object.prototype.each = function () {}; Object.prototype.clone = function () {};
  Object.prototype.foo = 'bar'; Array.prototype.first = function () {}; Array.prototype.last = function () {};
  Array.prototype.without = function () {}; Array.prototype.size = 7;`;

const toJSON = `for (const type of [Array, String, Date, Number]) Object.defineProperty(type.prototype, 'toJSON', { value() { return 'page:' + this; }, configurable: true });`;

inEngines(everyEngine, 'Row 1, a page that adds members to every object', (rig) => {
  it.each(builds)('shows everything with %s', async (_, body) => {
    await showsQuietly(rig(), { script: pollution + settings, body });
  });
});

inEngines(['Chromium'], 'Row 2, a page with Prototype.js', (rig) => {
  async function joined(script: string): Promise<string[]> {
    rig().api.reset();
    rig().api.enrolled = false;
    const visit = await rig().visit({ script: script + settings });
    await expectState(visit, 'vafa-points', 'not-enrolled', /./);
    const click = `((button) => (button ? (button.click(), 'clicked') : 'no button yet'))(document.querySelector('vafa-points').shadowRoot.querySelector('button'))`;
    await expect.poll(() => visit.run(click)).toBe('clicked');
    await expectState(visit, 'vafa-points', 'ready', shown.points);
    // What reads the oracle goes through JSON itself.
    await visit.run(`void ['Array', 'String', 'Date', 'Number'].forEach((type) => delete window[type].prototype.toJSON)`);
    expect(await visit.errors()).toEqual([]);
    await visit.close();
    return rig().api.log.filter(({ method }) => method === 'POST').map(({ body }) => body);
  }

  it('sends the same bytes as a clean one', async () => {
    const clean = await joined('');
    expect(clean).toEqual([expect.stringContaining('acceptTerms')]);
    expect(await joined(toJSON)).toEqual(clean);
  });
});

inEngines(['Chromium'], 'A page whose own script', (rig) => {
  it('replaces Function.prototype.bind and members of Element, as MooTools did (row 3), is served', async () => {
    const script = `Function.prototype.bind = function (self, ...args) { const it = this; return function (...more) { return it.apply(self, [...args, ...more]); }; };
      Element.prototype.get = function () { return null; }; Element.prototype.set = function () { return this; }; Element.prototype.dispose = function () {};`;
    await showsQuietly(rig(), { script: script + settings });
  });

  it.each(['get', 'set', 'writable', 'value'])('puts `%s` on Object.prototype (row 4) is served', async (name) => {
    await showsQuietly(rig(), { script: `${settings} Object.prototype.${name} = function () {};` });
  });

  it('freezes what all objects inherit (row 5) is served', async () => {
    await showsQuietly(rig(), { script: `${settings} Object.freeze(Object.prototype); Object.freeze(Array.prototype); Object.freeze(Function.prototype);` });
  });

  it.each([
    ['a Proxy', 'window.fetch = new Proxy(window.fetch, { apply: (it, self, args) => Reflect.apply(it, window, args) });'],
    ['a function that gives no real promise', 'const real = window.fetch; window.fetch = (...args) => ({ then: (done, fail) => real(...args).then(done, fail) });'],
    ['a function that reads a copy of each answer', 'const real = window.fetch; window.fetch = async (...args) => { const answer = await real(...args); await answer.clone().text(); return answer; };'],
    ['a function that gives other Response objects', 'const real = window.fetch; window.fetch = async (...args) => { const { body, status, headers } = await real(...args); return new Response(body, { status, headers }); };'],
  ])('wraps fetch in %s (row 6) is served', async (_, code) => {
    await showsQuietly(rig(), { script: `(() => { ${code} })(); ${settings}` });
  });

  it('has a fetch that throws (row 6) gets the words for a club out of reach', async () => {
    const visit = await rig().visit({ script: `window.fetch = () => { throw new Error('blocked by the page'); }; ${settings}` });
    await expectState(visit, 'vafa-points', 'failed', /couldn’t reach/);
    await expectQuiet(visit);
    await visit.close();
  });

  it.each(['before', 'after'])('is a module loader that comes %s ours (row 7) hears of no module', async (when) => {
    const loader = `<script src="${rig().script(requireJs)}"></script>`;
    const body = when === 'before' ? loader + elements + tag : elements + tag + loader;
    await showsQuietly(rig(), { body }, { changes: ['+window.define', '+window.defined', '+window.require'] });
  });

  it('loads us through its module loader (row 7) is served', async () => {
    const body = `${elements}<script src="${rig().script(`${requireJs}; require(['CDN/vafa.js']);`)}"></script>`;
    await showsQuietly(rig(), { body }, { changes: ['+window.define', '+window.defined', '+window.require'] });
  });

  it('took one of our names (row 9) keeps it, and the other element works', async () => {
    const visit = await rig().visit({ script: `${settings} customElements.define('vafa-tier', class extends HTMLElement { connectedCallback() { this.textContent = 'ours'; } });` });
    await expectState(visit, 'vafa-points', 'ready', shown.points);
    expect((await visit.see('vafa-tier')).text).toContain('ours');
    await expectQuiet(visit);
    await visit.close();
  });
});

/** RequireJS, as far as it matters: a `define` that is strict about modules without a name. */
const requireJs = `window.defined = []; window.define = (name) => { if (typeof name !== 'string') throw new Error('Mismatched anonymous define() module'); window.defined.push(name); };
window.define.amd = {}; window.require = (urls) => { for (const url of urls) { const it = document.createElement('script'); it.async = true; it.src = url; document.head.append(it); } };`;

inEngines(everyEngine, 'Row 8, a page that loads the script', (rig) => {
  it.each([
    ['twice', tag + tag],
    ['in both builds', (tag + liteTag).replaceAll(' async', '')],
  ])('%s registers and asks once', async (_, tags) => {
    await showsQuietly(rig(), { body: elements + tags });
    expect(rig().api.asked).toHaveLength(1);
  });

  it('in both builds, the small one first, asks once for each element that is fetched', async () => {
    await showsQuietly(rig(), { body: elements + (liteTag + tag).replaceAll(' async', '') });
    expect(rig().api.asked.length).toBeLessThanOrEqual(2);
  });

  it('in two versions keeps the first, and says so once', async () => {
    const other = (await rig().built('vafa.js')).replaceAll('0.1.0', '9.9.9');
    const script = `const warn = console.warn; window.warned = []; console.warn = (...words) => { window.warned.push(words.join(' ')); warn(...words); }; ${settings}`;
    const visit = await rig().visit({ script, body: `${elements}${tag.replace(' async', '')}<script src="${rig().script(other)}"></script>` });
    await expectShown(visit);
    await expectQuiet(visit);
    expect(await visit.run('window.vafa.version')).toBe('0.1.0');
    expect(await visit.run('window.warned')).toEqual([expect.stringContaining('9.9.9')]);
    await visit.close();
  });
});

inEngines(['Chromium'], 'A page that is moved about', (rig) => {
  it('comes through an optimiser that holds scripts back until the first touch (row 13)', async () => {
    const script = `${settings} addEventListener('keydown', () => { for (const it of document.querySelectorAll('script[type=held]')) { const next = document.createElement('script'); next.src = it.getAttribute('src'); it.replaceWith(next); } });`;
    const visit = await rig().visit({ script, body: elements + tag.replace('async', 'type="held"') });
    await visit.run(`dispatchEvent(new KeyboardEvent('keydown'))`);
    await expectShown(visit);
    await expectQuiet(visit);
    await visit.close();
  });

  it('comes through an optimiser that minifies us again (row 13)', async () => {
    const { minifySync } = await import('vite');
    const again = minifySync('vafa.js', await rig().built('vafa.js'), { module: false });
    await showsQuietly(rig(), { body: `${elements}<script src="${rig().script(again.code)}"></script>` });
  });

  it('puts elements in and takes them out two hundred times (row 16)', async () => {
    const visit = await rig().visit({});
    await expectShown(visit);
    await visit.run(`void (() => { for (let n = 0; n < 200; n++) { const box = document.createElement('div'); box.innerHTML = '<vafa-points></vafa-points>'; document.body.append(box); box.remove(); } document.body.insertAdjacentHTML('beforeend', '<section><vafa-points id="late"></vafa-points></section>'); })()`);
    await expectState(visit, '#late', 'ready', shown.points);
    await expectQuiet(visit);
    expect(rig().api.asked.length).toBeLessThanOrEqual(3);
    await visit.close();
  });
});

inEngines(everyEngine, 'Row 17, a page', (rig) => {
  it('with a base elsewhere is served', async () => {
    await showsQuietly(rig(), { head: '<base href="https://elsewhere.example/a/">' });
  });

  it('in quirks mode is served', async () => {
    await showsQuietly(rig(), { doctype: '' });
  });

  it('that writes the script with document.write is served', async () => {
    await showsQuietly(rig(), { body: `${elements}<script>document.write('<script src="CDN/vafa.js"><\\/script>')</script>` });
  });
});

inEngines(everyEngine, 'Row 18, a page that the script does not reach', (rig) => {
  it.each([
    ['because the files are not there', 404],
    ['because their server fails', 503],
  ])('%s keeps its own text', async (_, status) => {
    rig().cdnFault = (path, response) => path.startsWith('/vafa') && Boolean(response.writeHead(status).end());
    await keepsItsText();
  });

  it('because its integrity is not what the page says keeps its own text', async () => {
    await keepsItsText(`${elements}<script src="CDN/vafa.js" crossorigin integrity="${await rig().integrity('vafa.lite.js')}"></script>`);
  });

  it('shows everything when the integrity is right', async () => {
    await showsQuietly(rig(), { body: `${elements}<script src="CDN/vafa.js" crossorigin integrity="${await rig().integrity('vafa.js')}"></script>` });
  });

  it('because one part is missing keeps its own text there, and says why', async () => {
    rig().cdnFault = (path, response) => path.startsWith('/vafa-points') && Boolean(response.writeHead(404).end());
    const visit = await rig().visit({ body: elements + liteTag });
    await expectState(visit, 'vafa-tier', 'ready', shown.tier);
    expect(await visit.see('vafa-points')).toMatchObject({ defined: false, text: 'Points are shown here.' });
    await expectQuiet(visit);
    await visit.close();
  });

  async function keepsItsText(body?: string): Promise<void> {
    const visit = await rig().visit(body === undefined ? {} : { body });
    await expect.poll(() => visit.run('document.readyState')).toBe('complete');
    expect(await visit.see()).toMatchObject({ defined: false, text: 'Points are shown here.' });
    expect(await visit.errors()).toEqual([]);
    expect(await visit.changes()).toEqual([]);
    await visit.close();
  }
});

import { expect, it } from 'vitest';
import { everyEngine, inEngines } from './support/each-engine.js';
import { builds, expectQuiet, expectShown, expectState, shown, showsQuietly } from './support/expect.js';
import { elements, settings, tag } from './support/rig.js';

const strict = "default-src 'none'; script-src CDN; style-src 'self'; img-src CDN; connect-src API";
const policy = (value: string) => ({ 'content-security-policy': value });

inEngines(everyEngine, 'Row 21, a page with a strict Content-Security-Policy', (rig) => {
  it.each(builds)('shows everything with %s and no report, also while a member looks around', async (_, body) => {
    const visit = await rig().visit({ headers: policy(strict), body });
    await expectShown(visit);
    await visit.run(`void document.querySelector('vafa-points').shadowRoot.querySelector('summary')?.click()`);
    await expectState(visit, 'vafa-points', 'ready', /Order 1001/);
    await expectQuiet(visit);
    await visit.close();
  });

  it('tells a newcomer how to join, and a member of a failure, without a report', async () => {
    rig().api.enrolled = false;
    const newcomer = await rig().visit({ headers: policy(strict) });
    await expectState(newcomer, 'vafa-points', 'not-enrolled', /[Jj]oin/);
    await expectQuiet(newcomer);
    await newcomer.close();
    rig().api.fault = (_, response) => Boolean(response.writeHead(503).end());
    const visit = await rig().visit({ headers: policy(strict) });
    await expectState(visit, 'vafa-points', 'failed', /couldn’t reach/);
    await expectQuiet(visit);
    await visit.close();
  });

  it('shows Persian without a report', async () => {
    const visit = await rig().visit({ headers: policy(strict), script: settings.replace("'en'", "'fa'") });
    await expectState(visit, 'vafa-points', 'ready', /۱٬۲۴۰/);
    await expectQuiet(visit);
    await visit.close();
  });
});

inEngines(everyEngine, 'Row 22, a page that trusts scripts by nonce', (rig) => {
  it.each(builds)('shows everything with %s and no report', async (_, body) => {
    const headers = policy("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; connect-src API");
    await showsQuietly(rig(), { headers, body: body.replace('<script', '<script nonce="abc"') });
  });
});

inEngines(['Chromium', 'Firefox'], 'Row 23, a page that takes markup by policy only, and names ours', (rig) => {
  it.each(builds)('shows everything with %s and no report', async (_, body) => {
    await showsQuietly(rig(), { headers: policy("require-trusted-types-for 'script'; trusted-types vafa"), body });
  });

  it('has no policy of ours before there is something to show', async () => {
    const script = `window.made = []; const make = TrustedTypePolicyFactory.prototype.createPolicy; TrustedTypePolicyFactory.prototype.createPolicy = function (name, rules) { window.made.push(name); return make.call(this, name, rules); }; ${settings}`;
    const none = await rig().visit({ script, body: tag });
    await expect.poll(() => none.run('typeof window.vafa?.configure')).toBe('function');
    expect(await none.run('window.made')).toEqual([]);
    await none.close();
    const some = await rig().visit({ script });
    await expectShown(some);
    expect(await some.run('window.made')).toEqual(['vafa']);
    await some.close();
  });
});

inEngines(['Chromium', 'Firefox'], 'Row 24, a page that names other policies', (rig) => {
  const headers: readonly (readonly [string, string])[] = [
    ['some other', 'trusted-types mysite'],
    ['none', "trusted-types 'none'"],
  ];
  it.each(headers)('(%s) shows everything, with one report at most', async (_, value) => {
    await showsQuietly(rig(), { headers: policy(value) }, { violations: 1 });
  });

  it.each(headers)('(%s) shows everything without a report when it tells us to make no policy', async (_, value) => {
    await showsQuietly(rig(), { headers: policy(value), script: settings.replace('api:', 'trustedTypesPolicy: null, api:') });
  });

  it('and hands us one of them shows everything without a report, also where markup must have one', async () => {
    const script = `const own = window.trustedTypes.createPolicy('mysite', { createHTML: (markup) => markup }); ${settings.replace('api:', 'trustedTypesPolicy: own, api:')}`;
    await showsQuietly(rig(), { headers: policy("require-trusted-types-for 'script'; trusted-types mysite"), script });
  });
});

inEngines(['Chromium'], 'Row 24, a page that takes no markup from us at all', (rig) => {
  it.each(["require-trusted-types-for 'script'; trusted-types mysite", "require-trusted-types-for 'script'; trusted-types 'none'"])('(%s) shows everything by the browser’s own sanitizer, with one report at most', async (value) => {
    await showsQuietly(rig(), { headers: policy(value) }, { violations: 1 });
    await showsQuietly(rig(), { headers: policy(value), script: settings.replace('api:', 'trustedTypesPolicy: null, api:') });
  });
});

inEngines(['Chromium'], 'Row 25, a page whose policy leaves our API out', (rig) => {
  it('gets the words for a club out of reach, a hint for its maker, and no storm of attempts', async () => {
    const script = `window.said = []; for (const kind of ['warn', 'error']) { const say = console[kind]; console[kind] = (...words) => { window.said.push(words.map(String).join(' ')); say(...words); }; } ${settings}`;
    const visit = await rig().visit({ headers: policy(strict.replace('connect-src API', 'connect-src CDN')), script });
    await expectState(visit, 'vafa-points', 'failed', /couldn’t reach/);
    expect(await visit.errors()).toEqual([]);
    expect((await visit.violations()).length).toBeLessThanOrEqual(3);
    expect(rig().api.log).toEqual([]);
    await visit.close();
  });
});

inEngines(['Chromium', 'Firefox'], 'Row 26, a page that our API does not let in', (rig) => {
  it.each([
    ['no CORS headers', () => ({})],
    ['another origin', () => ({ 'access-control-allow-origin': 'https://other.example', 'access-control-allow-headers': '*' })],
    ['a list of no headers', (origin: string | undefined) => ({ 'access-control-allow-origin': origin ?? '' })],
  ])('(%s) gets the words for a club out of reach, and no storm of attempts', async (_, cors) => {
    rig().api.cors = cors;
    const visit = await rig().visit({});
    await expectState(visit, 'vafa-points', 'failed', /couldn’t reach/);
    await expectQuiet(visit);
    expect(rig().api.log.length).toBeLessThanOrEqual(8);
    await visit.close();
  });
});

inEngines(everyEngine, 'Row 27, a sandboxed frame without an origin', (rig) => {
  it('shows everything, though storage and cookies throw', async () => {
    rig().api.cors = () => ({ 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, accept-language' });
    const inside = rig().serve({ body: `${elements}${tag}<script src="${rig().script(report)}"></script>` });
    const outer = await rig().visit({ script: 'window.heard = []; addEventListener("message", ({ data }) => window.heard.push(data));', body: `<iframe sandbox="allow-scripts" src="${inside}" width="900" height="900"></iframe>` });
    await expect.poll(() => outer.run<unknown[]>('window.heard.at(-1)'), { timeout: 10_000 }).toMatchObject({ origin: 'null', text: expect.stringMatching(shown.points), errors: [] });
    await outer.close();
  });
});

/** Runs in the frame: tells the page around it how it goes, again and again. */
const report = `setInterval(() => parent.postMessage({ origin: self.origin, errors: window.oracle.errors, text: document.querySelector('vafa-points').shadowRoot?.textContent.replace(/\\s+/g, ' ') ?? '' }, '*'), 100);`;

inEngines(everyEngine, 'Row 28, a page whose storage', (rig) => {
  it.each([
    ['cannot be reached', `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); }, configurable: true });`],
    ['takes nothing', `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`],
    ['gives nonsense', `Storage.prototype.getItem = () => '{"a":[';`],
  ])('%s shows everything', async (_, script) => {
    await showsQuietly(rig(), { script: script + settings });
  });

  it('is empty afterwards: nothing is kept without consent', async () => {
    const visit = await rig().visit({});
    await expectShown(visit);
    expect(await visit.run(`[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(Boolean)`)).toEqual([]);
    await visit.close();
  });
});

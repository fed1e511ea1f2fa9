import { expect, it } from 'vitest';
import { everyEngine, inEngines } from './support/each-engine.js';
import { builds, expectQuiet, expectShown, expectState, showsQuietly } from './support/expect.js';
import { elements, settings, tag } from './support/rig.js';

inEngines(everyEngine, 'A page', (rig) => {
  it.each(builds)('shows points and tier with %s', async (_, body) => {
    await showsQuietly(rig(), { body });
  });

  it.each(builds)('says in an attribute how an element is to be, and changes it later, with %s', async (_, body) => {
    const visit = await rig().visit({ body: body.replace('<vafa-points', '<vafa-points hide-activity') });
    const hasActivity = () => visit.run(`document.querySelector('vafa-points').shadowRoot.textContent.includes('Activity')`);
    await expectState(visit, 'vafa-points', 'ready', /1,240/);
    expect(await hasActivity()).toBe(false);
    await visit.run(`document.querySelector('vafa-points').removeAttribute('hide-activity')`);
    await expect.poll(hasActivity).toBe(true);
    await visit.run(`void (document.querySelector('vafa-points').hideActivity = true)`);
    await expect.poll(hasActivity).toBe(false);
    await visit.close();
  });

  it('asks for everything in one request', async () => {
    await showsQuietly(rig(), {});
    expect(rig().api.asked.map(({ path }) => path.split('?')[0])).toEqual(['/portal/v1/snapshot']);
  });

  it('shows a guest the way in', async () => {
    const script = settings.replace("getToken: () => 'member'", "signInUrl: '/sign-in'");
    const visit = await rig().visit({ script });
    await expectState(visit, 'vafa-points', 'guest', /Sign in to see yours/);
    await expectQuiet(visit);
    expect(rig().api.asked.every(({ authorization }) => authorization === undefined)).toBe(true);
    await visit.close();
  });

  it('shows Persian from right to left, fetched as a part', async () => {
    const visit = await rig().visit({ script: settings.replace("'en'", "'fa'") });
    await expectState(visit, 'vafa-points', 'ready', /۱٬۲۴۰/);
    await expectQuiet(visit);
    await visit.close();
  });
});

inEngines(everyEngine, 'The script', (rig) => {
  const ways: readonly (readonly [string, string])[] = [
    ['with async', elements + tag],
    ['with defer', elements + tag.replace('async', 'defer')],
    ['without either', tag.replace(' async', '') + elements],
    ['as a module', elements + tag.replace('async', 'type="module"')],
  ];
  it.each(ways)('works %s', async (_, body) => {
    await showsQuietly(rig(), { body });
  });

  const queue = settings.replace('window.vafa = ', '');
  it.each([
    ['a global variable of that name', `var vafa = ${queue}`],
    ['a function of that name', `function vafa() {} addEventListener('load', () => vafa.push(...${queue.replace(/;$/, '')}));`],
    ['a queue that throws what cannot be told', settings.replace('[[', '[() => { throw Object.create(null); }, [')],
  ])('works where the page has %s', async (_, script) => {
    await showsQuietly(rig(), { script });
  });

  it('works in the head', async () => {
    await showsQuietly(rig(), { head: tag, body: elements });
  });

  it('works when a tag manager puts it in, with its settings in the address', async () => {
    const script = `addEventListener('load', () => { const it = document.createElement('script'); it.src = 'CDN/vafa.js?api=' + encodeURIComponent('API') + '&locale=en'; document.body.appendChild(it); });
      window.vafa = [['configure', { getToken: () => 'member' }]];`;
    await showsQuietly(rig(), { body: elements, script });
  });

  it('works from a blob, from eval and joined with other files, where nothing tells where it came from', async () => {
    const text = await rig().built('vafa.js');
    const joined = [
      `'use strict';\nvar before = 1\n${text}`,
      `${text};(function () { window.after = 1; })()`,
      `(0, eval)(${JSON.stringify(text)});`,
      `const it = document.createElement('script'); it.src = URL.createObjectURL(new Blob([${JSON.stringify(text)}])); document.head.append(it);`,
    ];
    for (const code of joined) await showsQuietly(rig(), { body: `${elements}<script src="${rig().script(code)}"></script>` , script: `${settings} var before, after;` });
  });

  it('works when it comes long after the page, and the page calls it then', async () => {
    const visit = await rig().visit({ body: elements, script: '' });
    await visit.run(`void (() => { const it = document.createElement('script'); it.src = '${rig().cdnOrigin}/vafa.js'; document.head.append(it); })()`);
    await expect.poll(() => visit.run('typeof window.vafa')).toBe('object');
    await visit.run(`window.vafa.configure({ api: '${rig().api.origin}', locale: 'en', getToken: () => 'member' })`);
    await expectShown(visit);
    expect(await visit.errors()).toEqual([]);
    await visit.close();
  });
});

inEngines(['Chromium'], 'Settings', (rig) => {
  it('are read from the tag', async () => {
    const script = 'window.vafa = [["configure", { getToken: () => "member" }]];';
    await showsQuietly(rig(), { script, body: elements + tag.replace(' src', ' data-api="API" data-locale="en" src') });
  });

  it('are read from a JSON block below the script', async () => {
    const script = 'window.vafa = [["configure", { getToken: () => "member" }]];';
    const block = '<script type="application/json" data-vafa>{"api": "API", "locale": "en", "__proto__": {"theme": "dark"}}</script>';
    await showsQuietly(rig(), { script, body: elements + tag + block });
  });

  it('that are missing leave the page a guest, with one global of ours', async () => {
    const visit = await rig().visit({ script: '' });
    await expectState(visit, 'vafa-points', 'guest', /Earn points/);
    await expectQuiet(visit, { changes: ['+window.vafa'] });
    await visit.close();
  });
});

inEngines(['Chromium'], 'The oracle', (rig) => {
  it('notices an error, a new global and a refused script', async () => {
    const page = { headers: { 'content-security-policy': 'script-src CDN' }, body: `${elements}<script src="${rig().script('window.left = 1; throw new Error("boom");')}"></script><script>1</script>` };
    const visit = await rig().visit(page);
    // A browser tells a page no more of a script from elsewhere.
    expect(await visit.errors()).toEqual(['Script error.']);
    expect(await visit.violations()).toHaveLength(1);
    expect(await visit.changes()).toEqual(['+window.left']);
    await visit.close();
  });
});

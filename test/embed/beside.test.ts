import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { inEngines } from './support/each-engine.js';
import { builds, expectShown } from './support/expect.js';
import { settings } from './support/rig.js';

let application = '';

beforeAll(async () => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: { write: false, lib: { entry: fileURLToPath(new URL('support/host-lit.ts', import.meta.url)), formats: ['iife'], name: 'application', fileName: 'application' } },
  });
  const [file] = (Array.isArray(result) ? result : []).flatMap(({ output }) => output);
  application = file?.type === 'chunk' ? file.code : '';
});

inEngines(['Chromium', 'Firefox'], 'Row 10, a page that has a Lit and a validator of its own', (rig) => {
  it.each([
    ['before', true, builds[0]?.[1]],
    ['after', false, builds[0]?.[1]],
    ['before', true, builds[1]?.[1]],
  ])('that come %s ours keeps both as they are, and ours work', async (_, before, body = '') => {
    const own = `<shop-greeting name="Sara"></shop-greeting><script src="${rig().script(application)}"></script>`;
    const script = `const warn = console.warn; window.warned = []; console.warn = (...words) => { window.warned.push(words.join(' ')); warn(...words); }; ${settings}`;
    const visit = await rig().visit({ script, body: before ? own + body : body + own });
    await expectShown(visit);
    expect((await visit.see('shop-greeting')).text).toBe('Hello Sara');
    expect(await visit.run('window.complaint()')).toBe('the page’s own words');
    expect(await visit.run('window.litHtmlVersions.length')).toBe(1);
    expect(await visit.run('window.reactiveElementVersions.length')).toBe(1);
    expect(await visit.run<string[]>('window.warned')).toEqual([]);
    expect(await visit.errors()).toEqual([]);
    await visit.close();
  });

  it('works under a policy that lets each make its own', async () => {
    const headers = { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types vafa lit-html" };
    const own = `<shop-greeting name="Sara"></shop-greeting><script src="${rig().script(application)}"></script>`;
    const visit = await rig().visit({ headers, body: own + (builds[0]?.[1] ?? '') });
    await expectShown(visit);
    expect((await visit.see('shop-greeting')).text).toBe('Hello Sara');
    expect(await visit.violations()).toEqual([]);
    await visit.close();
  });
});

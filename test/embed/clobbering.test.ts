import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { everyEngine, inEngines } from './support/each-engine.js';
import { builds, expectQuiet, expectShown, showsQuietly } from './support/expect.js';
import { elements, settings, tag, type Rig } from './support/rig.js';

/** Names that libraries look up on the window, or that loaders read from elements. */
const known = [
  'litHtmlVersions', 'reactiveElementVersions', 'litElementVersions', 'litPropertyMetadata', 'litHtmlPolyfillSupport', 'reactiveElementPolyfillSupport',
  'litElementPolyfillSupport', 'litIssuedWarnings', 'ShadyCSS', 'ShadyDOM', 'trustedTypes', 'currentScript', 'kit', 'config', 'customElements', 'forms', 'process', 'vafa',
];

/** Every name that a built file could read: globals, and members of documents. */
async function names(rig: Rig): Promise<string[]> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/vafa-embed', import.meta.url));
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js'));
  const texts = await Promise.all(files.map((file) => rig.built(file)));
  const found = texts.flatMap((text) => text.match(/\b[a-zA-Z_$][\w$]{2,}\b/g) ?? []);
  return [...new Set([...known, ...found])];
}

/** An anchor, form, picture and embedded object of each name: what a visitor's comment or an editor may hold. */
function clobbering(all: readonly string[]): string {
  // Hidden, so that what is drawn by the kit stays in view: it asks for data only when it is seen.
  return `<div hidden>${all.map((name) => `<a id="${name}" href="https://evil.example/"></a><form name="${name}"></form><img name="${name}" alt=""><object id="${name}" name="${name}"></object>`).join('')}</div>`;
}

inEngines(['Chromium', 'Firefox'], 'Row 11, a page with elements named like everything the script reads', (rig) => {
  it.each(builds)('shows everything with %s, and takes no settings from them', async (_, body) => {
    const all = await names(rig());
    expect(all.length).toBeGreaterThan(500);
    const visit = await rig().visit({ body: clobbering(all.filter((name) => name !== 'oracle')) + body });
    await expectShown(visit);
    await expectQuiet(visit, { changes: await ofThePage(visit.changes()) });
    await visit.close();
  });
});

/** The elements themselves become members of the document and the window; only what the kit adds counts. */
async function ofThePage(changes: Promise<string[]>): Promise<string[]> {
  return (await changes).filter((change) => /^\+(document|window)\./.test(change) && change !== '+window.vafa');
}

inEngines(everyEngine, 'Row 11, globals that the build holds to be everywhere', (rig) => {
  it('are the window’s own or every event target’s, so that no element can take their place', async () => {
    const { everywhere } = await import('../../tools/build/globals.js');
    const visit = await rig().visit({});
    const missing = await visit.run<string[]>(`${JSON.stringify([...everywhere])}.filter((name) => !Object.hasOwn(window, name) && !Object.hasOwn(EventTarget.prototype, name))`);
    expect(missing).toEqual([]);
    await visit.close();
  });
});

inEngines(['Chromium'], 'An element that stands in for the handle', (rig) => {
  it('neither stops the script nor becomes its queue', async () => {
    const script = settings.replace('window.vafa =', 'window.queue =');
    const visit = await rig().visit({ script, body: `<a id="vafa"></a>${elements}${tag}` });
    await expect.poll(() => visit.run('typeof window.vafa.configure')).toBe('function');
    await visit.run('window.vafa.push(...window.queue)');
    await expectShown(visit);
    await visit.close();
  });

  it('nor does an image that stands in for the running script', async () => {
    await showsQuietly(rig(), { body: `<img name="currentScript" data-api="https://evil.example" alt="">${elements}${tag}` }, { changes: ['+document.currentScript'] });
  });
});

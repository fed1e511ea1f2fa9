import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { manifest } from '../../tools/manifest.js';
import { documented } from '../elements/documented.js';

/** What the sources say of each element. */
const declared = manifest().then(({ modules }) => new Map(modules.flatMap(({ declarations }) => declarations.map((each) => [each.tagName, each] as const))));

const names = (list: readonly { name?: string | undefined }[] | undefined): string[] => (list ?? []).map(({ name = '' }) => name).sort();

describe.each(Object.entries(documented))('the documentation of <%s>', (tag, { parts, slots, states, events, properties, attributes }) => {
  it.each([
    ['cssParts', parts],
    ['slots', slots],
    ['cssStates', states],
    ['events', events],
    ['cssProperties', properties],
    ['attributes', attributes],
  ] as const)('names the %s that the contract holds it to', async (kind, promised) => {
    expect(names((await declared).get(tag)?.[kind])).toEqual([...promised].sort());
  });

  it('has a sentence for each of them, and for itself', async () => {
    const { description, cssParts = [], slots = [], events = [], cssProperties = [], cssStates = [], attributes = [] } = (await declared).get(tag) ?? {};
    const sentences = [description, ...[...cssParts, ...slots, ...events, ...cssProperties, ...cssStates, ...attributes].map((each) => each.description)];
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.{5,}/s);
  });
});

describe.each([
  ['points', ['points.states.ts', 'points-parts.states.ts']],
  ['tier', ['tier.states.ts', 'tier-parts.states.ts']],
])('the stories of %s', (name, files) => {
  it('show every state', async () => {
    const read = (file: string): Promise<string> => readFile(new URL(`../../stories/${file}`, import.meta.url), 'utf8');
    const [stories, shared, ...states] = await Promise.all([read(`${name}.stories.ts`), read('states.ts'), ...files.map(read)]);
    const own = states.join('\n');
    const told = [...stories.matchAll(/= state\('([^']+)'\)/g)].map(([, state]) => state);
    const literal = [...own.matchAll(/(?:ready|stampCard)\(\s*'([^']+)'/g), ...`${own}${shared}`.matchAll(/name: '([^']+)'/g)].map(([, state]) => state);
    const failures = [...shared.slice(shared.indexOf('const sentences'), shared.indexOf('function failures')).matchAll(/^ {2}(\w+): \{ en/gm)].map(([, kind = '']) => `failed: ${kind.replace('_', ' ')}`);
    expect(failures.length).toBeGreaterThan(5);
    expect([...told].sort()).toEqual([...new Set([...literal, ...failures])].sort());
  });
});

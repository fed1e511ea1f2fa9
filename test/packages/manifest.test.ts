import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { manifest, type Declaration, type Manifest } from '../../tools/manifest.js';
import { reactTypes } from '../../tools/pack/react.js';

const source = fileURLToPath(new URL('../../src', import.meta.url));
/** The parts there may be, so that a page's styles work on every element. */
const closedList = ['card', 'heading', 'value', 'label', 'meter', 'bar', 'list', 'item', 'action', 'entry', 'field', 'message'];

let all: Manifest;
let shared = '';
const texts = new Map<string, string>();

beforeAll(async () => {
  all = await manifest();
  shared = await textOf('parts', 'ui', 'styles', 'chunks');
  for (const name of await readdir(join(source, 'elements'))) if (!name.includes('.')) texts.set(name, await textOf(join('elements', name)));
});

async function textOf(...folders: string[]): Promise<string> {
  const files = await Promise.all(
    folders.map(async (folder) => (await readdir(join(source, folder))).filter((file) => file.endsWith('.ts')).map((file) => readFile(join(source, folder, file), 'utf8'))),
  );
  return (await Promise.all(files.flat())).join('\n');
}

function elements(): (Declaration & { tagName: string })[] {
  return all.modules.flatMap(({ declarations }) => declarations.flatMap((one) => (one.tagName ? [{ ...one, tagName: one.tagName }] : [])));
}

/** What the element and what it shares with others say in their source. */
function drawn({ tagName }: { tagName: string }): string {
  return `${texts.get(tagName.replace('vafa-', '')) ?? ''}\n${tagName === 'vafa-provider' ? '' : shared}`;
}

const namesOf = (list: readonly { name?: string | undefined }[] | undefined): string[] => (list ?? []).map(({ name = '' }) => name);

describe('The manifest', () => {
  it('knows every element', () => {
    expect(elements().map(({ tagName }) => tagName).sort()).toEqual(['vafa-points', 'vafa-points-preview', 'vafa-provider', 'vafa-rewards', 'vafa-sign-in', 'vafa-tier']);
  });

  it('has a sentence for every element, attribute, member, event, slot, part, property and state', () => {
    for (const one of elements()) {
      expect(one.description, one.tagName).toMatch(/\.(\n|$)/);
      for (const kind of ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties', 'cssStates'] as const)
        for (const { name, description } of one[kind] ?? []) expect(description, `${one.tagName} ${kind} ${name}`).toMatch(/\.$/);
    }
  });

  it('tells of nothing private', () => {
    for (const one of elements()) expect(namesOf(one.members).filter((name) => /^[#_]/.test(name))).toEqual([]);
  });

  it('names parts, slots, events, properties and states that the source has', () => {
    const events = readFile(join(source, 'events.ts'), 'utf8');
    return events.then((text) => {
      for (const one of elements()) {
        const code = drawn(one);
        for (const part of namesOf(one.cssParts)) expect(partsIn(code), `${one.tagName}::part(${part})`).toContain(part);
        for (const slot of namesOf(one.slots)) expect(code, `${one.tagName} slot ${slot}`).toMatch(slot ? new RegExp(`<slot[^>]*name=["']?${slot}`) : /<slot>/);
        for (const event of namesOf(one.events)) expect(text, `${one.tagName} ${event}`).toContain(`'${event}'`);
        for (const property of namesOf(one.cssProperties)) expect(code, `${one.tagName} ${property}`).toContain(`var(${property}`);
        for (const state of namesOf(one.cssStates)) expect(code + stateNames, `${one.tagName}:state(${state})`).toContain(`'${state}'`);
      }
    });
  });

  it('leaves no part out that an element draws, and all are of the closed list', () => {
    for (const one of elements()) {
      const own = partsIn(texts.get(one.tagName.replace('vafa-', '')) ?? '');
      for (const part of own) expect(namesOf(one.cssParts), `${one.tagName} draws the part ${part}`).toContain(part);
      for (const part of namesOf(one.cssParts)) expect(closedList, `${one.tagName}::part(${part})`).toContain(part);
    }
  });

  it('gives React types for each element', () => {
    const types = reactTypes(all);
    for (const { tagName } of elements()) expect(types).toContain(`'${tagName}': `);
  });
});

/** States that are derived from what a member is: `not_enrolled` is marked as `not-enrolled`. */
const stateNames = "'loading' 'guest' 'not-enrolled' 'blocked' 'failed'";

function partsIn(code: string): string[] {
  return [...code.matchAll(/\bpart=["']([^"'$]+)["']/g)].flatMap(([, names = '']) => names.trim().split(/\s+/));
}

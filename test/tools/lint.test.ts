import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { layers } from '../../tools/lint/layers.js';
import { noEnglish, physicalIn, strictPolicy, wordsIn } from '../../tools/lint/templates.js';

const rules = { layers, 'no-english': noEnglish, 'strict-policy': strictPolicy };

function faults(code: string, filename: string): string[] {
  const config: Linter.Config = {
    files: ['**/*.ts'],
    plugins: { vafa: { rules } },
    rules: { 'vafa/layers': 'error', 'vafa/no-english': 'error', 'vafa/strict-policy': 'error' },
  };
  return new Linter({ cwd: '/kit' }).verify(code, config, { filename: `/kit/src/${filename}` }).map(({ message }) => message);
}

describe('the layer rule', () => {
  it.each([
    ['elements/points/points.ts', '../../adapters/port.js'],
    ['elements/points/points.ts', '../tier/tier.js'],
    ['elements/points/points.ts', 'ky'],
    ['client/client.ts', 'lit'],
    ['client/client.ts', '../adapters/portal-api/http.js'],
    ['domain/wallet.ts', 'zod/mini'],
    ['domain/wallet.schema.ts', 'zod'],
    ['adapters/portal-api/portal-api.ts', 'ky'],
    ['server/club/club.ts', '../gateway/app.js'],
    ['server/gateway/app.ts', '../../client/client.js'],
    ['i18n/message.ts', '../client/client.js'],
    ['define.ts', './server/cli.js'],
  ])('refuses in %s the import of %s', (file, source) => {
    expect(faults(`import { x } from '${source}'; x();`, file)).toHaveLength(1);
  });

  it.each([
    ['elements/points/points.ts', './points.styles.js'],
    ['elements/points/points.ts', '../../controllers/resource.js'],
    ['client/create-client.ts', '../adapters/portal-api/portal-api.js'],
    ['adapters/portal-api/http.ts', 'ky'],
    ['domain/wallet.schema.ts', 'zod/mini'],
    ['server/serve.ts', './gateway/app.js'],
    ['embed.ts', './client/create-client.js'],
  ])('allows in %s the import of %s', (file, source) => {
    expect(faults(`import { x } from '${source}'; x();`, file)).toEqual([]);
  });
});

describe('the template rules', () => {
  it('find the words that are not in the catalogue', () => {
    expect(wordsIn('<p class="a">Hello</p>')).toBe('Hello');
    expect(wordsIn('<button aria-label="Close"></button>')).toBe('Close');
    expect(wordsIn('<p>امتیاز</p>')).toBe('امتیاز');
    expect(wordsIn('<p class="card" part="card">\u0000 · \u0000&nbsp;<!-- note --></p>')).toBeUndefined();
    expect(faults('html`<p>Hello</p>`;', 'ui/card.ts')).toHaveLength(1);
  });

  it('find what a strict policy refuses', () => {
    expect(faults('html`<p style="color: red"></p>`;', 'ui/card.ts')).toHaveLength(1);
    expect(faults('html`<p .style=${x}></p>`;', 'ui/card.ts')).toEqual([]);
    expect(faults('html`<p onclick="x()"></p>`;', 'ui/card.ts')).toHaveLength(1);
  });
});

describe('the CSS rule', () => {
  it.each([
    'a{margin-left:1em}', 'a{left:0}', 'a{text-align:right}', 'a{float:left}', 'a{padding:1em 2em 1em 3em}', 'a{border-top-left-radius:2px}',
    'a{border-radius:1em 0}', 'a{background:linear-gradient(to right,red,blue)}', 'a{font-size:1rem}', 'a{inset:0 calc(1em + (2px * 2)) 0 0}',
  ])('refuses %s', (css) => {
    expect(physicalIn(css)).toHaveLength(1);
  });

  it.each([
    'a{margin-inline-start:1em}', 'a{inset-inline:0}', 'a{text-align:end}', 'a{padding:1em 2em}', 'a{border-radius:1em 1em 0 0}',
    'a{padding:calc(1 * var(--_space)) calc(3 * (var(--_space) + 1px))}', '/* left: over */ a{color:red}', 'a{border-start-start-radius:2px}', 'a{inset:0}',
  ])('allows %s', (css) => {
    expect(physicalIn(css)).toEqual([]);
  });

  it('finds nothing in the style sheets of the demo shop', async () => {
    const folder = new URL('../../demo/public/', import.meta.url).pathname;
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.css')))
      expect(physicalIn(await readFile(join(folder, file), 'utf8')).filter((found) => !found.endsWith('rem')), file).toEqual([]);
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { build, parseSync } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { pack, type Packed } from '../../tools/pack.js';
import { serveFolder } from '../../tools/serve-folder.js';
import { ScriptedApi } from '../embed/support/api.js';
import { engines } from '../embed/support/engines.js';
import { Application } from './support/install.js';
import { reactApp } from './support/react-app.js';

let out = '';
let vafa: Packed;
let server: Packed;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'vafa-packages-'));
  ({ vafa, server } = await pack(out));
});
afterAll(() => rm(out, { recursive: true, force: true }));

const both = [['vafa', () => vafa] as const, ['vafa-server', () => server] as const];

describe.each(both)('The package %s', (name, packed) => {
  it('is as publint wants it', async () => {
    const { messages } = await publint({ pkgDir: packed().folder, strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that resolve wherever modules do', async () => {
    const attw = join(dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')), 'dist/index.js');
    await expect(promisify(execFile)(process.execPath, [attw, '--profile', 'esm-only', '--format', 'ascii', packed().archive])).resolves.toMatchObject({ stdout: expect.stringContaining('ESM') });
  });

  it('holds no test, no source and no secret', async () => {
    const files = await readdir(packed().folder, { recursive: true });
    expect(files.filter((file) => /test|\.map$|\.env|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(files).toContain('LICENSE');
  });

  it('has a README of its own, without links that lead nowhere from a registry', async () => {
    const readme = await readFile(join(packed().folder, 'README.md'), 'utf8');
    expect(readme.startsWith(`# ${name}\n`)).toBe(true);
    expect([...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target).filter((target) => !/^(https:|#)/.test(target ?? ''))).toEqual([]);
    for (const [, file = ''] of readme.matchAll(/`([\w/]+\.(?:md|json))`/g)) if (file !== 'vafa.program.json') expect(await readdir(packed().folder, { recursive: true })).toContain(file);
  });

  it('names each module that does something when it is imported, and no other', async () => {
    const { sideEffects }: { sideEffects: false | string[] } = JSON.parse(await readFile(join(packed().folder, 'package.json'), 'utf8'));
    const named = (sideEffects || []).filter((path) => path.startsWith('./lib/'));
    expect(await acting(packed().folder)).toEqual(named);
  });
});

/** Modules whose top level calls something for its effect; decorators only touch their own class. */
async function acting(folder: string): Promise<string[]> {
  const files = (await readdir(join(folder, 'lib'), { recursive: true })).filter((file) => file.endsWith('.js'));
  const found = await Promise.all(
    files.sort().map(async (file) => {
      const { program } = parseSync(file, await readFile(join(folder, 'lib', file), 'utf8'));
      const acts = program.body.some(
        (node) =>
          node.type === 'ExpressionStatement' &&
          !(node.expression.type === 'CallExpression' && node.expression.callee.type === 'Identifier' && node.expression.callee.name === '__decorate') &&
          !(node.expression.type === 'AssignmentExpression' && node.expression.left.type === 'Identifier'),
      );
      return acts ? [`./${relative(folder, join(folder, 'lib', file)).replaceAll('\\', '/')}`] : [];
    }),
  );
  return found.flat();
}

describe('vafa in an empty React 19 application', () => {
  let app: Application;
  beforeAll(async () => {
    app = await Application.make(reactApp(vafa.archive));
  });
  afterAll(() => rm(app.folder, { recursive: true, force: true }));

  it('type-checks, with the elements in JSX', async () => {
    expect(await app.types()).toBe('');
  });

  it('loads in plain Node, where there is no document', async () => {
    const names = await app.node("const kit = await import('vafa'); const { VafaPoints } = await import('vafa/elements/points.js'); console.log(kit.VafaPoints === VafaPoints, kit.version);");
    expect(names).toBe('true 0.1.0');
  });

  it('depends on exactly the ky that it was tested with', async () => {
    const { dependencies } = JSON.parse(await readFile(join(vafa.folder, 'package.json'), 'utf8'));
    expect(dependencies.ky).toBe('2.0.2');
  });

  it('brings little, and nothing of a server', async () => {
    const names = await app.installed();
    const own = names.filter((name) => !/^(react|react-dom|scheduler|csstype|@types\/react(-dom)?)$/.test(name));
    expect(own.sort()).toEqual(['@jmespath-community/jmespath', '@lit-labs/ssr-dom-shim', '@lit/context', '@lit/reactive-element', '@types/trusted-types', 'ky', 'lean-qr', 'lit', 'lit-element', 'lit-html', 'vafa', 'zod']);
  });

  it('shows points in a browser', async () => {
    await build({ root: app.folder, configFile: false, logLevel: 'error', build: { outDir: 'built' } });
    const api = new ScriptedApi();
    await api.listen();
    const site = await serveFolder(join(app.folder, 'built'));
    const browser = await engines.Chromium();
    try {
      const tab = await browser.open();
      await tab.goto(`${site.url}/?api=${encodeURIComponent(api.origin)}`);
      const points = `document.querySelector('vafa-points')?.shadowRoot?.textContent.replace(/\\s+/g, ' ')`;
      await expect.poll(() => tab.evaluate(points), { timeout: 10_000 }).toMatch(/1,240 points/);
      expect(await tab.evaluate(`document.querySelector('vafa-points').hideActivity`)).toBe(true);
      expect(await tab.evaluate(`document.querySelector('vafa-tier').hidePerks`)).toBe(true);
      expect(await tab.evaluate('window.heard')).toEqual([]);
    } finally {
      await Promise.all([browser.close(), site.close(), api.close()]);
    }
  });
});

describe('vafa-server, installed', () => {
  let app: Application;
  beforeAll(async () => {
    app = await Application.make({ 'package.json': JSON.stringify({ name: 'club', private: true, type: 'module', dependencies: { 'vafa-server': `file:${server.archive}` } }) });
  });
  afterAll(() => rm(app.folder, { recursive: true, force: true }));

  it('loads in plain Node, and ends by itself', async () => {
    expect(await app.node("const { startGateway, createGateway, openClub } = await import('vafa-server'); console.log(typeof startGateway, typeof createGateway, typeof openClub);")).toBe('function function function');
  });

  it('has the command `vafa`, which makes a club in a folder and answers in one line where there is none', async () => {
    expect(await app.bin('vafa', 'club', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('vafa club apply') });
    expect(await app.bin('vafa', 'club', 'codes', 'left', '--data', './nowhere')).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no club in the folder \.\/nowhere\..*\n$/) });
    const program = join(app.folder, 'vafa.program.json');
    await writeFile(program, JSON.stringify(defaultProgram));
    expect(await app.bin('vafa', 'club', 'apply', program, '--data', './data', '--reason', 'We begin', '--by', 'Bea')).toMatchObject({ code: 0, out: expect.stringContaining('Revision 1 is in force') });
    expect(await app.bin('vafa', 'club', 'audit', '--data', './data')).toMatchObject({ code: 0, out: expect.stringMatching(/owner Bea +program\.apply +We begin/) });
  });

  it('brings the owner’s guide', async () => {
    expect(await readFile(join(app.folder, 'node_modules/vafa-server/docs/club.md'), 'utf8')).toContain('# Running a club');
  });

  it('brings a database and no front end', async () => {
    const names = await app.installed();
    expect(names).toEqual(expect.arrayContaining(['hono', 'jose', 'pg', '@electric-sql/pglite', 'drizzle-orm', 'zod']));
    expect(names.filter((name) => /^(lit|@lit\/.*|ky|react|vafa)$/.test(name))).toEqual([]);
    expect(names.length).toBeLessThanOrEqual(30);
  });
});

import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/server/cli/run.js';
import { startCluster, type Cluster } from './postgres.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const guide = await readFile(join(project, 'docs/club.md'), 'utf8');

interface Block {
  readonly language: string;
  /** Of a file: its name. */
  readonly name: string;
  readonly text: string;
}
const blocks: Block[] = [...guide.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', name = '', text = '']) => ({ language, name, text }));
const scripts = blocks.filter(({ language }) => language === 'sh');

let cluster: Cluster;
let folder = '';
let compiled = '';
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  cluster = await startCluster();
  folder = await mkdtemp(join(tmpdir(), 'vafa-guide-'));
  const vafa = join(folder, 'vafa');
  // Beside the packages, so that it finds them.
  compiled = join(project, `node_modules/.vafa-guide-${process.pid}.mjs`);
  await build({ entryPoints: [join(project, 'src/server/cli/bin.ts')], outfile: compiled, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' });
  await writeFile(vafa, `#!/bin/sh\nexec '${process.execPath}' '${compiled}' "$@"\n`);
  await chmod(vafa, 0o755);
  for (const { name, text } of blocks) if (name !== '') await writeFile(join(folder, name), text);
  env = { ...process.env, DATABASE_URL: await cluster.database(), PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`, VAFA_DEBUG: '1' };
});
afterAll(async () => {
  await cluster?.stop();
  await Promise.all([rm(folder, { recursive: true, force: true }), rm(compiled, { force: true })]);
});

describe('the guide for owners', () => {
  it.each(scripts.map(({ text }) => [text.trim()]))('runs: %s', async (script) => {
    const { stderr } = await promisify(execFile)('bash', ['--norc', '-eu', '-c', script], { cwd: folder, env });
    expect(stderr).toBe('');
  }, 60_000);

  it('leaves the club as it says', async () => {
    const sheet = await readFile(join(folder, 'everybody.csv'), 'utf8');
    const points = new Map(sheet.trimEnd().split('\r\n').map((line) => line.split(',')).map((fields) => [fields[0], fields[8]]));
    expect([points.get('c-17'), points.get('c-18'), points.get('c-19')]).toEqual(['1420', '50', '0']);
  });

  it('shows every command', () => {
    for (const { name } of commands.filter(({ topic }) => topic === 'club')) expect(guide).toContain(`vafa club ${name}`);
  });
});

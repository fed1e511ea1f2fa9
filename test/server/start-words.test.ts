import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { startGateway, type RunningGateway, type StartOptions } from '../../src/server/start-gateway.js';
import { typed } from './keyboard.js';

let folder = '';
const running: RunningGateway[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vafa-words-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: StartOptions = {}): Promise<RunningGateway> {
  const gateway = await startGateway({ port: 0, dataDir: folder, env: {}, log: () => undefined, ...options });
  running.push(gateway);
  return gateway;
}

describe('a start', () => {
  it('without a program says once that it is the sample shop’s, and where yours goes; with one, nothing', async () => {
    const told: string[] = [];
    const path = join(folder, 'mine.json');
    await writeFile(path, JSON.stringify(defaultProgram));
    const log = (line: string) => void told.push(line);
    await (await start({ log })).close();
    expect(told).toEqual([expect.stringMatching(/sample shop.*VAFA_PROGRAM.*vafa club apply/)]);
    await (await start({ log, env: { VAFA_PROGRAM: path } })).close();
    await typed(['apply', path, '--data', folder, '--reason', 'x'], {});
    await (await start({ log })).close();
    expect(told).toHaveLength(1);
  });

  it('keeps its secrets out of what is printed, listed or copied of it', async () => {
    const gateway = await start();
    const [secret = 'none'] = gateway.secrets.token;
    expect(secret.length).toBeGreaterThan(31);
    expect(Object.keys(gateway)).not.toContain('secrets');
    expect({ ...gateway }).not.toHaveProperty('secrets');
    expect(inspect(gateway, { depth: 1 })).not.toContain(secret);
  });
});

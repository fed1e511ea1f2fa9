import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { startGateway, type RunningGateway, type StartOptions } from '../../src/server/start-gateway.js';
import { closing, opening, welcome, type Opened } from '../../tools/welcome.js';
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

describe('the words of `npm start`', () => {
  const opened: Opened = { shopUrl: 'http://localhost:4800', gatewayUrl: 'http://127.0.0.1:4801', dataDir: '.vafa', config: undefined, hasClub: true };

  it('of the demo’s own club tell of its members, its program and how to begin again', () => {
    expect(opening(opened)).toBe('Opening the club and its sample members in .vafa …');
    expect(welcome(opened)).toMatch(/The program +the sample shop’s.*\n +Data +\.vafa \(delete it to begin again\)/);
    expect(welcome(opened)).not.toContain('The backend');
    expect(closing(true)).toBe('Closing the shop and the club.');
  });

  it('of a vendor tell of no club, no program and nothing that begins again, and who the customers are there', () => {
    const vendors = { ...opened, config: 'my/vafa.json', hasClub: false };
    const said = [opening(vendors), welcome(vendors), closing(false)].join('\n');
    expect(said).not.toMatch(/club|program|sample|begin again/i);
    expect(said).toMatch(/Opening the gateway that my\/vafa\.json describes.*The backend +as my\/vafa\.json says.*The customers +sara, omid, mina, …@example\.com.*record of wishes; what the backend has done stays there.*Closing the shop and the gateway\./s);
  });

  it('of a club that a configuration names tell where its program comes from', () => {
    expect(welcome({ ...opened, config: 'vafa.json' })).toMatch(/The backend +as vafa\.json says.*\n +The program +the one it names; else what was applied.*\n +Data +\.vafa \(delete it to begin again\)/);
  });

  it('name the addresses of the shop and the gateway, whichever backend answers', () => {
    for (const [config, hasClub] of [[undefined, true], ['vafa.json', true], ['vafa.json', false]] as const) {
      const addresses = [...welcome({ ...opened, config, hasClub }).matchAll(/https?:\/\/\S+/g)].map(([address]) => address);
      expect(addresses).toEqual(['http://localhost:4800/en', 'http://localhost:4800/fa', 'http://127.0.0.1:4801/portal/v1/openapi.json', 'http://localhost:6006']);
    }
  });
});

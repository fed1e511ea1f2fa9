import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../tools/browsers.js';
import { Started } from './support/started.js';

let dataDir: string;
let env: Record<string, string>;
const running: Started[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vafa-start-'));
  env = { VAFA_DATA: dataDir, VAFA_SHOP_PORT: String(await freePort()), VAFA_PORT: String(await freePort()) };
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.kill()));
  await rm(dataDir, { recursive: true, force: true });
});

function start(changes: Record<string, string> = {}): Started {
  const one = new Started({ ...env, ...changes });
  running.push(one);
  return one;
}

async function occupy(): Promise<{ port: string; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: String(typeof address === 'object' && address ? address.port : 0) };
}

describe('npm start', () => {
  it('prints where the shop is in both languages and how to stop, ends in order at Ctrl+C, and opens again', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const demo = start();
      await demo.says('Stop');
      expect(demo.output).toContain(`http://localhost:${env.VAFA_SHOP_PORT}/en`);
      expect(demo.output).toContain(`http://localhost:${env.VAFA_SHOP_PORT}/fa`);
      expect(demo.output).toContain('npm run storybook');
      expect(demo.output).toMatch(/^Opening the club[^]*\nBuilding the script[^]*VAFA_PROGRAM/);
      for (const address of [`http://localhost:${env.VAFA_SHOP_PORT}/fa`, `http://127.0.0.1:${env.VAFA_PORT}/v1/vafa.js`]) {
        expect((await fetch(address)).status, address).toBe(200);
      }
      demo.signal(signal);
      expect(await demo.ended()).toBe(0);
      expect(demo.errors).toBe('');
    }
  });

  it('says in one line that it runs already, and does not disturb the first', async () => {
    const first = start();
    await first.says('Stop');
    const second = start({ VAFA_SHOP_PORT: String(await freePort()), VAFA_PORT: String(await freePort()) });
    expect(await second.ended()).toBe(1);
    expect(second.errors).toMatch(/^The data folder is in use by process \d+ .*\n$/);
    expect((await fetch(`http://127.0.0.1:${env.VAFA_PORT}/v1/vafa.js`)).status).toBe(200);
  });

  it.each(['VAFA_SHOP_PORT', 'VAFA_PORT'])('says in one line that a port is taken, and which setting chooses another (%s)', async (setting) => {
    const { port, server } = await occupy();
    const demo = start({ [setting]: port });
    expect(await demo.ended()).toBe(1);
    expect(demo.errors).toBe(`Port ${port} is taken. Stop the program that uses it, or choose another port with ${setting}.\n`);
    server.close();
  });

  it('says in one line which database folder is broken', async () => {
    await mkdir(join(dataDir, 'database'), { recursive: true });
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), 'nonsense');
    const demo = start();
    expect(await demo.ended()).toBe(1);
    expect(demo.errors.trim().split('\n')).toHaveLength(1);
    expect(demo.errors).toContain(join(dataDir, 'database'));
  });

  it('says in one line which of the shop’s files is broken', async () => {
    await mkdir(join(dataDir, 'shop'), { recursive: true });
    await writeFile(join(dataDir, 'shop', 'shop.json'), '{');
    const demo = start();
    expect(await demo.ended()).toBe(1);
    expect(demo.errors.trim().split('\n')).toHaveLength(1);
    expect(demo.errors).toContain('shop.json');
  });
});

import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPglite } from '../../src/server/club/pglite.js';
import { defaultProgram } from '../../src/server/club/default-program.js';
import { lockFolder } from '../../src/server/folder-lock.js';
import { mintToken } from '../../src/server/gateway/token.js';
import { demoMembers, seedDemo } from '../../src/server/seed-demo.js';
import { seedGifts } from '../../src/server/seed-gifts.js';
import { startGateway, type RunningGateway, type StartOptions } from '../../src/server/start-gateway.js';
import { explain, UserError } from '../../src/server/user-error.js';
import { typed } from './keyboard.js';

let folder: string;
const running: RunningGateway[] = [];
/** An empty embedded database, made once: the first boot of one takes seconds, a copy does not. */
let template: string;
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'vafa-template-'));
  await (await openPglite(join(template, 'database'))).close();
});
afterAll(() => rm(template, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vafa-start-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: StartOptions = {}): Promise<RunningGateway> {
  if (!existsSync(join(folder, 'database'))) await cp(template, folder, { recursive: true });
  const gateway = await startGateway({ port: 0, dataDir: folder, env: {}, log: () => undefined, ...options });
  running.push(gateway);
  return gateway;
}

/** The one line a failed start prints. */
async function failure(options: StartOptions): Promise<string> {
  const settings = { port: 0, dataDir: folder, env: {}, log: () => undefined, ...options };
  const thrown: unknown = await startGateway(settings).then((gateway) => gateway.close(), (reason: unknown) => reason);
  expect(thrown).toBeInstanceOf(UserError);
  const line = explain(thrown);
  expect(line).not.toContain('\n');
  return line;
}

async function ask(gateway: RunningGateway, path: string, memberId = 'sara', headers: Record<string, string> = {}) {
  const token = await mintToken({ secret: gateway.secrets.token[0] ?? '', issuer: gateway.issuer, memberId });
  const answer = await fetch(`${gateway.url}/portal/v1/${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });
  return answer.json();
}

describe('a start', () => {
  it('serves the demo, and after a restart the numbers and the secrets are the same', async () => {
    const first = await start();
    await seedDemo(first.club);
    const includes = 'snapshot?include=member&include=wallets&include=tiers&include=activity%3Flimit%3D50';
    const strip = ({ at: _, ...rest }: Record<string, unknown>) => JSON.parse(JSON.stringify(rest).replace(/"(asOf|start)":"[^"]*"/g, '"$1":""'));
    const before = strip(await ask(first, includes));
    await first.close();
    const second = await start();
    await seedDemo(second.club);
    expect(strip(await ask(second, includes))).toEqual(before);
    expect(second.secrets).toEqual(first.secrets);
  });

  it('is of the program that was applied to its database, and where none was of the one given', async () => {
    const given = { ...defaultProgram, shop: { ...defaultProgram.shop, id: 'given', name: { en: 'Given' } } };
    const path = join(folder, 'given.json');
    await writeFile(path, JSON.stringify(given));
    const shopOf = async (gateway: RunningGateway) => ({ id: gateway.shopId, issuer: gateway.issuer, name: (await ask(gateway, 'shop')).name });
    const first = await start({ env: { VAFA_PROGRAM: path } });
    expect(await shopOf(first)).toEqual({ id: 'given', issuer: 'given', name: 'Given' });
    await first.close();
    await writeFile(path, JSON.stringify({ ...given, shop: { ...given.shop, name: { en: 'Applied' } } }));
    expect(await typed(['apply', path, '--data', folder, '--reason', 'x'], {})).toMatchObject({ code: 0 });
    expect(await shopOf(await start())).toEqual({ id: 'given', issuer: 'given', name: 'Applied' });
  });

  it('whose program’s file is wrong is refused, naming it', async () => {
    expect(await failure({ env: { VAFA_PROGRAM: join(folder, 'none.json') } })).toMatch(/There is no file .*none\.json/);
  });

  it('shows the demo’s people as they are meant to be', async () => {
    const gateway = await start();
    await seedDemo(gateway.club);
    const [[wallet], [track], history] = [await ask(gateway, 'wallets'), await ask(gateway, 'tiers'), await ask(gateway, 'activity?limit=100')];
    expect(wallet.available).toBeGreaterThan(500);
    expect(wallet.pending).toBeGreaterThan(0);
    expect(Date.parse(wallet.expiring[0].at) - Date.now()).toBeLessThan(30 * 86_400_000);
    expect(track).toMatchObject({ current: 'gold' });
    expect(new Set(history.items.map((line: { kind: string }) => line.kind))).toEqual(new Set(['earn', 'refund', 'expire', 'grant']));
    expect((await ask(gateway, 'tiers', 'omid'))[0]).toMatchObject({ current: 'bronze' });
    expect(await ask(gateway, 'member', 'mina')).toMatchObject({ state: 'not_enrolled' });
    expect(demoMembers.map(({ id }) => id)).toEqual(['sara', 'omid', 'mina']);
  });

  it('shows Sara what the shop gave her, once, however often it starts: credit to use, and points that end soon', async () => {
    const gateway = await start();
    await seedDemo(gateway.club);
    const before = (await ask(gateway, 'wallets'))[0].available;
    for (const days of [0, 1]) await seedGifts(gateway.club, new Date(Date.now() + days * 86_400_000));
    const [points, , credit] = await ask(gateway, 'wallets');
    expect(points.available).toBe(before + 60);
    expect(points.expiring.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).toBeGreaterThanOrEqual(60);
    expect(credit).toMatchObject({ id: 'credit', available: 60_000 });
    expect((await ask(gateway, 'rewards')).find(({ id }: { id: string }) => id === 'spend-credit')).toMatchObject({ price: { kind: 'variable', min: 5_000 }, unit: { id: 'credit' } });
  });

  it('on a taken port is one plain line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await failure({ port })).toBe(`Port ${port} is taken. Stop the program that uses it, or choose another port with VAFA_PORT.`);
    other.close();
    await start();
  });

  it('on a folder that is in use is one plain line, and the first goes on', async () => {
    const first = await start();
    expect(await failure({})).toMatch(new RegExp(`^The data folder is in use by process ${process.pid}.*lock\\.json`));
    expect(await ask(first, 'member')).toMatchObject({ id: 'sara' });
  });

  it.each([
    ['a database whose files are gone', async (database: string) => rm(join(database, 'global'), { recursive: true })],
    ['a database whose control file is cut short', async (database: string) => writeFile(join(database, 'global', 'pg_control'), 'x')],
  ])('on %s is one plain line, and the folder is let go', async (_, spoil) => {
    await (await start()).close();
    running.splice(0);
    await spoil(join(folder, 'database'));
    expect(await failure({})).toMatch(/^The database folder .*database cannot be opened \(.*\)\. Restore it from a copy, or delete it/);
    await rm(join(folder, 'database'), { recursive: true });
    await start();
  });

  it('on a data folder that cannot be made is one plain line', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await failure({ dataDir: join(folder, 'file', 'data') })).toMatch(/VAFA_DATA/);
  });

  it.each([
    [{ VAFA_PORT: 'http' }, /VAFA_PORT is "http"/],
    [{ VAFA_PORT: '70000' }, /VAFA_PORT is "70000"/],
    [{ VAFA_ORIGINS: 'shop.example' }, /shop\.example.*not an exact origin/],
    [{ VAFA_TRUSTED_PROXIES: 'yes' }, /VAFA_TRUSTED_PROXIES/],
    [{ VAFA_TOKEN_SECRET: 'short' }, /VAFA_TOKEN_SECRET.*32/],
  ])('with the setting %j says what is wrong with it', async (env, said) => {
    expect(await failure({ env, ...('VAFA_PORT' in env ? { port: undefined } : {}) })).toMatch(said);
  });
});

describe('secrets', () => {
  const strong = { VAFA_TOKEN_SECRET: 'a-token-secret-that-is-long-enough-0123456789', VAFA_SHOP_SECRET: 'a-shop-secret-that-is-long-enough-0123456789' };

  it('are made at the first development start, for the owner’s eyes only', async () => {
    const { secrets } = await start();
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    for (const secret of [...secrets.token, ...secrets.shop]) expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(secrets.token).not.toEqual(secrets.shop);
  });

  it('are not made in production: the start is refused, naming the settings', async () => {
    const env = { NODE_ENV: 'production', VAFA_ORIGINS: 'https://shop.example' };
    expect(await failure({ env })).toMatch(/^VAFA_TOKEN_SECRET and VAFA_SHOP_SECRET must be set in production/);
    expect(await failure({ env: { ...env, VAFA_TOKEN_SECRET: strong.VAFA_TOKEN_SECRET } })).toMatch(/^VAFA_SHOP_SECRET must/);
    expect(await failure({ env: { NODE_ENV: 'production', ...strong } })).toMatch(/^VAFA_ORIGINS must/);
    const gateway = await start({ env: { ...env, ...strong } });
    expect(gateway.secrets.token).toEqual([strong.VAFA_TOKEN_SECRET]);
    await expect(stat(join(folder, 'secrets.json'))).rejects.toThrow();
  });

  it('that cannot be read are one plain line', async () => {
    await writeFile(join(folder, 'secrets.json'), '{');
    expect(await failure({})).toMatch(/secrets\.json cannot be read\. Delete the file/);
  });
});

describe('the lock of a folder', () => {
  const path = () => join(folder, 'lock.json');
  const write = (pid: number, host = hostname()) => writeFile(path(), JSON.stringify({ pid, host, nonce: 'earlier' }));
  const deadPid = () =>
    new Promise<number>((resolve) => {
      const child = execFile(process.execPath, ['-e', '']);
      child.once('exit', () => resolve(child.pid ?? 0));
    });

  it('is let go at the end', async () => {
    await (await lockFolder(folder))();
    await expect(readFile(path())).rejects.toThrow();
    await (await lockFolder(folder))();
  });

  it('left by a process that died is taken over', async () => {
    await write(await deadPid());
    const letGo = await lockFolder(folder);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({ pid: process.pid });
    await letGo();
  });

  it('left by an earlier life with the same process id is taken over', async () => {
    await write(process.pid);
    await (await lockFolder(folder))();
  });

  it('left behind by a process that died is won by one of many', async () => {
    await write(await deadPid());
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of a living process, or of another machine, is respected', async () => {
    await write(process.ppid);
    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.ppid}`);
    await write(await deadPid(), 'another-machine');
    await expect(lockFolder(folder)).rejects.toThrow('another-machine');
  });

  it('that was cut short in writing is taken over', async () => {
    await writeFile(path(), '{"pid":');
    await (await lockFolder(folder))();
  });
});

describe('a process that is killed', () => {
  it('leaves a folder that the next start opens, with every acknowledged point', async () => {
    await cp(template, folder, { recursive: true });
    const child = await startElsewhere();
    const post = (id: string, type: string, data: object) =>
      fetch(`${child.url}/shop/v1/events`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${child.shop}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ id, at: new Date().toISOString(), type, data }),
      });
    expect((await post('j', 'member.joined', { memberId: 'kim' })).status).toBe(200);
    const total = { minor: 7_700_000, currency: 'IRR' };
    const order = { id: 'o', number: '1', placedAt: new Date().toISOString(), items: [], total, state: 'placed' };
    expect((await post('p', 'order.placed', { memberId: 'kim', order })).status).toBe(200);
    await child.kill();
    const gateway = await start();
    expect((await ask(gateway, 'wallets', 'kim'))[0]).toMatchObject({ pending: 77 });
  });

  /** A gateway in a process of its own, on this test's folder. */
  async function startElsewhere() {
    const module = fileURLToPath(new URL('../../src/server/start-gateway.ts', import.meta.url));
    const code = `import { startGateway } from ${JSON.stringify(module)};
      const gateway = await startGateway({ port: 0, dataDir: ${JSON.stringify(folder)}, env: {} });
      console.log(JSON.stringify({ url: gateway.url, shop: gateway.secrets.shop[0] }));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
      child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const kill = async () => {
      child.kill('SIGKILL');
      await gone;
    };
    return { ...(JSON.parse(said) satisfies { url: string; shop: string }), kill };
  }
});

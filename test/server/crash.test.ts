import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CallbackIssuer } from '../../src/server/club/callback.js';
import { rowsOf, type ClubDatabase } from '../../src/server/club/database.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { testClub } from './clubs.js';
import { crashProgram, makerSecret } from './crash-program.js';
import { tokenFor } from './gateways.js';
import { faultsOf } from './ledger-audit.js';
import { startCluster, type Cluster } from './postgres.js';

let cluster: Cluster;
let maker: Server;
let makerUrl: string;
const made = new Map<string, string>();
const asked = z.object({ type: z.string(), redemptionId: z.string() });
beforeAll(async () => {
  cluster = await startCluster();
  maker = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { redemptionId } = z.parse(asked, JSON.parse(Buffer.concat(parts).toString()));
      const code = made.get(redemptionId) ?? `MADE-${made.size}-${redemptionId}`;
      made.set(redemptionId, code);
      response.writeHead(200).end(JSON.stringify({ code }));
    });
  });
  await new Promise<void>((resolve) => maker.listen(0, '127.0.0.1', resolve));
  const address = maker.address();
  makerUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/codes`;
});
afterAll(async () => {
  maker?.closeAllConnections();
  maker?.close();
  await cluster?.stop();
});

/** Numbers that look random and are the same for one seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** A server that is killed now and then and started again. */
class MortalServer {
  #child: ChildProcess | undefined;
  #url: Promise<string> = Promise.reject(new Error('not started'));
  kills = 0;

  constructor(private readonly place: string) {
    this.#url.catch(() => undefined);
  }

  start(): Promise<string> {
    const env = { ...process.env, CRASH_DATABASE: this.place, CRASH_MAKER: makerUrl };
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'crash-child.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    this.#url = new Promise((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (data: Buffer) => {
        said += String(data);
        if (said.includes('\n')) resolve(said.trim());
      });
      child.once('exit', () => reject(new Error('The server ended before it listened.')));
    });
    this.#url.catch(() => undefined);
    return this.#url;
  }

  get url(): Promise<string> {
    return this.#url;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.kills += 1;
  }
}

interface Wish {
  readonly memberId: string;
  readonly key: string;
  readonly path: string;
  readonly body: string;
}

/** Asks until there is an answer, as a page does that lost one. */
async function persist(server: MortalServer, wish: Wish): Promise<string> {
  const token = await tokenFor(wish.memberId);
  for (;;) {
    try {
      const url = await server.url;
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': wish.key };
      const answer = await fetch(url + wish.path, { method: 'POST', headers, body: wish.body });
      const text = await answer.text();
      if (answer.status === 200) return text;
      if (answer.status !== 409 && answer.status < 500) throw new TypeError(`refused: ${text}`, { cause: 'refused' });
    } catch (thrown) {
      if (thrown instanceof Error && thrown.cause === 'refused') throw thrown;
    }
    await pause(20);
  }
}

const redemptions = z.object({ id: z.string(), key: z.string(), state: z.string(), code: z.nullable(z.string()) });
const answered = z.object({ result: z.object({ id: z.string(), state: z.string(), code: z.optional(z.string()) }) });

interface Story {
  readonly place: string;
  readonly open: () => Promise<ClubDatabase>;
  readonly wishes: number;
  readonly members: number;
  readonly kills: number;
  readonly seed: number;
}

/** Members wish, the server dies, they wish again with the same keys: in the end each has just what was acknowledged. */
async function tell({ place, open, wishes: many, members: people, kills, seed }: Story): Promise<void> {
  const random = chance(seed);
  const members = Array.from({ length: people }, (_, index) => `member-${index}`);
  await prepare(open, members, many);
  const server = new MortalServer(place);
  await server.start();
  const wishes = Array.from({ length: many }, (_, index): Wish => {
    const path = `/portal/v1/redeem${random() < 0.4 ? '?include=wallets&include=redemptions' : ''}`;
    return { memberId: members[index % people] ?? '', key: `key-${index}`, path, body: JSON.stringify({ rewardId: random() < 0.3 ? 'made' : 'tea', cost: 100 }) };
  });
  const answers = new Map<string, string>();
  const waiting = [...wishes];
  const client = async () => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) answers.set(wish.key, await persist(server, wish));
  };
  let over = false;
  const reaper = async () => {
    // Each death comes after so many more answers, at a moment that the seed decides.
    for (let death = 1; death <= kills; death += 1) {
      const after = Math.floor((many * (death - random())) / (kills + 1));
      while (answers.size < after && !over) await pause(2);
      await pause(random() * 30);
      if (over) return;
      await server.kill();
      await server.start();
    }
  };
  const death = reaper();
  await Promise.all(Array.from({ length: 8 }, client));
  over = true;
  await death;
  // Every key once more: the same answer, to the byte.
  for (const wish of wishes.filter(() => random() < 0.3)) expect(await persist(server, wish)).toBe(answers.get(wish.key));
  expect(server.kills).toBeGreaterThanOrEqual(Math.floor(kills * 0.8));
  await server.kill();
  await judge(open, wishes, answers);
}

async function prepare(open: Story['open'], members: readonly string[], many: number): Promise<void> {
  const database = await open();
  const club = await testClub({ database, program: crashProgram(makerUrl), issuer: new CallbackIssuer({ url: makerUrl, secret: makerSecret }) });
  for (const memberId of members) {
    await club.receive({ id: `join ${memberId}`, at: new Date().toISOString(), type: 'member.joined', data: { memberId } });
    await club.grant(memberId, { walletId: 'points', amount: many * 100, title: 'A gift', reason: 'test', actor: 'tester', key: 'gift' });
  }
  await club.uploadCodes('tea', Array.from({ length: many }, (_, index) => `TEA-${index}`), 'tester');
  await club.close();
}

async function judge(open: Story['open'], wishes: readonly Wish[], answers: ReadonlyMap<string, string>): Promise<void> {
  const database = await open();
  const later = () => new Date(Date.now() + 60_000);
  const club = await testClub({ database, program: crashProgram(makerUrl), now: later, issuer: new CallbackIssuer({ url: makerUrl, secret: makerSecret }) });
  await club.runJobs();
  const rows = await rowsOf(
    database.sql,
    sql`select r.redemption_id as id, r.request_key as key, r.state, c.code from redemptions r left join codes c using (shop_id, redemption_id)`,
    redemptions,
  );
  expect(rows).toHaveLength(wishes.length);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  for (const { key } of wishes) {
    const { result } = z.parse(answered, JSON.parse(answers.get(key) ?? ''));
    const row = byKey.get(key);
    expect(row?.id, key).toBe(result.id);
    expect(row?.state, key).toBe('issued');
    if (result.code !== undefined) expect(row?.code, key).toBe(result.code);
  }
  expect(new Set(rows.map(({ code }) => code)).size).toBe(wishes.length);
  expect(await faultsOf(database.sql, 'demo')).toEqual([]);
  await club.close();
}

const seed = Number(process.env.VAFA_SEED ?? 20_261_123);

describe('a server that is killed at any moment', () => {
  it('on PostgreSQL: of 1,000 redemptions each acknowledged one is there once', { timeout: 300_000 }, async () => {
    const place = await cluster.database();
    await tell({ place, open: () => openPostgres({ url: place }), wishes: 1_000, members: 25, kills: 12, seed });
  });

  it('on the embedded database: of 120 redemptions each acknowledged one is there once', { timeout: 300_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vafa-crash-'));
    await tell({ place: folder, open: () => openPglite(folder), wishes: 120, members: 5, kills: 4, seed });
    await rm(folder, { recursive: true, force: true });
  });
});

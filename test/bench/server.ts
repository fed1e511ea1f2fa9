import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import * as z from 'zod/mini';
import { tokenFor } from '../server/gateways.js';
import { startCluster } from '../server/postgres.js';
import { isTrusted, median, ratio, tell, type Series } from './anchor.js';

const rounds = 9;
/** Requests of each kind in a round. What is cheap is soon disturbed when it is few; the last is for information. */
const perRound = { hello: 1_600, control: 1_600, balance: 1_600, redeem: 400, redeemWith: 50 } as const satisfies Record<keyof Requests, number>;
/** Rounds before anything is measured: a server in its first second runs code that is not compiled yet. */
const warmUp = 4;
const atOnce = 8;

/** A server under load, and what it has cost so far. */
interface Served {
  readonly address: string;
  /** CPU time used so far, in microseconds. */
  cpu(): Promise<number>;
  stop(): void;
}

/** Balance read and redeem over HTTP on PostgreSQL, against raw Node answering `hello`, by CPU time of the serving process. */
export async function benchServer(): Promise<boolean> {
  const cluster = await startCluster();
  const running: Served[] = [];
  try {
    const file = await built();
    const database = await cluster.database();
    const hello = await start(file, {});
    const gateway = await start(file, { BENCH_DATABASE: database });
    running.push(hello, gateway);
    return report(await measure(hello, gateway, () => analyze(database)));
  } finally {
    for (const each of running) each.stop();
    await cluster.stop();
  }
}

type Requests = Readonly<Record<'hello' | 'control' | 'balance' | 'redeem' | 'redeemWith', () => Promise<Response>>>;

async function measure(hello: Served, gateway: Served, warmed: () => Promise<void>): Promise<Record<keyof Requests, Series>> {
  const tokens = await Promise.all(Array.from({ length: 16 }, (_, at) => tokenFor(`bench-${at}`)));
  let turn = 0;
  const headers = () => ({ authorization: `Bearer ${tokens[(turn += 1) % tokens.length] ?? ''}`, 'content-type': 'application/json' });
  const redeem = (query: string) => () =>
    fetch(`${gateway.address}/portal/v1/redeem${query}`, { method: 'POST', headers: { ...headers(), 'idempotency-key': randomUUID() }, body: '{"rewardId":"cheap","cost":1}' });
  const requests: Requests = {
    hello: () => fetch(hello.address),
    control: () => fetch(hello.address),
    balance: () => fetch(`${gateway.address}/portal/v1/wallets`, { headers: headers() }),
    redeem: redeem(''),
    redeemWith: redeem('?include=wallets&include=rewards&include=redemptions'),
  };
  const costs: Record<keyof Requests, number[]> = { hello: [], control: [], balance: [], redeem: [], redeemWith: [] };
  // The control near to what it vouches for.
  const names = ['hello', 'balance', 'redeem', 'control', 'redeemWith'] as const;
  for (let round = -warmUp; round < rounds; round++) {
    if (round === 0) await warmed();
    for (const name of names) {
      const cost = await costOf(name === 'hello' || name === 'control' ? hello : gateway, requests[name], perRound[name]);
      if (round >= 0) costs[name].push(cost);
    }
  }
  const series = (name: keyof Requests): Series => ({ name, rounds: costs[name] });
  return { hello: series('hello'), control: series('control'), balance: series('balance'), redeem: series('redeem'), redeemWith: series('redeemWith') };
}

/** What autovacuum does within a minute: until then the database plans for the empty tables of a club that has just begun. */
async function analyze(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('analyze');
  await client.end();
}

/** Microseconds of CPU of the serving process for each of so many requests. */
async function costOf(served: Served, request: () => Promise<Response>, requests: number): Promise<number> {
  const before = await served.cpu();
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const answer = await request();
      const text = await answer.text();
      if (!answer.ok) throw new Error(`A request of the bench failed: ${answer.status} ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ((await served.cpu()) - before) / requests;
}

function report({ hello, control, balance, redeem, redeemWith }: Record<keyof Requests, Series>): boolean {
  const same = ratio(control, hello);
  console.log(`\nServer on PostgreSQL, CPU efficiency to a raw Node hello (${median(hello.rounds).toFixed(0)} µs of CPU a request; control ${same.toFixed(2)})`);
  if (!isTrusted(same)) console.log('  The control is outside 0.85 to 1.15: the machine was too busy, nothing below counts.');
  const efficiency = (series: Series): number => 1 / ratio(series, hello);
  const lines = [
    tell({ name: 'balance read', value: efficiency(balance), gate: { at: 0.2, better: 'more' } }, '×'),
    tell({ name: 'redeem', value: efficiency(redeem), gate: { at: 0.17, better: 'more' } }, '×'),
    tell({ name: 'redeem that answers three reads along', value: efficiency(redeemWith) }, '×'),
  ];
  return !isTrusted(same) || lines.every(Boolean);
}

const told = z.union([z.object({ address: z.string() }), z.object({ cpu: z.number() })]);

/** The server as production runs it: JavaScript without a loader at work, and the packages as they are installed. */
async function built(): Promise<string> {
  const outfile = fileURLToPath(new URL('../../node_modules/.cache/vafa-bench/serve.mjs', import.meta.url));
  const entry = fileURLToPath(new URL('serve.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'es2022' });
  return outfile;
}

function start(file: string, env: Readonly<Record<string, string>>): Promise<Served> {
  const child = fork(file, { execArgv: [], env: { ...process.env, NODE_ENV: 'production', ...env } });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`A server of the bench ended with ${String(code)}.`)));
    child.once('message', (message) => {
      const first = z.parse(told, message);
      if ('address' in first) resolve({ address: first.address, cpu: () => ask(child), stop: () => void child.kill() });
    });
  });
}

function ask(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (message) => {
      const answer = z.parse(told, message);
      if ('cpu' in answer) resolve(answer.cpu);
    });
    child.send('cpu');
  });
}

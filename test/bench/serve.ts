/**
 * A server in a process of its own that tells what it costs: raw Node answering `hello`, or the gateway over the club on
 * PostgreSQL. The parent asks for the CPU time used so far by sending any message.
 */
import { createServer } from 'node:http';
import { openClub } from '../../src/server/club/club.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { createGateway } from '../../src/server/gateway/gateway.js';
import { listen } from '../../src/server/listen.js';
import { origin, tokenSecret } from '../server/gateways.js';
import { programWith, rewardOf } from '../server/reward-program.js';

const { BENCH_DATABASE: url } = process.env;

/** Begins to serve; answers the address. */
async function serve(): Promise<string> {
  if (url === undefined) return hello();
  const database = await openPostgres({ url });
  const program = programWith([rewardOf('cheap', { price: { kind: 'fixed', cost: 1 } })]);
  const club = await openClub({ database, program, onError: console.error });
  const limits = { memberPerMinute: 10_000_000, addressPerMinute: 10_000_000 };
  const app = createGateway({ backend: club, shopId: club.shopId, token: { secrets: [tokenSecret], issuer: 'demo' }, origins: [origin], limits });
  await prepare(club);
  return (await listen(app.fetch, '127.0.0.1', 0)).url;
}

function hello(): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end('{"hello":"world"}');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}

/** Members with enough points, and enough codes for every redeem of the run. */
async function prepare(club: Awaited<ReturnType<typeof openClub>>): Promise<void> {
  const actor = 'bench';
  const codes = Array.from({ length: 12_000 }, (_, at) => `BENCH-${at}`);
  for (let from = 0; from < codes.length; from += 1_000) await club.uploadCodes('tea', codes.slice(from, from + 1_000), actor);
  for (let at = 0; at < 16; at++) {
    const memberId = `bench-${at}`;
    await club.receive({ id: `join-${memberId}`, at: new Date().toISOString(), type: 'member.joined', data: { memberId } });
    await club.grant(memberId, { walletId: 'points', amount: 1_000_000, title: { en: 'Bench' }, reason: 'to be spent', actor, key: `grant-${memberId}` });
  }
}

const address = await serve();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
process.send?.({ address });

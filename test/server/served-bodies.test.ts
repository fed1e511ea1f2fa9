import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Club } from '../../src/server/club/club.js';
import { listen, type Listening } from '../../src/server/listen.js';
import { testClub } from './clubs.js';
import { gatewayOver, tokenFor } from './gateways.js';

let club: Club;
let server: Listening;
beforeAll(async () => {
  club = await testClub();
  server = await listen(gatewayOver(club).app.fetch, '127.0.0.1', 0);
});
afterAll(async () => {
  await server?.close();
  await club?.close();
});

/** Posts over a real connection; answers the status, or why there was none. */
async function post(body: string | Buffer, more: Readonly<Record<string, string>> = {}): Promise<number | string> {
  const headers = { Authorization: `Bearer ${await tokenFor('ann')}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'served', ...more };
  return new Promise((resolve) => {
    const sent = request(`${server.url}/portal/v1/join`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', (error) => resolve(error.message));
    sent.end(body);
  });
}

const join = '{"acceptTerms":true}';
const large = `{"acceptTerms":true,"x":"${'x'.repeat(110_000)}"}`;

describe('bodies over a connection', () => {
  it.each([
    ['with its length', join, { 'Content-Length': String(join.length) }, 200],
    ['in pieces without a length', join, { 'Transfer-Encoding': 'chunked' }, 200],
    ['in UTF-8', '{"acceptTerms":true,"x":"سلام"}', {}, 200],
    ['too large by its length', large, { 'Content-Length': String(large.length) }, 413],
    ['too large without a length', large, { 'Transfer-Encoding': 'chunked' }, 413],
    ['empty', '', { 'Content-Length': '0' }, 400],
    ['that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), { 'Content-Length': '3' }, 400],
    ['cut off inside a character', Buffer.from([0x22, 0xd8]), { 'Content-Length': '2' }, 400],
  ])('%s', async (_, body, headers, status) => {
    expect(await post(body, headers)).toBe(status);
  });

  it('a length and pieces at once are refused by the parser', async () => {
    expect(await post(join, { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' })).not.toBe(200);
  });
});

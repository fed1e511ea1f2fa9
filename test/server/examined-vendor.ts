import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { described } from '../adapters/vendor.js';
import { typedWhole, type Said } from './keyboard.js';

/** What a vendor answers to a path. */
export type Answering = (path: string) => { status?: number; body: unknown; headers?: Record<string, string> };

/** Reads one wallet. */
export const wallets = { path: '/members/{ctx.memberId}', map: "list({id: 'p', unit: {id: 'p', kind: 'points', decimals: `0`}, available: num(body.points), expiring: `[]`, activating: `[]`, asOf: ctx.now})" };
/** The secret that the descriptions of these tests name. */
export const env = { EXAMPLE_KEY: 's3cret-canary' };

/** A vendor over HTTP for `vafa doctor`, that answers as each test says. */
export function examinedVendor() {
  let server: Server;
  const vendor = {
    host: '',
    folder: '',
    answer: (() => ({ body: {} })) as Answering,
    seen: [] as { path: string; headers: IncomingHttpHeaders }[],
    /** Types `vafa doctor` over a description with these operations. */
    doctor: async (ops: object, more: object = {}, args: readonly string[] = [], secrets: NodeJS.ProcessEnv = env): Promise<Said> => {
      const file = join(vendor.folder, 'my.adapter.json');
      await writeFile(file, JSON.stringify(described(ops, { baseUrl: `http://${vendor.host}/v1`, allowedHosts: [vendor.host], ...more })));
      return typedWhole(['doctor', file, '--member', 'ann', '--private-host', vendor.host, ...args], { env: secrets });
    },
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      vendor.seen.push({ path: request.url ?? '', headers: request.headers });
      const { status = 200, body, headers } = vendor.answer(request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    vendor.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  beforeEach(async () => {
    vendor.seen.length = 0;
    vendor.folder = await mkdtemp(join(tmpdir(), 'vafa-doctor-'));
    vendor.answer = () => ({ body: { points: 12, since: '2026-01-02' } });
  });
  afterEach(() => rm(vendor.folder, { recursive: true, force: true }));
  return vendor;
}

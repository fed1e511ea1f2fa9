import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fetch } from '../../../src/adapters/declarative/transport.js';

/** A fake vendor over real HTTP. */
export interface VendorServer {
  /** Its address and port. */
  readonly host: string;
  close(): void;
}

/** Serves what a fake answers. `page` is the origin whose pages may ask it from a browser; without it none may. */
export async function serveVendor(fetch: Fetch, page?: () => string): Promise<VendorServer> {
  const server = createServer((request, response) => {
    const allowed = page ? { 'access-control-allow-origin': page(), 'access-control-allow-headers': 'authorization, content-type', 'access-control-max-age': '600' } : {};
    if (request.method === 'OPTIONS') return void response.writeHead(204, allowed).end();
    answerTo(request, server, fetch).then(
      async (answer) => void response.writeHead(answer.status, { 'content-type': 'application/json', ...allowed }).end(await answer.text()),
      // What gets lost on the way.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { host: hostOf(server), close: () => void server.close().closeAllConnections() };
}

async function answerTo(request: IncomingMessage, server: Server, fetch: Fetch): Promise<Response> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString('utf8');
  return fetch(`http://${hostOf(server)}${request.url ?? '/'}`, { method: request.method ?? 'GET', headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]), body: body === '' ? null : body });
}

function hostOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as fixtures from './fixtures.js';

/** A request as the API received it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Answers in the API's place; `false` lets the API answer as usual. */
export type Fault = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** A small scripted Portal API: members by their token, faults on demand, a log of all it was asked. */
export class ScriptedApi {
  readonly log: Received[] = [];
  /** What goes wrong at present. */
  fault: Fault | undefined;
  /** CORS headers instead of the usual. */
  cors: ((origin: string | undefined) => Record<string, string>) | undefined;
  /** How the member stands. */
  enrolled = true;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  get origin(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()).closeAllConnections());
  }

  /** Forgets the log and what went wrong. */
  reset(): void {
    this.log.length = 0;
    this.fault = this.cors = undefined;
    this.enrolled = true;
  }

  /** The requests for data, without preflights and streams. */
  get asked(): readonly Received[] {
    return this.log.filter(({ method, path }) => method !== 'OPTIONS' && !path.includes('/watch'));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const { method = 'GET', url: path = '/', headers } = request;
    this.log.push({ method, path, origin: headers.origin, authorization: headers.authorization, body });
    const cors = (this.cors ?? usualCors)(headers.origin);
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    if (method === 'OPTIONS') response.writeHead(204).end();
    else if (!this.fault?.(request, response, path)) this.#answer(path, Boolean(headers.authorization), response);
  }

  #answer(path: string, known: boolean, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(path, 'http://api');
    const name = pathname.replace('/portal/v1/', '');
    if (name === 'watch') stream(response);
    else if (name === 'join') {
      this.enrolled = true;
      send(response, { version: 2, at: now(), result: fixtures.member, parts: this.parts(searchParams.getAll('include'), known) });
    } else if (name === 'snapshot') send(response, { version: 1, at: now(), parts: this.parts(searchParams.getAll('include'), known) });
    else send(response, this.#read(name, known));
  }

  /** The parts of a snapshot, as they usually are. */
  parts(keys: readonly string[], known: boolean): { key: string; data?: unknown; error?: unknown }[] {
    return keys.map((key) => {
      const data = this.#read(key.split('?')[0] ?? '', known);
      return data === undefined ? { key, error: { kind: 'unauthenticated' } } : { key, data };
    });
  }

  #read(name: string, known: boolean): unknown {
    if (name === 'capabilities') return fixtures.capabilities;
    if (name === 'shop') return fixtures.shop;
    if (!known) return undefined;
    if (name === 'member') return this.enrolled ? fixtures.member : { id: 'm-1', state: 'not_enrolled' };
    if (name === 'wallets') return this.enrolled ? [fixtures.wallet] : [];
    if (name === 'tiers') return fixtures.tiers;
    return name === 'activity' ? fixtures.activity : undefined;
  }
}

const now = (): string => new Date().toISOString();

function usualCors(origin: string | undefined): Record<string, string> {
  return {
    vary: 'origin',
    'access-control-allow-origin': origin ?? '*',
    'access-control-allow-headers': 'authorization, content-type, idempotency-key, accept-language',
    'access-control-allow-methods': 'GET, POST',
    'access-control-max-age': '600',
  };
}

function send(response: ServerResponse, json: unknown): void {
  if (json === undefined) response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"kind":"unauthenticated"}');
  else response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(json));
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('event: ready\ndata: {"version":1,"keys":[]}\n\n');
}

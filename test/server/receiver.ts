import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod/mini';

/** A message as it came in. */
export interface Received {
  readonly path: string;
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const message = z.object({ type: z.string(), timestamp: z.string(), data: z.record(z.string(), z.unknown()) });

/** A server of somebody who wants to be told. */
export class Receiver {
  readonly received: Received[] = [];
  /** How the next messages are answered, by path; 200 by default. `undefined` never answers. */
  answer: (path: string, nth: number) => { status: number; headers?: Record<string, string>; body?: string } | undefined = () => ({ status: 204 });
  #server: Server | undefined;
  #waiting: (() => void)[] = [];
  origin = '';

  async listen(): Promise<void> {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const path = request.url ?? '';
        this.received.push({ path, id: String(request.headers['webhook-id']), headers: request.headers, body: Buffer.concat(parts).toString() });
        const said = this.answer(path, this.received.length);
        if (said) response.writeHead(said.status, said.headers).end(said.body);
        for (const wake of this.#waiting.splice(0)) wake();
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** Resolves when so many messages are there. */
  async until(many: number): Promise<void> {
    while (this.received.length < many) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** What came in, checked by the reference implementation of Standard Webhooks. */
  verified(secret: string): z.infer<typeof message>[] {
    const webhook = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
    return this.received.map(({ body, headers }) => {
      const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return z.parse(message, webhook.verify(body, plain));
    });
  }

  bodies(): z.infer<typeof message>[] {
    return this.received.map(({ body }) => z.parse(message, JSON.parse(body)));
  }

  clear(): void {
    this.received.length = 0;
    this.answer = () => ({ status: 204 });
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What goes wrong with a redemption on its way. */
export type Fault =
  /** Nothing. */
  | 'none'
  /** The club does it, and the answer is lost: the connection breaks. */
  | 'lose_answer'
  /** The club does it, and the answer waits. */
  | 'hold_answer'
  /** The request waits before the club hears of it. */
  | 'hold_request';

/** A bad connection between browsers and the gateway: hands everything on, but redemptions suffer a fault. */
export class FaultyProxy {
  fault: Fault = 'none';
  /** Redemptions that came, and those the club has answered. */
  asked = 0;
  answered = 0;
  #waiting: (() => void)[] = [];
  readonly #server: Server;

  private constructor(private readonly target: string) {
    this.#server = createServer((incoming, outgoing) => void this.#handOn(incoming, outgoing).catch(() => outgoing.destroy()));
  }

  /** Opens in front of an address. */
  static async open(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** Mends the connection; what waited goes on. */
  mend(): void {
    this.fault = 'none';
    for (const go of this.#waiting.splice(0)) go();
  }

  async close(): Promise<void> {
    this.mend();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handOn(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const isRedemption = incoming.method === 'POST' && incoming.url?.split('?')[0] === '/portal/v1/redeem';
    const body = await bytesOf(incoming);
    if (isRedemption) this.asked += 1;
    if (isRedemption && this.fault === 'hold_request') await this.#turn();
    const asking = request(this.target + incoming.url, { method: incoming.method, headers: incoming.headers });
    outgoing.on('close', () => asking.destroy());
    asking.end(body);
    const [answer]: IncomingMessage[] = await once(asking, 'response');
    if (!answer) return;
    if (isRedemption) this.answered += 1;
    if (isRedemption && this.fault === 'lose_answer') return void outgoing.destroy();
    if (isRedemption && this.fault === 'hold_answer') await this.#turn();
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    // A stream of changes ends when either side does.
    answer.on('error', () => outgoing.destroy()).pipe(outgoing);
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';

/** One call that the shop made. */
export interface Call {
  readonly authorization: string | null;
  readonly body: unknown;
}

/** A stand-in for the gateway's shop side: writes down what it is told. */
export interface Listener {
  readonly url: string;
  readonly calls: Call[];
  /** Answers instead of a receipt. */
  answer: (() => Response) | undefined;
  /** Ends when the calls are as wished; fails after five seconds. */
  heard(wish: (calls: readonly Call[]) => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Starts a stand-in for the gateway on a free port. */
export async function startListener(): Promise<Listener> {
  const calls: Call[] = [];
  const waiting = new Set<() => void>();
  const server = createAdaptorServer({
    fetch: async (request: Request) => {
      const body: unknown = await request.json();
      calls.push({ authorization: request.headers.get('authorization'), body });
      for (const look of waiting) look();
      return listener.answer?.() ?? Response.json({ applied: true });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  const listener: Listener = {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    answer: undefined,
    heard: (wish) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error('The shop did not call in five seconds.')), 5_000);
        const look = () => {
          if (!wish(calls)) return;
          clearTimeout(limit);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return listener;
}

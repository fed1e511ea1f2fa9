import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { UserError } from './user-error.js';

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** Takes no more, lets requests finish for three seconds, then ends. */
  close(): Promise<void>;
}

/** Serves on an address of this machine; a taken port is a `UserError` that names the `remedy`: what a person sets it with. */
export function listen(fetch: Fetch, host: string, port: number, remedy = 'another port with VAFA_PORT'): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken. Stop the program that uses it, or choose ${remedy}.`;
      reject(new UserError(error.code === 'EADDRINUSE' ? taken : `The gateway cannot listen on ${host}:${port} (${error.message}).`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close: () => closeServer(server) });
    });
  });
}

/** The time that requests get to finish, in milliseconds. */
const grace = 3_000;

async function closeServer(server: ServerType): Promise<void> {
  if (!('closeIdleConnections' in server)) return;
  // A connection whose stream has just ended becomes idle a moment later, so idle ones are closed again and again.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const force = setTimeout(() => server.closeAllConnections(), grace);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
  clearTimeout(force);
}

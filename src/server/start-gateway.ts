import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { openClub, type Club } from './club/club.js';
import { defaultProgram } from './club/default-program.js';
import { parseProgram, type Program } from './club/program.js';
import { openDatabase } from './database.js';
import { createGateway } from './gateway/gateway.js';
import { clientAddress, type Limits } from './gateway/options.js';
import { loadSecrets, type Secrets } from './secrets.js';
import { UserError } from './user-error.js';

/** How a gateway with a starter club is started. What is left out comes from the environment, then from the defaults. */
export interface StartOptions {
  /** `VAFA_PORT`; 4801. 0 takes any free one. */
  readonly port?: number;
  /** `VAFA_HOST`; this machine only. */
  readonly host?: string;
  /** `VAFA_DATA`; `.vafa` in the working folder. Holds the embedded database and, in development, the secrets. */
  readonly dataDir?: string;
  /** Folder of the built script, served under `/v1/`. */
  readonly scripts?: string;
  /** `VAFA_ORIGINS`, separated by commas; in development the demo shop's own. */
  readonly origins?: readonly string[];
  /** The club's promises and words; the demo's by default. */
  readonly program?: Program;
  readonly limits?: Partial<Limits>;
  readonly env?: NodeJS.ProcessEnv;
  readonly now?: () => Date;
  /** Told, in one line each, of what went wrong while running. */
  readonly log?: (line: string) => void;
  /** Seconds between runs of what falls due; 60. */
  readonly jobSeconds?: number;
}

/** A gateway that runs. */
export interface RunningGateway {
  /** Where it answers, e.g. `http://127.0.0.1:4801`. */
  readonly url: string;
  /** What the shop's server needs: its id, the `iss` of tokens, and the secrets. */
  readonly shopId: string;
  readonly issuer: string;
  readonly secrets: Secrets;
  readonly club: Club;
  /** Stops: streams end, requests finish, the database is closed and let go. */
  close(): Promise<void>;
}

/** Starts the gateway with the starter club. What the starter can mend fails with a `UserError` of one line. */
export async function startGateway(options: StartOptions = {}): Promise<RunningGateway> {
  const env = options.env ?? process.env;
  const log = options.log ?? console.error;
  const dataDir = options.dataDir ?? env.VAFA_DATA ?? '.vafa';
  const secrets = await loadSecrets(env, dataDir);
  const program = checkedProgram(options.program ?? defaultProgram);
  const club = await openStarterClub(program, env, dataDir, options, log);
  const stopping = new AbortController();
  const issuer = env.VAFA_ISSUER ?? program.shop.id;
  try {
    const app = gatewayApp({ club, secrets, issuer, options, env, log, stopping: stopping.signal });
    const { server, url } = await listen(app.fetch, options.host ?? env.VAFA_HOST ?? '127.0.0.1', portOf(options, env));
    const jobs = runJobsNowAndThen(club, (options.jobSeconds ?? 60) * 1_000, log);
    const close = async () => {
      stopping.abort();
      await jobs.stop();
      await closeServer(server);
      await club.close();
    };
    let closed: Promise<void> | undefined;
    return { url, shopId: program.shop.id, issuer, secrets, club, close: () => (closed ??= close()) };
  } catch (thrown) {
    await club.close();
    throw thrown;
  }
}

async function openStarterClub(program: Program, env: NodeJS.ProcessEnv, dataDir: string, options: StartOptions, log: (line: string) => void): Promise<Club> {
  const onError = (error: unknown) => log(`club: ${told(error)}`);
  const database = await openDatabase({ dataDir, onError, ...(env.DATABASE_URL ? { url: env.DATABASE_URL } : {}) });
  try {
    return await openClub({ database, program, onError, ...(options.now ? { now: options.now } : {}) });
  } catch (thrown) {
    await database.close();
    throw new UserError(`The club's database cannot be brought up to date: ${told(thrown)}`);
  }
}

interface AppParts {
  readonly club: Club;
  readonly secrets: Secrets;
  readonly issuer: string;
  readonly options: StartOptions;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly stopping: AbortSignal;
}

function gatewayApp({ club, secrets, issuer, options, env, log, stopping }: AppParts) {
  try {
    return createGateway({
      backend: club,
      shopId: club.shopId,
      token: { secrets: secrets.token, issuer },
      shop: { port: club, secrets: secrets.shop },
      origins: options.origins ?? originsOf(env),
      addressOf: clientAddress(trustedProxies(env)),
      stopping,
      onError: (error, requestId) => log(`request ${requestId}: ${told(error)}`),
      ...(options.scripts === undefined ? {} : { scripts: options.scripts }),
      ...(options.limits ? { limits: options.limits } : {}),
      ...(options.now ? { now: options.now } : {}),
    });
  } catch (thrown) {
    throw new UserError(told(thrown));
  }
}

function originsOf(env: NodeJS.ProcessEnv): string[] {
  if (env.VAFA_ORIGINS) return env.VAFA_ORIGINS.split(',').map((origin) => origin.trim());
  if (env.NODE_ENV === 'production') throw new UserError('VAFA_ORIGINS must be set in production: the exact origins of the shop\'s pages, e.g. https://shop.example.');
  const port = env.VAFA_SHOP_PORT ?? '4800';
  return [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
}

function trustedProxies(env: NodeJS.ProcessEnv): number {
  const text = env.VAFA_TRUSTED_PROXIES ?? '0';
  if (/^\d$/.test(text)) return Number(text);
  throw new UserError(`VAFA_TRUSTED_PROXIES is "${text}". Set it to the number of proxies in front, 0 to 9.`);
}

function portOf(options: StartOptions, env: NodeJS.ProcessEnv): number {
  const text = String(options.port ?? env.VAFA_PORT ?? 4801);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UserError(`VAFA_PORT is "${text}". Set it to a port number, 1 to 65535.`);
}

function checkedProgram(program: Program): Program {
  try {
    return parseProgram(program);
  } catch (thrown) {
    throw new UserError(told(thrown));
  }
}

function listen(fetch: Parameters<typeof createAdaptorServer>[0]['fetch'], host: string, port: number): Promise<{ server: ServerType; url: string }> {
  const server = createAdaptorServer({ fetch });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken. Stop the program that uses it, or choose another port with VAFA_PORT.`;
      const other = `The gateway cannot listen on ${host}:${port} (${error.message}).`;
      reject(new UserError(error.code === 'EADDRINUSE' ? taken : other));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ server, url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}` });
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

// One run after the other, never two at once; the first at the start, for what fell due while nothing ran.
function runJobsNowAndThen(club: Club, every: number, log: (line: string) => void): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    await club.runJobs().catch((thrown: unknown) => log(`jobs: ${told(thrown)}`));
    if (!stopped) timer = setTimeout(() => void (running = run()), every).unref();
  };
  let running = run();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

function told(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { openClub, type Club } from './club/club.js';
import type { Program } from './club/program/program.js';
import { openDatabase } from './database.js';
import { createGateway } from './gateway/gateway.js';
import { clientAddress, type Limits } from './gateway/options.js';
import { listen } from './listen.js';
import { loadSecrets, type Secrets } from './secrets.js';
import { makeDataFolder, mendable, messageOf, readSettings, type Settings } from './settings.js';
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
  const settings = readSettings(options, env);
  if (settings.databaseUrl === undefined || env.NODE_ENV !== 'production') await makeDataFolder(settings.dataDir);
  const secrets = await loadSecrets(env, settings.dataDir);
  const club = await openStarterClub(settings, options, log);
  const stopping = new AbortController();
  try {
    const app = gatewayApp({ club, secrets, settings, options, log, stopping: stopping.signal });
    const server = await listen(app.fetch, settings.host, settings.port);
    const jobs = runJobsNowAndThen(club, (options.jobSeconds ?? 60) * 1_000, log);
    const close = async () => {
      stopping.abort();
      await jobs.stop();
      await server.close();
      await club.close();
    };
    let closed: Promise<void> | undefined;
    return { url: server.url, shopId: club.shopId, issuer: settings.issuer, secrets, club, close: () => (closed ??= close()) };
  } catch (thrown) {
    await club.close();
    throw thrown;
  }
}

async function openStarterClub({ dataDir, databaseUrl: url, program }: Settings, { now, env = process.env }: StartOptions, log: (line: string) => void): Promise<Club> {
  const onError = (error: unknown) => log(`club: ${messageOf(rootOf(error))}`);
  const database = await openDatabase({ dataDir, url, onError });
  try {
    return await openClub({ database, program, onError, now, secrets: (name) => env[name] });
  } catch (thrown) {
    await database.close();
    throw new UserError(`The club cannot be opened: ${messageOf(thrown)}`);
  }
}

/** The failure beneath the others. The query builder's own message repeats the query's values, and those are personal. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error;
}

interface AppParts {
  readonly club: Club;
  readonly secrets: Secrets;
  readonly settings: Settings;
  readonly options: StartOptions;
  readonly log: (line: string) => void;
  readonly stopping: AbortSignal;
}

function gatewayApp({ club, secrets, settings, options, log, stopping }: AppParts) {
  const { scripts, limits, now } = options;
  return mendable(() =>
    createGateway({
      backend: club,
      shopId: club.shopId,
      token: { secrets: secrets.token, issuer: settings.issuer },
      shop: { port: club, secrets: secrets.shop },
      origins: settings.origins,
      addressOf: clientAddress(settings.trustedProxies),
      stopping,
      onError: (error, requestId) => log(`request ${requestId}: ${messageOf(error)}`),
      scripts,
      limits,
      now,
    }),
  );
}

// One run after the other, never two at once; the first at the start, for what fell due while nothing ran.
function runJobsNowAndThen(club: Club, every: number, log: (line: string) => void): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    await club.runJobs().catch((thrown: unknown) => log(`jobs: ${messageOf(thrown)}`));
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

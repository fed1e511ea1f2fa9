import { openClub, type Club } from './club/club.js';
import type { ClubDatabase } from './club/database.js';
import { defaultProgram } from './club/default-program.js';
import type { Program } from './club/program/program.js';
import { appliedTo, programOf } from './club-program.js';
import { openDatabase } from './database.js';
import { createGateway } from './gateway/gateway.js';
import type { IdentityStrategy } from './gateway/identity/strategies.js';
import { clientAddress, type Limits } from './gateway/options.js';
import { remembering } from './identity-record.js';
import { run } from './running.js';
import { loadSecrets, type Secrets } from './secrets.js';
import { makeDataFolder, mendable, messageOf, readSettings, rootOf, type Settings } from './settings.js';
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
  /** The club's promises and words: `VAFA_PROGRAM`, a file; else what was applied to the database, and the demo's where nothing was. What was applied to its shop is always in force. */
  readonly program?: Program;
  readonly limits?: Partial<Limits>;
  /** The ways in which members prove who they are; JWTs that the shop’s server signs, without it. */
  readonly identity?: readonly IdentityStrategy[];
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
  /** What the shop's server needs: its id, the `iss` of tokens, and the secrets. These stay out of what is printed, listed or copied of a gateway. */
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
  const settings = readSettings({ ...options, program: options.program ?? (env.VAFA_PROGRAM ? await programOf(env.VAFA_PROGRAM) : undefined) }, env);
  if (settings.databaseUrl === undefined || env.NODE_ENV !== 'production') await makeDataFolder(settings.dataDir);
  const secrets = await loadSecrets(env, settings.dataDir);
  const { club, database } = await openStarterClub(settings, options, log);
  const stopping = new AbortController();
  try {
    const identity = await remembering(options.identity, database.sql, club.shopId, options.now);
    const app = gatewayApp({ club, secrets, settings, options: { ...options, identity }, log, stopping: stopping.signal });
    const { url, close } = await run({
      fetch: app.fetch,
      address: { host: settings.host, port: settings.port, remedy: 'another port with VAFA_PORT' },
      club,
      every: (options.jobSeconds ?? 60) * 1_000,
      onJobError: (says) => log(`jobs: ${says}`),
      stopping,
      release: () => club.close(),
    });
    const running = { url, shopId: club.shopId, issuer: settings.issuer ?? club.shopId, club, close };
    return withHidden(running, secrets);
  } catch (thrown) {
    await club.close();
    throw thrown;
  }
}

function withHidden(running: Omit<RunningGateway, 'secrets'>, secrets: Secrets): RunningGateway {
  const whole = { ...running, secrets };
  Object.defineProperty(whole, 'secrets', { enumerable: false });
  return whole;
}

async function openStarterClub({ dataDir, databaseUrl: url, program: given }: Settings, { now, env = process.env }: StartOptions, log: (line: string) => void): Promise<{ readonly club: Club; readonly database: ClubDatabase }> {
  const onError = (error: unknown) => log(`club: ${messageOf(rootOf(error))}`);
  const database = await openDatabase({ dataDir, url, onError });
  try {
    const program = given ?? (await appliedTo(database));
    if (!program) log(sampleNotice);
    const club = await openClub({ database, program: program ?? defaultProgram, onError, now, secrets: (name) => env[name] });
    return { club, database };
  } catch (thrown) {
    await database.close();
    throw new UserError(`The club cannot be opened: ${messageOf(thrown)}`);
  }
}

const sampleNotice =
  'program: none was given, so this club promises what the sample shop’s does. Name the file of yours in VAFA_PROGRAM, or put it in force with `vafa club apply <file>`.';

interface AppParts {
  readonly club: Club;
  readonly secrets: Secrets;
  readonly settings: Settings;
  readonly options: StartOptions;
  readonly log: (line: string) => void;
  readonly stopping: AbortSignal;
}

function gatewayApp({ club, secrets, settings, options, log, stopping }: AppParts) {
  const { scripts, limits, identity, now } = options;
  return mendable(() =>
    createGateway({
      backend: club,
      shopId: club.shopId,
      token: { secrets: secrets.token, issuer: settings.issuer ?? club.shopId },
      shop: { port: club, secrets: secrets.shop },
      origins: settings.origins,
      addressOf: clientAddress(settings.trustedProxies),
      stopping,
      onError: (error, requestId) => log(`request ${requestId}: ${messageOf(rootOf(error))}`),
      scripts,
      limits,
      identity,
      now,
    }),
  );
}

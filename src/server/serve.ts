import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import type { PortalBackend } from '../adapters/port.js';
import { onceInMemory } from '../adapters/declarative/once.js';
import { openClub, type Club } from './club/club.js';
import type { ClubDatabase } from './club/database.js';
import type { CodeIssuer } from './club/issuer.js';
import type { Program } from './club/program/program.js';
import { backendOf } from './config/backends.js';
import { issuerFrom } from './config/codes.js';
import { strategiesFrom } from './config/strategies.js';
import type { LoadedConfig } from './config/config.js';
import { inboundsOf } from './config/inbounds.js';
import { missingSecrets } from './config/missing.js';
import { openDatabase } from './database.js';
import type { Env } from './gateway/env.js';
import { createGateway } from './gateway/gateway.js';
import type { IdentityStrategy } from './gateway/identity/strategies.js';
import type { Inbound } from './gateway/inbound.js';
import { clientAddress } from './gateway/options.js';
import { remembering } from './identity-record.js';
import { observer, type Observer, type RequestLine } from './observe.js';
import { outboundFetch, type OutboundOptions } from './outbound.js';
import { appliedTo, programOf } from './club-program.js';
import { run } from './running.js';
import { secretAt } from './secret-at.js';
import { lacksOwn, loadSecrets, type Secrets } from './secrets.js';
import { makeDataFolder, mendable, messageOf, rootOf } from './settings.js';
import { wishRecord } from './wish-record.js';
import { UserError } from './user-error.js';

/** How `vafa serve` is started. */
export interface ServeOptions {
  readonly loaded: LoadedConfig;
  readonly env: NodeJS.ProcessEnv;
  /** Uses the embedded database in this folder, for want of DATABASE_URL. */
  readonly embedded?: string | undefined;
  /** Folder of the built script, where the configuration names none. */
  readonly scripts?: string | undefined;
  /** A second address for the numbers; none without it. */
  readonly metricsPort?: number | undefined;
  /** In force for a club whose configuration names no program, until one is applied. */
  readonly program?: Program;
  readonly log: (line: RequestLine | Notice) => void;
  readonly now?: () => Date;
  readonly resolve?: OutboundOptions['resolve'];
}

/** A line of the log that is no request. */
export interface Notice {
  readonly at: string;
  readonly level: 'info' | 'error';
  readonly event: string;
  readonly says: string;
}

/** A gateway that serves a configuration. */
export interface Serving {
  readonly url: string;
  readonly metricsUrl: string | undefined;
  readonly shopId: string;
  readonly issuer: string;
  /** Where the secrets of tokens and of the shop’s server are from: `environment`, or the file of those that were made. */
  readonly secrets: string;
  /** The club of the backend, where there is one. */
  readonly club?: Club;
  /** Stops taking requests, lets those on their way finish, and closes the database. */
  close(): Promise<void>;
}

interface Parts {
  readonly options: ServeOptions;
  readonly secrets: Secrets;
  readonly identity: readonly IdentityStrategy[] | undefined;
  readonly backend: PortalBackend;
  /** It closes the database. */
  readonly club: Club | undefined;
  readonly database: ClubDatabase | undefined;
  readonly watch: Observer;
  readonly stopping: AbortSignal;
}

/** Serves a configuration. What the starter can mend fails with a `UserError`. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { loaded, env } = options;
  const secrets = await secretsOf(options);
  const identity = identityOf(options, secrets);
  const fetch = outboundFetch({ privateHosts: loaded.config.privateHosts, resolve: options.resolve });
  const issuer = issuerFrom(loaded.config.codes, { secrets: secretAt(env), fetch, now: options.now });
  const database = await databaseOf(options);
  if (!database) options.log({ at: (options.now?.() ?? new Date()).toISOString(), level: 'info', event: 'wishes', says: 'There is no database, so which wishes are done, and which one-time codes and signed requests there were, is remembered in memory, until the next restart. Set DATABASE_URL, or say --embedded <folder>, to keep it.' });
  let club: Club | undefined;
  const stopping = new AbortController();
  try {
    const backend = await backendOf(loaded, {
      club: async (program) => (club = await clubOf(options, { database, issuer }, program)),
      secrets: secretAt(env),
      once: database ? await wishRecord(database.sql) : onceInMemory(),
      fetch,
      now: options.now,
    });
    return await listening({ options, secrets, identity, backend, database, club, watch: observer(options.log, options.now), stopping: stopping.signal }, stopping);
  } catch (thrown) {
    await (club ?? database)?.close();
    throw thrown;
  }
}

// What is missing is told at once, whoever needs it, and before anything is made.
async function secretsOf({ loaded, env, embedded }: ServeOptions): Promise<Secrets> {
  const own = lacksOwn(env, embedded);
  const missing = [...(own === undefined ? [] : [own]), ...(await missingSecrets(loaded, secretAt(env)))];
  if (missing.length > 0) throw new UserError(missing.join('\n'));
  if (embedded !== undefined) await makeDataFolder(embedded);
  return loadSecrets(env, embedded);
}

// Before a database is opened: what is wrong with it should be said at once.
function identityOf({ loaded: { config }, env, embedded, log, now = () => new Date(), resolve }: ServeOptions, { shop }: Secrets): IdentityStrategy[] | undefined {
  const { privateHosts } = config;
  return strategiesFrom(config.identity, {
    secrets: secretAt(env),
    shop,
    fetch: outboundFetch({ privateHosts, resolve }),
    plainHosts: privateHosts,
    production: embedded === undefined || env.NODE_ENV === 'production',
    write: (says) => log({ at: now().toISOString(), level: 'info', event: 'one-time code', says }),
    now,
  });
}

/** The database of a club and of wishes: the one in this process where that is said, else the one served; none where neither is. */
async function databaseOf({ env, embedded, log, now = () => new Date() }: ServeOptions): Promise<ClubDatabase | undefined> {
  const url = embedded === undefined ? env.DATABASE_URL || undefined : undefined;
  if (url === undefined && embedded === undefined) return undefined;
  return openDatabase({ dataDir: embedded ?? '', url, onError: (error) => log({ at: now().toISOString(), level: 'error', event: 'database', says: messageOf(rootOf(error)) }) });
}

async function clubOf({ env, log, program: given, now = () => new Date() }: ServeOptions, { database, issuer }: { readonly database: ClubDatabase | undefined; readonly issuer: CodeIssuer | undefined }, programFile: string | undefined): Promise<Club> {
  if (!database) throw new UserError('The club needs a database: set DATABASE_URL, or say --embedded <folder> for one in this process.');
  const onError = (error: unknown): void => log({ at: now().toISOString(), level: 'error', event: 'club', says: messageOf(rootOf(error)) });
  try {
    const program = programFile === undefined ? ((await appliedTo(database)) ?? given) : await programOf(programFile);
    if (!program) throw new UserError('The club has no program. Name its file as backend.program, or put one in force: vafa club apply vafa.program.json --reason "…"');
    return await openClub({ database, program, onError, now, secrets: (name) => env[name], ...(issuer && { issuer }) });
  } catch (thrown) {
    throw thrown instanceof UserError ? thrown : new UserError(`The club cannot be opened: ${messageOf(thrown)}`);
  }
}

async function listening(parts: Parts, stopping: AbortController): Promise<Serving> {
  const { options, watch, club, database } = parts;
  const { config } = options.loaded;
  const { log, now = () => new Date() } = options;
  const shopId = club?.shopId ?? config.shop?.id ?? '';
  const identity = database ? await remembering(parts.identity, database.sql, shopId, now) : parts.identity;
  const inbound = await inboundsOf(options.loaded, { secrets: secretAt(options.env), shopId, now });
  if (inbound.length > 0 && !club) throw new UserError('inbound: webhooks are told to a club, and the backend has none.');
  const { url, besideUrl, close } = await run({
    fetch: gatewayOf({ ...parts, identity }, shopId, inbound).fetch,
    address: { host: config.host ?? '127.0.0.1', port: config.port ?? 4801, remedy: 'another with `port` in the configuration' },
    beside: options.metricsPort === undefined ? undefined : { fetch: numbersOf(watch).fetch, address: { host: '127.0.0.1', port: options.metricsPort, remedy: 'another with --metrics' } },
    club,
    every: 60_000,
    onJobError: (says) => log({ at: now().toISOString(), level: 'error', event: 'jobs', says }),
    stopping,
    release: async () => (club ?? database)?.close(),
  });
  return { url, metricsUrl: besideUrl, shopId, issuer: config.issuer ?? shopId, secrets: parts.secrets.made ?? 'environment', ...(club && { club }), close };
}

function gatewayOf({ options, secrets, identity, backend, club, database, watch, stopping }: Parts, shopId: string, inbound: readonly Inbound[]): Hono<Env> {
  const { loaded, scripts, now, log } = options;
  const { config } = loaded;
  return mendable(() =>
    createGateway({
      backend,
      shopId,
      token: { secrets: secrets.token, issuer: config.issuer ?? shopId },
      identity,
      ...(club && { shop: { port: club, secrets: secrets.shop, inbound } }),
      origins: config.origins,
      addressOf: clientAddress(config.trustedProxies),
      stopping,
      observe: watch.middleware,
      ready: async () => !stopping.aborted && (database === undefined || (await database.sql.execute(sql`select 1`).then(() => true, () => false))),
      onError: (error, requestId) => log({ at: (now?.() ?? new Date()).toISOString(), level: 'error', event: `request ${requestId}`, says: messageOf(rootOf(error)) }),
      scripts: config.scripts === undefined ? scripts : loaded.path(config.scripts),
      now,
    }),
  );
}

function numbersOf(watch: Observer): Hono {
  const app = new Hono();
  app.get('/metrics', async (c) => {
    const { type, text } = await watch.metrics();
    return c.body(text, 200, { 'Content-Type': type });
  });
  return app;
}

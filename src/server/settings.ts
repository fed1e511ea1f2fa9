import { mkdir } from 'node:fs/promises';
import { parseProgram, type Program } from './club/program/program.js';
import { checkOrigins } from './gateway/cors.js';
import type { StartOptions } from './start-gateway.js';
import { UserError } from './user-error.js';

/** Everything a start was told, checked before anything is opened. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly origins: readonly string[];
  readonly trustedProxies: number;
  /** What was given; none where the database is to say. */
  readonly program: Program | undefined;
  /** The `iss` of members' tokens; without it the shop's id. */
  readonly issuer: string | undefined;
}

/** Reads the settings of a start: what is given, else the environment, else the default. */
export function readSettings(options: StartOptions, env: NodeJS.ProcessEnv): Settings {
  const program = options.program && mendable(() => parseProgram(options.program));
  const origins = options.origins ?? originsOf(env);
  mendable(() => checkOrigins(origins));
  return {
    port: portOf(options, env),
    host: options.host ?? env.VAFA_HOST ?? '127.0.0.1',
    dataDir: options.dataDir ?? env.VAFA_DATA ?? '.vafa',
    databaseUrl: env.DATABASE_URL || undefined,
    origins,
    trustedProxies: trustedProxiesOf(env),
    program,
    issuer: env.VAFA_ISSUER,
  };
}

/** Makes the data folder when it is not there. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((thrown: unknown) => {
    throw new UserError(`The data folder ${dataDir} cannot be made (${messageOf(thrown)}). Choose another with VAFA_DATA.`);
  });
}

/** Runs what fails only for a reason that the starter can mend. */
export function mendable<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new UserError(messageOf(thrown));
  }
}

/** What a failure says, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The failure beneath the others. The query builder's own message repeats the query's values, and those are personal. */
export function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error;
}

function originsOf(env: NodeJS.ProcessEnv): string[] {
  if (env.VAFA_ORIGINS) return env.VAFA_ORIGINS.split(',').map((origin) => origin.trim());
  if (env.NODE_ENV === 'production') {
    throw new UserError("VAFA_ORIGINS must be set in production: the exact origins of the shop's pages, e.g. https://shop.example.");
  }
  const port = env.VAFA_SHOP_PORT ?? '4800';
  return [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
}

function trustedProxiesOf(env: NodeJS.ProcessEnv): number {
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

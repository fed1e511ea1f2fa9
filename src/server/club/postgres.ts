import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { ClubDatabase, Listener } from './database.js';

/** How a served database is reached. */
export interface PostgresOptions {
  /** Connection string, as in `DATABASE_URL`. */
  readonly url: string;
  /** Connections at most, the listening one aside. */
  readonly connections?: number;
  /** Seconds a query waits for one of them; 5 without it. A page gives up after 8. */
  readonly waitSeconds?: number;
  /** Told of a lost connection; it is opened again by itself. */
  readonly onError?: (error: Error) => void;
}

/** A PostgreSQL server, 15 or newer. */
export async function openPostgres(options: PostgresOptions): Promise<ClubDatabase> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: (options.waitSeconds ?? 5) * 1_000,
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'vafa',
  });
  // Without a handler, an idle connection that the server drops would end the process.
  pool.on('error', (error) => options.onError?.(error));
  await pool.query('select 1').catch(async (thrown: unknown) => {
    await pool.end();
    throw thrown;
  });
  return {
    sql: drizzle({ client: pool }),
    ask: async ({ name, text }, values) => (await pool.query<Readonly<Record<string, unknown>>>({ name, text, values: [...values] })).rows,
    listen: (channel, listener) => new Ear(options, channel, listener).open(),
    close: () => pool.end(),
  };
}

/** One connection that only listens. LISTEN belongs to a connection, so a pool cannot do it; it reconnects for ever. */
class Ear {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #attempt = 0;

  constructor(
    private readonly options: PostgresOptions,
    private readonly channel: string,
    private readonly listener: Listener,
  ) {}

  async open(): Promise<() => Promise<void>> {
    await this.#connect();
    return () => this.#close();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.options.url, application_name: 'vafa listener', keepAlive: true });
    client.on('error', (error) => this.options.onError?.(error));
    client.on('notification', (note) => this.listener.message(note.payload ?? ''));
    client.on('end', () => this.#again());
    this.#client = client;
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(this.channel)}`);
    this.#attempt = 0;
  }

  #again(): void {
    if (this.#closed || this.#timer) return;
    const wait = Math.min(10_000, 100 * 2 ** this.#attempt);
    this.#attempt += 1;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#connect().then(
        () => this.listener.missed(),
        (thrown: unknown) => {
          this.options.onError?.(thrown instanceof Error ? thrown : new Error(String(thrown)));
          this.#again();
        },
      );
    }, wait);
  }

  async #close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }
}

import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A private PostgreSQL cluster that a test started. */
export interface Cluster {
  /** Makes an empty database and answers its address. */
  database(): Promise<string>;
  /** Stops the server and deletes its files. */
  stop(): Promise<void>;
}

/** Starts a cluster of its own in a temporary folder, on a free port of this machine. Nothing that runs already is touched. */
export async function startCluster(): Promise<Cluster> {
  const bin = findBinaries();
  const folder = await mkdtemp(join(tmpdir(), 'vafa-postgres-'));
  const asPostgres = await user(folder);
  const data = join(folder, 'data');
  await asPostgres(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const port = await freePort();
  const settings = `-p ${port} -h 127.0.0.1 -k ${folder} -F`;
  await asPostgres(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
  const address = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  let made = 0;
  return {
    database: async () => {
      const name = `club_${(made += 1)}`;
      const client = new pg.Client({ connectionString: address('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return address(name);
    },
    stop: async () => {
      await asPostgres(join(bin, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string {
  const places = [process.env.VAFA_TEST_POSTGRES_BIN, ...[18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin`), '/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];
  const found = places.find((place) => place !== undefined && existsSync(join(place, 'initdb')));
  if (found === undefined) throw new Error('PostgreSQL is not installed. Install it (Debian: apt-get install postgresql), or set VAFA_TEST_POSTGRES_BIN to the folder of initdb.');
  return found;
}

// PostgreSQL refuses to run as root: then it runs as its own user, who must own the folder.
async function user(folder: string): Promise<(command: string, args: readonly string[]) => Promise<unknown>> {
  const options = { cwd: folder };
  if (process.getuid?.() !== 0) return (command, args) => run(command, [...args], options);
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  await chown(folder, await id('-u'), await id('-g'));
  return (command, args) => run('runuser', ['-u', 'postgres', '--', command, ...args], options);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

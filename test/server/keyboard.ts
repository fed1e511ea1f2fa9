import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import * as z from 'zod/mini';
import type { Club, ClubOptions } from '../../src/server/club/club.js';
import type { Program } from '../../src/server/club/program/program.js';
import type { Io } from '../../src/server/cli/command.js';
import { run } from '../../src/server/cli/run.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { shopOf, testClub } from './clubs.js';
import { startCluster, type Cluster } from './postgres.js';

/** What a command said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What it said with `--json`. */
  json<T extends z.core.$ZodType>(schema: T): z.infer<T>;
}

/** Types a command, as an owner called Bea. */
export function typed(args: readonly string[], env: NodeJS.ProcessEnv, now: () => Date = () => new Date()): Promise<Said> {
  return typedWhole(['club', ...args], { env, now });
}

/** Types a command of `vafa` itself. */
export async function typedWhole(args: readonly string[], io: Partial<Io> = {}): Promise<Said> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await run(args, { out, err, env: {}, user: 'Bea', now: () => new Date(), ...io });
  const said = String(out.read() ?? '');
  return { code, out: said, err: String(err.read() ?? ''), json: (schema) => z.parse(schema, JSON.parse(said)) };
}

/** An owner at the keyboard of a club on PostgreSQL that runs meanwhile. Each test gets a database and a folder of its own. */
export function ownersDesk(program: () => Program, options: () => Partial<ClubOptions> = () => ({})) {
  const start = new Date('2026-03-01T08:00:00Z');
  let cluster: Cluster;
  let url = '';
  let folder = '';
  let now = start;
  let clubs: Club[] = [];
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.stop());
  beforeEach(async () => {
    now = start;
    [url, folder] = [await cluster.database(), await mkdtemp(join(tmpdir(), 'vafa-owner-'))];
  });
  afterEach(async () => {
    // A test may have closed one already.
    await Promise.allSettled(clubs.splice(0).map((club) => club.close()));
    await rm(folder, { recursive: true, force: true });
  });
  const type = (...args: readonly string[]) => typed(args, { DATABASE_URL: url }, () => now);
  const file = async (name: string, content: string | Uint8Array | object) => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
    return path;
  };
  const club = async (more: Partial<ClubOptions> = {}) => {
    const opened = await testClub({ database: await openPostgres({ url }), program: program(), now: () => now, ...options(), ...more });
    clubs = [...clubs, opened];
    return opened;
  };
  return {
    type,
    file,
    /** Opens the club in a process of its own, as far as the database can tell. */
    club,
    /** Applies a program, `program()` without one. */
    apply: async (document: object = program()) => type('apply', await file('vafa.program.json', document), '--reason', 'a test'),
    shop: (of: Club) => shopOf(of, () => now),
    path: (name: string) => join(folder, name),
    url: () => url,
    now: () => now,
    at: (time: string) => void (now = new Date(time)),
  };
}

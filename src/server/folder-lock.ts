import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { rmSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { UserError } from './user-error.js';

const holder = z.object({ pid: z.int(), host: z.string(), nonce: z.string() });
type Holder = z.infer<typeof holder>;

/** A folder belongs to another process that lives. */
export class FolderInUse extends UserError {}

/**
 * Makes a folder this process's own: two processes in one embedded database silently lose rows. Answers how to let go.
 * The lock is a file with the process's id. One whose process has died is taken over; nothing waits.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(resolve(folder), 'lock.json');
  const mine: Holder = { pid: process.pid, host: hostname(), nonce: randomUUID() };
  if (!(await create(path, mine))) await takeOver(path, mine);
  held.set(path, mine.nonce);
  const letGoAtExit = () => removeIfMine(path, mine);
  process.once('exit', letGoAtExit);
  return async () => {
    process.off('exit', letGoAtExit);
    held.delete(path);
    removeIfMine(path, mine);
  };
}

/** The locks of this process by path. A file that names our own id without being here is of an earlier life with the same id. */
const held = new Map<string, string>();

async function create(path: string, mine: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(mine));
    await file.close();
    return true;
  } catch (thrown) {
    if (isCode(thrown, 'EEXIST')) return false;
    throw thrown;
  }
}

// Of several that find the same dead holder, one alone can make the guard named after it, and it looks again under the guard.
async function takeOver(path: string, mine: Holder): Promise<void> {
  const found = await read(path);
  if (found && isAlive(path, found)) throw inUse(path, found);
  const guard = `${path}.${found?.nonce ?? 'unreadable'}`;
  if (!(await create(guard, mine))) throw inUse(path, found);
  try {
    const now = await read(path);
    if (now?.nonce !== found?.nonce) throw inUse(path, now);
    const fresh = `${path}.${mine.nonce}`;
    await writeFile(fresh, JSON.stringify(mine), { mode: 0o600 });
    await rename(fresh, path);
  } finally {
    await rm(guard, { force: true });
  }
}

async function read(path: string): Promise<Holder | undefined> {
  try {
    return z.parse(holder, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Cut off in the middle of writing: whoever wrote it is gone, or is about to be found at the second look.
    return undefined;
  }
}

function isAlive(path: string, { pid, host, nonce }: Holder): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.get(path) === nonce;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Without the right to signal it, it is somebody else's process, but it lives.
    return isCode(thrown, 'EPERM');
  }
}

function inUse(path: string, found: Holder | undefined): FolderInUse {
  const who = found ? `process ${found.pid} on ${found.host}` : 'another process';
  return new FolderInUse(`The data folder is in use by ${who}. Stop it first; if it no longer runs, delete ${path}.`);
}

function removeIfMine(path: string, mine: Holder): void {
  try {
    const found = z.safeParse(holder, JSON.parse(readFileSync(path, 'utf8')));
    if (found.success && found.data.nonce === mine.nonce) rmSync(path, { force: true });
  } catch {
    // Already gone: the folder was deleted under us.
  }
}

function isCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}

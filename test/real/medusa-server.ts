import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/browsers.js';
import { startCluster } from '../server/postgres.js';
import type { Undo } from './undo.js';

/** What is installed, to the letter: core and plugin are published together. */
const version = '2.21.1';
const packages = ['@medusajs/medusa', '@medusajs/framework', '@medusajs/cli', '@medusajs/loyalty-plugin'];

const config = `const { defineConfig } = require('@medusajs/framework/utils');
const cors = 'http://127.0.0.1';
module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: { storeCors: cors, adminCors: cors, authCors: cors, jwtSecret: 'a-secret-of-the-test', cookieSecret: 'a-secret-of-the-test' },
  },
  plugins: [{ resolve: '@medusajs/loyalty-plugin', options: {} }],
});
`;

/** A Medusa server of this run. */
export interface Medusa {
  /** Its host and port. */
  readonly host: string;
  readonly owner: { readonly email: string; readonly password: string };
}

/** Installs Medusa with its loyalty plugin, makes its database, and starts it on a free port of this machine. */
export async function startMedusa(undo: Undo): Promise<Medusa> {
  const cluster = await startCluster();
  undo.add(() => cluster.stop());
  const cli = new Commands(await placeOf(undo), await cluster.database());
  undo.add(() => cli.end());
  console.log(`Installing Medusa ${version} with its loyalty plugin …`);
  await cli.install();
  const owner = { email: 'owner@shop.example', password: 'a-password-of-the-test' };
  console.log('Making its tables …');
  await cli.run('db:migrate');
  await cli.run('user', '-e', owner.email, '-p', owner.password);
  console.log('Starting it …');
  const host = `127.0.0.1:${await freePort()}`;
  await cli.serve(host);
  return { host, owner };
}

// Whoever runs this often may keep what is installed in a folder of theirs.
async function placeOf(undo: Undo): Promise<string> {
  const kept = process.env.VAFA_MEDUSA_FOLDER;
  if (kept) {
    await mkdir(kept, { recursive: true });
    return kept;
  }
  const folder = await mkdtemp(join(tmpdir(), 'vafa-medusa-'));
  undo.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment without what npm says of the project that runs this. */
function outer(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|INIT_CWD$)/i.test(name)));
}

/** A process that was started, and the end of what it said. */
interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
}

/** Medusa's command line in a folder, over a database. */
class Commands {
  readonly #running = new Set<ChildProcess>();

  constructor(
    private readonly folder: string,
    private readonly database: string,
  ) {}

  async install(): Promise<void> {
    const project = { name: 'vafa-medusa', version: '0.0.0', private: true, dependencies: Object.fromEntries(packages.map((name) => [name, version])) };
    await writeFile(join(this.folder, 'package.json'), JSON.stringify(project));
    await writeFile(join(this.folder, 'medusa-config.js'), config);
    // Its peers are the pages of its admin, which nobody opens here.
    const { child, said } = this.#start('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], {});
    await ended(child, 'npm install', said);
  }

  /** Runs a command to its end. */
  async run(...args: readonly string[]): Promise<void> {
    const { child, said } = this.#medusa(args);
    await ended(child, `medusa ${args[0] ?? ''}`, said);
  }

  /** Starts the server; ends when it answers. */
  async serve(host: string): Promise<void> {
    const [name = '', port = ''] = host.split(':');
    const { child, said } = this.#medusa(['start', '-H', name, '-p', port]);
    for (let attempt = 0; attempt < 600; attempt++) {
      if (child.exitCode !== null) throw new Error(`medusa start ended with code ${child.exitCode}: ${said()}`);
      if (await fetch(`http://${host}/health`).then(({ ok }) => ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`medusa start did not answer in two minutes: ${said()}`);
  }

  /** Ends what still runs. */
  async end(): Promise<void> {
    for (const child of this.#running) {
      const closed = new Promise((resolve) => child.once('close', resolve));
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.kill('SIGTERM');
      await closed;
      clearTimeout(late);
    }
  }

  // In production Medusa wants no compiler of TypeScript; what it stores of its user stays in the folder.
  #medusa(args: readonly string[]): Started {
    const env = { DATABASE_URL: this.database, NODE_ENV: 'production', MEDUSA_DISABLE_TELEMETRY: 'true', XDG_CONFIG_HOME: join(this.folder, '.config') };
    return this.#start(process.execPath, [join('node_modules', '@medusajs', 'cli', 'cli.js'), ...args], env);
  }

  // A group of its own: Ctrl+C is heard here, and ends all in order.
  #start(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Started {
    const child = spawn(command, args, { cwd: this.folder, env: { ...outer(), ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (text = (text + data.toString()).slice(-4_000)));
    return { child, said: () => text };
  }
}

async function ended(child: ChildProcess, name: string, said: () => string = () => ''): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${name} ended with code ${code}. ${said()}`);
}

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

/** An application of its own: outside the project, so that nothing of the project's is found by accident. */
export class Application {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes an application with these files, and installs what its package.json asks for. What was fetched once is kept in the project's cache. */
  static async make(files: Readonly<Record<string, string>>): Promise<Application> {
    const folder = await mkdtemp(join(tmpdir(), 'vafa-application-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const cache = join(project, 'node_modules/.cache/npm');
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', `--cache=${cache}`], { cwd: folder });
    return new Application(folder);
  }

  /** The names of all packages that were installed, those below others too. */
  async installed(): Promise<string[]> {
    const lock: { packages: Record<string, unknown> } = JSON.parse(await readFile(join(this.folder, 'node_modules/.package-lock.json'), 'utf8'));
    return Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''));
  }

  /** Runs a module in plain Node; gives what it prints. */
  async node(code: string): Promise<string> {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: this.folder });
    return stdout.trim();
  }

  /** Runs a command that a package brings; tells how it ended. */
  async bin(name: string, ...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    const env = { ...process.env, DATABASE_URL: '' };
    return run(join(this.folder, 'node_modules/.bin', name), [...args], { cwd: this.folder, env, shell: process.platform === 'win32' }).then(
      ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
      (fault: { code: number; stdout: string; stderr: string }) => ({ code: fault.code, out: fault.stdout, err: fault.stderr }),
    );
  }

  /** Type-checks the application with its own tsconfig; gives what the compiler says. */
  async types(): Promise<string> {
    return run(process.execPath, [join(project, 'node_modules/typescript/bin/tsc'), '-p', this.folder]).then(
      ({ stdout }) => stdout,
      (fault: { stdout: string }) => fault.stdout,
    );
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** One run of what `npm start` runs. */
export class Started {
  output = '';
  errors = '';
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  readonly #looks = new Set<() => void>();

  constructor(env: Record<string, string>) {
    const { NODE_ENV: _, ...outer } = process.env;
    this.#process = spawn(process.execPath, ['--import', 'tsx', 'tools/start.ts'], { cwd: root, env: { ...outer, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stdout?.on('data', (data: Buffer) => {
      this.output += data.toString();
      for (const look of this.#looks) look();
    });
    this.#process.stderr?.on('data', (data: Buffer) => {
      this.errors += data.toString();
    });
    this.#ended = new Promise((resolve) => this.#process.once('close', resolve));
  }

  /** Ends when the text was printed; fails with what was said instead when the run ends before. */
  says(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.output.includes(text)) resolve();
      };
      this.#looks.add(look);
      look();
      void this.#ended.then((code) => reject(new Error(`npm start ended with code ${code}: ${this.errors}`)));
    });
  }

  /** The exit code, once it ended. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  signal(signal: 'SIGINT' | 'SIGTERM'): void {
    this.#process.kill(signal);
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}

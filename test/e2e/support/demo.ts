import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../tools/browsers.js';
import { build } from '../../../tools/build.js';
import { startDemo, type RunningDemo } from '../../../tools/compose.js';

/** What `npm start` runs, on free ports and in a folder of its own. */
export class DemoUnderTest {
  #running: RunningDemo | undefined;
  #publicUrl: string | undefined;

  private constructor(
    readonly shopUrl: string,
    readonly gatewayUrl: string,
    private readonly folder: string,
    private readonly ports: { readonly shopPort: number; readonly gatewayPort: number },
    private readonly backend: { readonly config?: string; readonly env: NodeJS.ProcessEnv },
  ) {}

  /** Builds the script and starts everything; `config` is a configuration whose backend answers in place of the demo's club, `env` its secrets. */
  static async start({ config, env = {} }: { config?: object; env?: NodeJS.ProcessEnv } = {}): Promise<DemoUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'vafa-e2e-'));
    await buildAsReleased(join(folder, 'scripts'));
    const ports = { shopPort: await freePort(), gatewayPort: await freePort() };
    const file = join(folder, 'vafa.json');
    if (config) await writeFile(file, JSON.stringify(config));
    const demo = new DemoUnderTest(`http://localhost:${ports.shopPort}`, `http://127.0.0.1:${ports.gatewayPort}`, folder, ports, { ...(config && { config: file }), env });
    await demo.open();
    return demo;
  }

  /** Starts the servers, on the same ports and data as before; `publicUrl` is where browsers go to reach the gateway. */
  async open(publicUrl = this.#publicUrl): Promise<void> {
    const { folder, ports, backend } = this;
    this.#publicUrl = publicUrl;
    this.#running = await startDemo({ ...ports, ...(publicUrl === undefined ? {} : { publicUrl }), dataDir: join(folder, 'data'), scripts: join(folder, 'scripts'), ...backend });
  }

  /** Stops the servers; their data stays. */
  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  /** Stops the servers and starts them as on the first day. */
  async beginAgain(): Promise<void> {
    await this.stop();
    await rm(join(this.folder, 'data'), { recursive: true, force: true });
    await this.open();
  }

  /** Stops the servers and throws their data away. */
  async end(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The test runner says NODE_ENV=test, for which bundlers choose Lit's development build; a release has no such thing. */
export async function buildAsReleased(out: string): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({ out });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
}

/** `npm start`: builds the script, opens the club's database in `.vafa/` or the backend that VAFA_CONFIG describes, and runs the gateway and the demo shop. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShopError } from '../demo/shop.js';
import { explain, UserError } from '../src/server/user-error.js';
import { build } from './build.js';
import { startDemo, type RunningDemo } from './compose.js';
import { closing, opening, welcome } from './welcome.js';

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(): Promise<void> {
  const { env } = process;
  const dataDir = env.VAFA_DATA ?? join(root, '.vafa');
  const config = env.VAFA_CONFIG;
  console.log(opening({ config, dataDir }));
  const demo = await startDemo({
    shopPort: portOf('VAFA_SHOP_PORT', env.VAFA_SHOP_PORT ?? '4800'),
    gatewayPort: portOf('VAFA_PORT', env.VAFA_PORT ?? '4801'),
    dataDir,
    scripts: join(root, 'dist'),
    config,
    prepare: () => {
      console.log('Building the script for pages …');
      return build();
    },
    env,
  });
  console.log(welcome({ shopUrl: demo.shop.url, gatewayUrl: demo.gateway.url, dataDir, config, hasClub: demo.gateway.club !== undefined }));
  stopOnSignal(demo);
}

function portOf(setting: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new UserError(`${setting} is "${text}". Set it to a port number, 1 to 65535.`);
}

/** The first signal ends everything in order; a second one ends the process at once. */
function stopOnSignal(demo: RunningDemo): void {
  const stop = () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop);
    console.log(closing(demo.gateway.club !== undefined));
    demo.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

function fail(error: unknown): never {
  console.error(error instanceof ShopError ? error.message : explain(error));
  process.exit(1);
}

await main().catch(fail);

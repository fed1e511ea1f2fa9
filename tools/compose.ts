import { join } from 'node:path';
import { startShop, type RunningShop } from '../demo/server.js';
import { defaultProgram } from '../src/server/club/default-program.js';
import { seedDemo } from '../src/server/seed-demo.js';
import { startGateway, type RunningGateway } from '../src/server/start-gateway.js';

/** Where the demo runs. */
export interface DemoOptions {
  readonly shopPort: number;
  readonly gatewayPort: number;
  /** Holds the club's database, the secrets and the shop's books. */
  readonly dataDir: string;
  /** Folder of the built script. */
  readonly scripts: string;
  /** Called once folder and ports are ours, so that no other start is disturbed; for building the script. */
  readonly prepare?: () => Promise<unknown>;
  readonly env?: NodeJS.ProcessEnv;
  readonly log?: (line: string) => void;
}

/** The demo, running. */
export interface RunningDemo {
  readonly gateway: RunningGateway;
  readonly shop: RunningShop;
  close(): Promise<void>;
}

/** The club as the demo shop runs it: its own name, and its own page with the terms. */
const program = {
  ...defaultProgram,
  shop: { ...defaultProgram.shop, name: { en: 'Golestan', fa: 'گلستان' }, termsUrl: '/club' },
};

/** Starts the gateway with its club, then the shop in front of it. If one cannot start, nothing is left running. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { shopPort, gatewayPort, dataDir, scripts, env, log } = options;
  const origins = [`http://localhost:${shopPort}`, `http://127.0.0.1:${shopPort}`];
  const gateway = await startGateway({ port: gatewayPort, dataDir, scripts, origins, program, env, log });
  try {
    await seedDemo(gateway.club);
    const shop = await openShop(gateway, shopPort, join(dataDir, 'shop'));
    const close = async () => {
      await shop.close();
      await gateway.close();
    };
    await options.prepare?.().catch(async (thrown: unknown) => {
      await shop.close();
      throw thrown;
    });
    return { gateway, shop, close };
  } catch (thrown) {
    await gateway.close();
    throw thrown;
  }
}

function openShop({ url, secrets, issuer }: RunningGateway, port: number, dataDir: string): Promise<RunningShop> {
  const [memberSecret = ''] = secrets.token;
  const [shopSecret = ''] = secrets.shop;
  return startShop({ port, gatewayUrl: url, memberSecret, shopSecret, issuer, dataDir });
}

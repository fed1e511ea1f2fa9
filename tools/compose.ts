import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { startShop, type RunningShop } from '../demo/server.js';
import type { Club } from '../src/server/club/club.js';
import { demoProgram } from '../src/server/club/default-program.js';
import { loadConfig } from '../src/server/config/config.js';
import { loadSecrets } from '../src/server/secrets.js';
import { seedDemo } from '../src/server/seed-demo.js';
import { seedGifts } from '../src/server/seed-gifts.js';
import { seedRedemptions } from '../src/server/seed-redemptions.js';
import { serve } from '../src/server/serve.js';
import { makeDataFolder } from '../src/server/settings.js';
import { startGateway, type RunningGateway } from '../src/server/start-gateway.js';

/** Where the demo runs. */
export interface DemoOptions {
  readonly shopPort: number;
  readonly gatewayPort: number;
  /** Holds the club's database, the secrets and the shop's books. */
  readonly dataDir: string;
  /** Folder of the built script. */
  readonly scripts: string;
  /** Where browsers reach the gateway, when something stands in front of it. */
  readonly publicUrl?: string;
  /** Called once folder and ports are ours, so that no other start is disturbed; for building the script. */
  readonly prepare?: () => Promise<unknown>;
  /** A configuration (`vafa.json`) whose backend answers, in place of the demo's club. */
  readonly config?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly log?: (line: string) => void;
}

/** The demo, running. */
export interface RunningDemo {
  readonly gateway: DemoGateway;
  readonly shop: RunningShop;
  close(): Promise<void>;
}

/** The gateway of the demo; its club, where the backend has one. */
export type DemoGateway = Pick<RunningGateway, 'url' | 'shopId' | 'issuer' | 'secrets' | 'close'> & { readonly club?: Club };

/** Where the secret stands that the club signs its wishes for codes with. */
const codesSecretName = 'VAFA_CODES_SECRET';

/** Starts the gateway with its club, then the shop in front of it. If one cannot start, nothing is left running. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { shopPort, gatewayPort, dataDir, scripts, log } = options;
  const origins = [`http://localhost:${shopPort}`, `http://127.0.0.1:${shopPort}`];
  const env = await withCodesSecret(options.env ?? process.env, dataDir);
  const gateway = options.config === undefined ? await startGateway({ port: gatewayPort, dataDir, scripts, origins, program: programFor(shopPort), env, log }) : await configured(options.config, { ...options, origins, env });
  try {
    // The shop first: it makes the codes of what the seed redeems.
    const shop = await openShop({ url: options.publicUrl ?? gateway.url, secrets: gateway.secrets, issuer: gateway.issuer }, shopPort, join(dataDir, 'shop'), env[codesSecretName]);
    const close = async () => {
      await shop.close();
      await gateway.close();
    };
    try {
      if (gateway.club) await seed(gateway.club, shop);
      await options.prepare?.();
    } catch (thrown) {
      await shop.close();
      throw thrown;
    }
    return { gateway, shop, close };
  } catch (thrown) {
    await gateway.close();
    throw thrown;
  }
}

async function seed(club: Club, shop: RunningShop): Promise<void> {
  await seedDemo(club);
  await seedRedemptions(club, shop);
  await seedGifts(club);
}

/** The gateway as a configuration says, on the demo's ports and for its pages; a club in it runs the demo's program where it names none. */
async function configured(file: string, { shopPort, gatewayPort, dataDir, scripts, origins, env, log = console.error }: DemoOptions & { readonly origins: readonly string[]; readonly env: NodeJS.ProcessEnv }): Promise<DemoGateway> {
  await makeDataFolder(dataDir);
  const loaded = await loadConfig(file);
  const config = { ...loaded.config, port: gatewayPort, host: '127.0.0.1', origins: [...origins] };
  const serving = await serve({ loaded: { ...loaded, config }, env, embedded: dataDir, scripts, program: programFor(shopPort), log: (line) => (line.event === 'request' ? undefined : log(JSON.stringify(line))) });
  return { ...serving, secrets: await loadSecrets(env, dataDir) };
}

/** The club as the demo shop runs it: the shop makes its codes, has a page with the terms, and pictures of what it gives. */
function programFor(shopPort: number) {
  const program = demoProgram({ callback: { url: `http://127.0.0.1:${shopPort}/club/codes`, secret: `env:${codesSecretName}` } });
  const rewards = program.rewards.map((reward) => {
    const picture = pictures[reward.id];
    return picture === undefined ? reward : { ...reward, image: `/art/${picture}.svg` };
  });
  const actions = program.actions.map((action) => ({ ...action, ...(pages[action.id] && { url: pages[action.id] }) }));
  return { ...program, shop: { ...program.shop, termsUrl: '/club' }, rewards, actions };
}

/** Where in the shop a way to earn is gone, by its id: the letter tells what stands here too, a review is of something that was bought. */
const pages: Readonly<Record<string, string>> = { newsletter: '/#origins', review: '/account#orders' };

/** The shop's drawings of what a reward is, where it is something on its shelf. */
const pictures: Readonly<Record<string, string>> = {
  nabat: 'nabat',
  'tasting-box': 'lahijan-tea',
  'tea-cupping': 'slopes',
  'autumn-saffron': 'saffron',
  'nowruz-basket': 'pistachios',
  'taster-sample': 'dried-limes',
};

/** The environment with the secret of codes: the one given, or one that comes from the shop's, so that it outlives a restart. */
async function withCodesSecret(env: NodeJS.ProcessEnv, dataDir: string): Promise<NodeJS.ProcessEnv> {
  if (env[codesSecretName]) return env;
  await makeDataFolder(dataDir);
  const [secret = ''] = (await loadSecrets(env, dataDir)).shop;
  return { ...env, [codesSecretName]: createHmac('sha256', secret).update('golestan codes').digest('base64url') };
}

function openShop({ url, secrets, issuer }: Pick<RunningGateway, 'url' | 'secrets' | 'issuer'>, port: number, dataDir: string, codesSecret = ''): Promise<RunningShop> {
  const [memberSecret = ''] = secrets.token;
  const [shopSecret = ''] = secrets.shop;
  return startShop({ port, gatewayUrl: url, memberSecret, shopSecret, codesSecret, issuer, dataDir });
}

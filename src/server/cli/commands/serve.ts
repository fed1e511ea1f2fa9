import { loadConfig } from '../../config/config.js';
import { serve as serveConfig, type Serving } from '../../serve.js';
import { scriptsFolder } from '../../scripts-folder.js';
import { UsageError, type Call, type Command, type Outcome } from '../command.js';

/** `vafa serve`: the gateway, as vafa.json says. */
export const serve: Command = {
  name: 'serve',
  usage: '[--config vafa.json] [--embedded <folder>]',
  says: 'Serves the Portal API, the shop’s side and the script, as a configuration says.',
  more: [
    'Secrets come from the environment: VAFA_TOKEN_SECRET, VAFA_SHOP_SECRET, and those that the backend names. With --embedded it makes the first two where they are missing, except with NODE_ENV=production.',
    'It logs one JSON line for each request, answers /health and /ready, and stops in order on SIGTERM.',
  ],
  options: {
    config: { value: '<file>', says: 'The configuration; vafa.json.' },
    embedded: { value: '<folder>', says: 'A database in this process, for one shop, in that folder; without it DATABASE_URL is used.' },
    metrics: { value: '<port>', says: 'Serves numbers for Prometheus at /metrics, on this port of this machine.' },
  },
  examples: ['DATABASE_URL=postgres://… vafa serve --config vafa.json', 'vafa serve --embedded .vafa --metrics 9464'],
  words: 0,
  run: async (call) => {
    const serving = await start(call);
    await stopped(call, serving);
    return { lines: ['Stopped.'], data: { stopped: true } };
  },
};

async function start(call: Call): Promise<Serving> {
  const { io } = call;
  const log = (line: object): void => void io.err.write(`${JSON.stringify(line)}\n`);
  const serving = await serveConfig({
    loaded: await loadConfig(call.text('config') ?? 'vafa.json'),
    env: io.env,
    embedded: call.text('embedded'),
    metricsPort: portOf(call),
    scripts: await scriptsFolder(),
    log,
  });
  const told: Outcome['data'] = { at: io.now().toISOString(), level: 'info', event: 'started', says: `Serving ${serving.shopId} at ${serving.url}`, url: serving.url, secrets: serving.secrets, metrics: serving.metricsUrl };
  io.out.write(`${JSON.stringify(told)}\n`);
  return serving;
}

function portOf(call: Call): number | undefined {
  const text = call.text('metrics');
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--metrics is “${text}”. It must be a port, 0 to 65535.`);
}

function stopped({ io }: Call, serving: Serving): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => void serving.close().then(resolve, reject);
    if (io.stop?.aborted) end();
    else io.stop?.addEventListener('abort', end, { once: true });
  });
}

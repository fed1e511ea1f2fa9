/** Finds the browsers and servers that tests need, and starts what a test needs of them. No imports of ours: configuration files read this too. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** A program that tests need. */
export interface Tool {
  /** What a person calls it. */
  readonly title: string;
  /** The environment variable that names its file. */
  readonly variable: string;
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  /** Where it usually is; a bare name is looked for in PATH. */
  readonly places: readonly string[];
}

const webKitFolders = ['x86_64', 'aarch64'].flatMap((cpu) => ['4.1', '4.0', '6.0'].map((line) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-${line}`));

/** The programs, by the name tests use. */
export const tools = {
  chromium: {
    title: 'Chromium (or Chrome)',
    variable: 'VAFA_CHROMIUM',
    packages: ['chromium'],
    places: [
      'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  firefox: {
    title: 'Firefox',
    variable: 'VAFA_FIREFOX',
    packages: ['firefox-esr'],
    places: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
  webKitDriver: { title: 'WebKitWebDriver', variable: 'VAFA_WEBKIT_DRIVER', packages: ['webkit2gtk-driver'], places: ['WebKitWebDriver'] },
  webKit: {
    title: "WebKitGTK's MiniBrowser",
    variable: 'VAFA_WEBKIT',
    packages: ['webkit2gtk-driver'],
    places: webKitFolders.map((folder) => join(folder, 'MiniBrowser')),
  },
  xvfb: { title: 'Xvfb', variable: 'VAFA_XVFB', packages: ['xvfb'], places: ['Xvfb'] },
  postgres: {
    title: 'PostgreSQL (its initdb)',
    variable: 'VAFA_INITDB',
    packages: ['postgresql'],
    places: ['initdb', ...['18', '17', '16', '15', '14'].map((major) => `/usr/lib/postgresql/${major}/bin/initdb`)],
  },
  font: {
    title: 'the Noto fonts (Persian in pictures)',
    variable: 'VAFA_FONT',
    packages: ['fonts-noto-core'],
    places: ['/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf'],
  },
} as const satisfies Record<string, Tool>;

/** The file of a program, or `undefined` where it is not installed. */
export function find({ variable, places }: Tool): string | undefined {
  const given = process.env[variable];
  if (given) return existsSync(given) ? given : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = places.flatMap((place) => (/[\\/]/.test(place) ? [place] : folders.map((folder) => join(folder, place))));
  return candidates.find((path) => existsSync(path));
}

/** The file of a program; fails with how to get it. */
export function need(tool: Tool): string {
  const found = find(tool);
  if (found) return found;
  throw new Error(`${tool.title} was not found. Install it (Debian: apt-get install ${tool.packages.join(' ')}), or set ${tool.variable} to its file.`);
}

/** Arguments with which a test starts Chromium: no sandbox where it cannot have one, and no calls home. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--disable-sync', '--disable-component-update',
];

/** A WebKit that a WebDriver client can talk to. */
export interface WebKit {
  readonly port: number;
  /** What a client asks for as `capabilities`. */
  readonly capabilities: Record<string, unknown>;
  /** Ends driver and display. */
  stop(): void;
}

/** Starts WebKitGTK's driver on a display of its own. */
export async function startWebKit(): Promise<WebKit> {
  const binary = need(tools.webKit);
  const { child: xvfb, display } = await startDisplay();
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const driver = spawn(need(tools.webKitDriver), ['--host=127.0.0.1', `--port=${port}`], { env, stdio: 'ignore' });
  const stop = (): void => {
    driver.kill();
    xvfb.kill();
  };
  process.once('exit', stop);
  await listening(port, driver);
  return {
    port,
    stop,
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      'wdio:enforceWebDriverClassic': true,
    },
  };
}

async function startDisplay(): Promise<{ child: ChildProcess; display: string }> {
  // The server picks a free number itself and writes it to descriptor 3.
  const child = spawn(need(tools.xvfb), ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const pipe = child.stdio[3];
  if (!pipe) throw new Error('Xvfb gave no descriptor to read the display from.');
  const display = await new Promise<string>((resolve, reject) => {
    pipe.on('data', (data: Buffer) => resolve(`:${data.toString().trim()}`));
    child.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}; is another display server broken, or /tmp not writable?`)));
  });
  return { child, display };
}

async function listening(port: number, driver: ChildProcess): Promise<void> {
  for (let attempt = 0; driver.exitCode === null && attempt < 200; attempt++) {
    const answered = await fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok, () => false);
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`WebKitWebDriver did not answer on port ${port}.`);
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port.'))));
    });
  });
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../../tools/build.js';
import { ScriptedApi } from './api.js';
import { engines, type Engine, type EngineName, type Tab } from './engines.js';
import { look, startOracle, type Seen } from './oracle.js';

const project = fileURLToPath(new URL('../../..', import.meta.url));

const folder = join(project, 'node_modules/.cache/vafa-embed');
/** Built once for all rigs of a test file. */
let built: Promise<unknown> | undefined;

/** A page that a shop could have. CDN, API and SELF stand for the origins of the three servers. */
export interface ShopPage {
  readonly headers?: Readonly<Record<string, string>>;
  /** The page's own script: runs before all else but the oracle. */
  readonly script?: string;
  readonly head?: string;
  readonly body?: string;
  /** The doctype; left out with an empty text. */
  readonly doctype?: string;
}

/** A page in a browser, with what its oracle noted. */
export class Visit {
  readonly #tab: Tab;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** How an element looks. */
  async see(tag = 'vafa-points'): Promise<Seen> {
    return this.run<Seen>(`(${look.toString()})(${JSON.stringify(tag)})`);
  }

  /** Evaluates in the page; the caller knows what the expression gives. */
  async run<T>(expression: string): Promise<T> {
    return JSON.parse(String(await this.#tab.evaluate(`JSON.stringify((() => { const it = ${expression}; return it === undefined ? null : it; })())`)));
  }

  errors(): Promise<string[]> {
    return this.run('window.oracle.errors');
  }

  violations(): Promise<string[]> {
    return this.run('window.oracle.violations');
  }

  /** What the page has now and had not before, or has no more. */
  async changes(): Promise<string[]> {
    const { before, after } = await this.run<Record<'before' | 'after', Record<string, string[]>>>('({ before: window.oracle.before, after: window.oracle.look() })');
    return Object.keys(before).flatMap((name) => {
      const [was, is] = [before[name] ?? [], after[name] ?? []];
      return [...is.filter((key) => !was.includes(key)).map((key) => `+${name}.${key}`), ...was.filter((key) => !is.includes(key)).map((key) => `-${name}.${key}`)];
    });
  }

  close(): Promise<void> {
    return this.#tab.close();
  }
}

/** The page's script that every test page has unless it says otherwise: where the club is, and who is here. */
export const settings = `window.vafa = [['configure', { api: 'API', locale: 'en', getToken: () => 'member', deadline: 2000 }]];`;
/** The elements as a page writes them, with text for visitors without the script. */
export const elements = '<vafa-points>Points are shown here.</vafa-points><vafa-tier>Your tier is shown here.</vafa-tier>';
/** The tag of the script. */
export const tag = '<script async src="CDN/vafa.js"></script>';
/** The tag of the small build. */
export const liteTag = '<script async src="CDN/vafa.lite.js"></script>';

/** Three servers (page, files, API) and one browser. */
export class Rig {
  readonly api = new ScriptedApi();
  /** Answers in the file server's place. */
  cdnFault: ((path: string, response: ServerResponse) => boolean) | undefined;
  /** Every file the pages fetched. */
  readonly fetched: string[] = [];
  readonly #pages = new Map<string, ShopPage>();
  readonly #scripts = new Map<string, string>();
  readonly #pageServer = createServer((request, response) => this.#page(request, response));
  readonly #cdn = createServer((request, response) => void this.#file(request, response));
  #folder = '';
  #engine: Engine | undefined;

  /** Builds the script, and starts servers and browser. */
  static async start(engine: EngineName): Promise<Rig> {
    const rig = new Rig();
    rig.#folder = folder;
    await (built ??= build({ out: folder }));
    await Promise.all([rig.api.listen(), listen(rig.#pageServer), listen(rig.#cdn)]);
    rig.#engine = await engines[engine]();
    return rig;
  }

  async stop(): Promise<void> {
    await this.#engine?.close();
    await Promise.all([this.api.close(), close(this.#pageServer), close(this.#cdn)]);
  }

  /** Forgets what a test did. */
  reset(): void {
    this.api.reset();
    this.cdnFault = undefined;
    this.fetched.length = 0;
  }

  /** Opens a page. */
  async visit(page: ShopPage): Promise<Visit> {
    if (!this.#engine) throw new Error('The rig was not started.');
    const url = this.serve(page);
    const tab = await this.#engine.open();
    await tab.goto(url);
    return new Visit(tab);
  }

  /** The address of a page. */
  serve(page: ShopPage): string {
    const path = `/page-${this.#pages.size}`;
    this.#pages.set(path, page);
    return this.pageOrigin + path;
  }

  /** The address of a script of the page's own, on the file server. */
  script(code: string): string {
    const path = `/own-${this.#scripts.size}.js`;
    this.#scripts.set(path, this.#filled(code));
    return `${this.cdnOrigin}${path}`;
  }

  get pageOrigin(): string {
    return originOf(this.#pageServer);
  }

  get cdnOrigin(): string {
    return originOf(this.#cdn);
  }

  /** The text of a built file. */
  built(file: string): Promise<string> {
    return readFile(join(this.#folder, file), 'utf8');
  }

  /** The integrity of a built file. */
  async integrity(file: string): Promise<string> {
    return `sha384-${createHash('sha384').update(await this.built(file)).digest('base64')}`;
  }

  #filled(text: string): string {
    return text.replaceAll('CDN', this.cdnOrigin).replaceAll('API', this.api.origin).replaceAll('SELF', this.pageOrigin);
  }

  #page({ url = '/' }: IncomingMessage, response: ServerResponse): void {
    const page = this.#pages.get(url.split('?')[0] ?? '');
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const { headers = {}, script = settings, head = '', body = elements + tag, doctype = '<!doctype html>' } = page;
    const first = this.script(`(${startOracle.toString()})();\n${script}\nwindow.oracle.before = window.oracle.look();`);
    const filled = Object.entries(headers).map(([name, value]) => [name, this.#filled(value)] as const);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...Object.fromEntries(filled) });
    const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
    response.end(this.#filled(`${doctype}<html lang="en"><head><title>Shop</title><script ${nonce ? `nonce="${nonce}" ` : ''}src="${first}"></script>${head}</head><body>${body}</body></html>`));
  }

  async #file({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = url.split('?')[0] ?? '';
    this.fetched.push(url);
    response.setHeader('access-control-allow-origin', '*');
    if (this.cdnFault?.(path, response)) return;
    const text = this.#scripts.get(path) ?? (await this.built(path.slice(1)).catch(() => undefined));
    if (text === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(text);
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()).closeAllConnections());
}

function originOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

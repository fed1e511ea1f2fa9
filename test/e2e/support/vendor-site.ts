import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphqlFake } from '../../fakes/graphql.js';
import { graphqlDescription } from '../../fakes/graphql-description.js';
import { typedWhole } from '../../server/keyboard.js';
import { buildAsReleased } from './demo.js';
import { serveVendor, type VendorServer } from './vendor-server.js';

const shop = { id: 'golestan', name: { en: 'Golestan', fa: 'گلستان' }, timeZone: 'Asia/Tehran' };

/** A shop of static files without any gateway: its pages speak to the vendor themselves, by the file that `vafa page` wrote. */
export class VendorSite {
  readonly vendor = new GraphqlFake();
  /** Who is signed in at the shop, by e-mail address. */
  signedIn: string | undefined;
  /** Stands in for the file that `vafa page` wrote. */
  file: string | undefined;
  /** Where the page says its description is. */
  api = '/club.json';
  /** Runs in the page before the script. */
  first = '';
  /** Paths that were asked for. */
  readonly asked: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly server: Server,
    private host: VendorServer,
  ) {}

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  get vendorHost(): string {
    return this.host.host;
  }

  static async open(): Promise<VendorSite> {
    const folder = await mkdtemp(join(tmpdir(), 'vafa-site-'));
    await buildAsReleased(folder);
    const server = createServer((request, response) => void site.answer(request.url ?? '/', response));
    const fetch: GraphqlFake['fetch'] = (url, init) => site.vendor.fetch(url, init);
    const site: VendorSite = new VendorSite(folder, server, await serveVendor(fetch, () => site.url));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await site.writeFile();
    return site;
  }

  async close(): Promise<void> {
    this.server.close().closeAllConnections();
    this.host.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async writeFile(): Promise<void> {
    const path = (name: string): string => join(this.folder, name);
    await writeFile(path('adapter.json'), JSON.stringify(graphqlDescription));
    const backend = { type: 'adapter', file: './adapter.json', settings: { shopId: '1' }, baseUrl: `http://${this.vendorHost}/account` };
    await writeFile(path('vafa.json'), JSON.stringify({ format: 1, origins: [], shop, backend }));
    const { code, err } = await typedWhole(['page', path('vafa.json'), '--out', path('club.json')]);
    if (code !== 0) throw new Error(err);
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    const path = url.replace(/\?.*/, '').replace('/CLUB.JSON', '/club.json');
    this.asked.push(path);
    const send = (type: string, body: string | Buffer, more: Record<string, string> = {}): void => void response.writeHead(200, { 'content-type': type, ...more }).end(body);
    if (/^\/(en|fa)$/.test(path)) return send('text/html; charset=utf-8', this.page(path.slice(1)), { 'content-security-policy': this.policy() });
    if (path === '/first.js') return send('text/javascript', this.first);
    if (path === '/token') return this.signedIn === undefined ? void response.writeHead(204).end() : send('application/json', JSON.stringify({ token: this.vendor.tokenOf(this.signedIn) }));
    if (path === '/club.json' && this.file !== undefined) return send('application/json', this.file);
    const content = await readFile(join(this.folder, path)).catch(() => undefined);
    if (!content) return void response.writeHead(404).end();
    send(path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'application/json', content);
  }

  private policy(): string {
    return `default-src 'none'; script-src 'self'; connect-src 'self' http://${this.vendorHost}; img-src 'self' data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types vafa`;
  }

  private page(locale: string): string {
    return `<!doctype html><html lang="${locale}" dir="${locale === 'fa' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>Golestan</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<script src="/first.js"></script><script async src="/vafa.js" data-api="${this.api}" data-token-url="/token"></script></head>
<body><main><vafa-points></vafa-points><vafa-tier></vafa-tier><vafa-rewards></vafa-rewards></main></body></html>`;
  }
}

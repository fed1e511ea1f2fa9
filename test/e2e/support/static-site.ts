import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../tools/browsers.js';
import { startGateway, type RunningGateway } from '../../../src/server/start-gateway.js';
import { seedDemo } from '../../../src/server/seed-demo.js';
import { buildAsReleased } from './demo.js';

/** What a page of the site holds beside the script. */
const pages: Readonly<Record<string, string>> = {
  '/club': '<vafa-sign-in></vafa-sign-in><vafa-points></vafa-points><vafa-tier></vafa-tier>',
  '/product': '<h1>Dates</h1><vafa-points></vafa-points>',
};

/** A site of static pages without any session, and a gateway elsewhere that signs in with codes; the test reads the mail. */
export class StaticSite {
  /** The codes that were sent, newest last. */
  readonly mail: { readonly to: string; readonly code: string; readonly locale: string }[] = [];
  #gateway: RunningGateway | undefined;
  #server: Server | undefined;

  private constructor(
    readonly url: string,
    private readonly port: number,
    private readonly folder: string,
  ) {}

  /** Builds the script and starts both. */
  static async start(): Promise<StaticSite> {
    const port = await freePort();
    const site = new StaticSite(`http://localhost:${port}`, port, await mkdtemp(join(tmpdir(), 'vafa-static-')));
    await site.#open();
    return site;
  }

  /** Stops both and throws all data away. */
  async end(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    await this.#gateway?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #open(): Promise<void> {
    const scripts = join(this.folder, 'scripts');
    await buildAsReleased(scripts);
    const gateway = await startGateway({
      port: 0,
      dataDir: join(this.folder, 'data'),
      scripts,
      origins: [this.url],
      env: {},
      log: () => undefined,
      identity: [
        {
          type: 'one-time-code',
          secret: 'a-secret-that-makes-members-ids-in-tests-0123456789',
          channels: ['email', 'sms'],
          send: async (message) => void this.mail.push(message),
          memberOf: async (address) => ('email' in address && address.email?.startsWith('sara@') ? { memberId: 'sara', name: 'Sara' } : undefined),
        },
      ],
    });
    this.#gateway = gateway;
    await seedDemo(gateway.club);
    this.#server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
      const locale = searchParams.get('fa') === null ? 'en' : 'fa';
      const body = pages[pathname];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyOf(gateway.url) });
      response.end(`<!doctype html><html lang="${locale}" dir="${locale === 'fa' ? 'rtl' : 'ltr'}"><title>Shop</title><script async src="${gateway.url}/v1/vafa${locale === 'fa' ? '.lite' : ''}.js" data-api="${gateway.url}"></script><link rel="icon" href="data:,"><main>${body ?? ''}</main></html>`);
    });
    await new Promise<void>((resolve) => this.#server?.listen(this.port, resolve));
  }
}

/** The policy that README gives, for this gateway. */
function policyOf(gateway: string): string {
  return `default-src 'none'; script-src ${gateway}; style-src 'self'; img-src ${gateway} data:; connect-src 'self' ${gateway}; form-action 'none'; require-trusted-types-for 'script'; trusted-types vafa`;
}

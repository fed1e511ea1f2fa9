import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mintToken } from '../../src/server/gateway/token.js';
import type { Shop } from './medusa-people.js';
import type { Undo } from './undo.js';

/** What the storefront knows of the gateway. */
export interface Club {
  readonly url: string;
  readonly secret: string;
  readonly issuer: string;
}

/**
 * The shop's own site: a page in each language with the card, and the address that says who is signed in. It believes
 * Medusa's word on who a cookie is.
 */
export async function startStorefront(port: number, shop: Shop, club: Club, undo: Undo): Promise<void> {
  const server = createServer((request, response) => {
    answer(request, response, shop, club).catch((thrown: unknown) => {
      console.error(thrown);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  undo.add(() => {
    server.close();
    server.closeAllConnections();
  });
}

async function answer({ url = '/', headers }: IncomingMessage, response: ServerResponse, shop: Shop, club: Club): Promise<void> {
  const [, page = ''] = url.split('/');
  if (page === 'en' || page === 'fa') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(club) }).end(html(page, club));
  else if (page === 'token') await tell(/(?:^|; )shopper=([^;]+)/.exec(headers.cookie ?? '')?.[1], response, shop, club);
  else response.writeHead(page === 'favicon.ico' ? 204 : 404).end();
}

async function tell(cookie: string | undefined, response: ServerResponse, shop: Shop, { secret, issuer }: Club): Promise<void> {
  if (cookie === undefined) {
    response.writeHead(204).end();
    return;
  }
  const { customer } = await shop.visitor(cookie).get('/store/customers/me');
  const token = await mintToken({ secret, issuer, memberId: customer.id, name: customer.first_name });
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify({ token }));
}

const policy = ({ url }: Club) => `default-src 'none'; script-src ${url}; style-src 'self'; img-src ${url}; connect-src 'self' ${url}; require-trusted-types-for 'script'; trusted-types vafa`;

const html = (language: 'en' | 'fa', { url }: Club) => `<!doctype html>
<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">
<meta charset="utf-8"><title>Tea</title>
<script async src="${url}/v1/vafa.js" data-api="${url}" data-token-url="/token" data-sign-in-url="/sign-in"></script>
<vafa-points></vafa-points>
`;

/** A gateway that signs in with codes, as far as a page sees one: stands in `fetch` for one address. */
export interface Codes {
  readonly api: string;
  /** What came in: the path's end, and the body. */
  readonly asked: readonly { readonly path: 'codes' | 'tokens'; readonly body: Readonly<Record<string, string>> }[];
  /** How it answers; may be changed while the page runs. */
  answer: (path: 'codes' | 'tokens', body: Readonly<Record<string, string>>) => Answer | Promise<Answer>;
}

/** A status, with what is in the body. */
type Answer = readonly [status: number, body: object];

/** The code that is right. */
export const rightCode = '024680';
/** What stands for a sign-in. */
export const session = 'a-session-handle';

const gateways = new Map<string, Codes & { readonly asked: Codes['asked'][number][] }>();
let count = 0;
const copy = crypto.getRandomValues(new Uint32Array(2)).join('');

/** Answers every address, and the one right code. */
export const welcoming: Codes['answer'] = (path, body) => {
  if (path === 'codes') return [202, { sent: true, expiresInSeconds: 600 }];
  if (body['session'] !== undefined) return body['session'] === session ? [200, { token: 'a-token' }] : [401, { kind: 'unauthenticated' }];
  return body['code'] === rightCode ? [200, { token: 'a-token', session, sessionExpiresAt: '2999-01-01T00:00:00Z' }] : [422, { kind: 'rejected', code: 'code_wrong' }];
};

/** A gateway at an address that nobody else has. */
export function codesAt(answer: Codes['answer'] = welcoming): Codes & { asked: Codes['asked'][number][] } {
  const codes = { api: `https://codes-${copy}-${count++}.example`, asked: [], answer };
  gateways.set(codes.api, codes);
  listen();
  return codes;
}

let listens = false;

function listen(): void {
  if (listens) return;
  listens = true;
  const { fetch } = window;
  window.fetch = async (input, init) => {
    const { origin, pathname } = new URL(input instanceof Request ? input.url : input, document.baseURI);
    const codes = gateways.get(origin);
    const [, path] = /^\/identity\/v1\/(codes|tokens)$/.exec(pathname) ?? [];
    if (!codes || (path !== 'codes' && path !== 'tokens')) return fetch(input, init);
    const body: Record<string, string> = JSON.parse(String(init?.body));
    codes.asked.push({ path, body });
    const [status, answer] = await codes.answer(path, body);
    return new Response(JSON.stringify(answer), { status, headers: { 'content-type': 'application/json' } });
  };
}

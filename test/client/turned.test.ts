import { expect } from '@open-wc/testing';
import type { Client } from '../../src/client/client.js';
import { createClient } from '../../src/client/create-client.js';
import { loadModule } from '../../src/load-module.js';
import { until } from '../../stories/stage.js';

const member = { read: 'member' } as const;

/** A token as far as the page reads it. */
const tokenOf = (sub: string, turn: number): string => `e30.${btoa(JSON.stringify({ sub, turn })).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')}.x`;

/** The API of a page: it takes the tokens in `good`, and says of each who that is. */
function apiTaking(good: Set<string>): { refused: string[]; writes: string[] } {
  const refused: string[] = [];
  const writes: string[] = [];
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const token = request.headers.get('authorization')?.slice(7) ?? '';
    if (!good.has(token)) {
      refused.push(token);
      return Response.json({ kind: 'unauthenticated' }, { status: 401, headers: { 'content-type': 'application/problem+json' } });
    }
    if (request.method === 'POST') writes.push(token);
    const { sub } = JSON.parse(atob(token.split('.')[1] ?? ''));
    const parts = new URL(request.url).searchParams.getAll('include').map((key) => (key === 'member' ? { key, data: { id: sub, state: 'not_enrolled' } } : { key, data: {} }));
    return Response.json({ version: 1, at: '2026-05-03T10:00:00Z', parts, result: { id: sub, state: 'enrolled' } });
  };
  return { refused, writes };
}

describe('a token that the API refuses', () => {
  const { fetch } = window;
  let client: Client;
  afterEach(() => {
    client.destroy();
    window.fetch = fetch;
  });

  /** A page whose shop gives these tokens, one after the other. */
  function pageOf(tokens: readonly string[]): { given: () => number } {
    let at = 0;
    client = createClient({ api: `https://turned-${Math.random()}.example`, getToken: () => tokens[Math.min(at++, tokens.length - 1)], locale: 'en' }, loadModule);
    client.subscribe(member, () => undefined);
    return { given: () => at };
  }

  const shown = (): string | undefined => {
    const state = client.store.state(member);
    return state.status === 'ready' ? state.data.id : undefined;
  };

  it('is renewed behind the member’s back', async () => {
    const [old, fresh] = [tokenOf('sara', 1), tokenOf('sara', 2)];
    const { refused } = apiTaking(new Set([fresh]));
    const { given } = pageOf([old, fresh]);
    await until(() => shown() === 'sara', 'the member');
    expect([refused, given()]).to.deep.equal([[old], 2]);
  });

  it('for ever means that the sign-in ran out, without asking in circles', async () => {
    const { refused } = apiTaking(new Set());
    const { given } = pageOf([tokenOf('sara', 1)]);
    await until(() => client.session === 'expired' && client.store.state(member).status === 'failed', 'the end of the sign-in');
    expect(client.store.state(member)).to.have.nested.property('error.kind', 'unauthenticated');
    expect([refused.length, given()]).to.deep.equal([1, 2]);
  });

  it('and comes back as somebody else’s shows the other, and nothing of the first', async () => {
    const [sara, mina] = [tokenOf('sara', 1), tokenOf('mina', 1)];
    const good = new Set([sara]);
    apiTaking(good);
    pageOf([sara, mina]);
    await until(() => shown() === 'sara', 'the first');
    good.clear();
    good.add(mina);
    client.refresh();
    await until(() => shown() !== 'sara', 'nothing of the first');
    await until(() => shown() === 'mina', 'the other');
  });

  it('never lets one member’s wish be done for another', async () => {
    const [sara, mina] = [tokenOf('sara', 1), tokenOf('mina', 1)];
    const good = new Set([sara]);
    const { writes } = apiTaking(good);
    pageOf([sara, mina]);
    await until(() => shown() === 'sara', 'the first');
    good.clear();
    good.add(mina);
    expect(await client.write('join', { acceptTerms: true }).catch((thrown: unknown) => thrown)).to.have.property('kind', 'conflict');
    await until(() => shown() === 'mina', 'the other');
    expect(writes).to.deep.equal([]);
  });
});

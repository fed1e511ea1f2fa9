import { expect } from '@open-wc/testing';
import { createMemory, type Memory } from '../../src/adapters/memory/memory.js';
import type { Call, Include, PortalAdapter } from '../../src/adapters/port.js';
import { withSnapshot } from '../../src/adapters/snapshot.js';
import type { Client } from '../../src/client/client.js';
import type { VafaConfig } from '../../src/client/config.js';
import { createClient } from '../../src/client/create-client.js';
import { loadModule } from '../../src/load-module.js';
import { clubOf, memberId } from '../../stories/clubs.js';
import { until } from '../../stories/stage.js';
import { frames } from '../elements/support.js';

const wallets = { read: 'wallets' } as const;
const shop = { read: 'shop' } as const;

interface Asked {
  readonly reads: readonly string[];
  readonly call: Call & { readonly since?: number };
}

const clients: Client[] = [];
let count = 0;

/** A client over a club in memory; what it asks is kept. */
function over(club: Memory, config: VafaConfig = {}, wrap: (adapter: PortalAdapter) => PortalAdapter = (adapter) => adapter): { client: Client; asked: Asked[] } {
  const asked: Asked[] = [];
  const whole = withSnapshot(wrap(club.open({ shopId: 'memory', memberId })));
  const adapter: PortalAdapter = { ...whole, snapshot: (includes: readonly Include[], call = {}) => (asked.push({ reads: includes.map(({ read }) => read), call }), whole.snapshot(includes, call)) };
  const client = createClient({ adapter, getToken: () => 'a', api: `https://client-${Math.random()}-${count++}.example`, locale: 'en', ...config }, loadModule);
  clients.push(client);
  return { client, asked };
}

afterEach(() => clients.splice(0).forEach((client) => client.destroy()));

const status = (client: Client): string => client.store.state(wallets).status;

describe('a client', () => {
  it('asks what is wanted at once in one request, with what the club can do', async () => {
    const { client, asked } = over(clubOf());
    for (const include of [wallets, shop]) client.subscribe(include, () => undefined);
    await until(() => status(client) === 'ready', 'the wallets');
    expect(asked.map(({ reads }) => reads)).to.deep.equal([['capabilities', 'wallets', 'shop']]);
    expect(asked[0]?.call.locale).to.equal('en');
  });

  it('asks for a guest only what a guest may have', async () => {
    const { client, asked } = over(createMemory(), { getToken: () => null });
    for (const include of [wallets, shop, { read: 'tiers' }] as const) client.subscribe(include, () => undefined);
    await until(() => client.store.state(shop).status === 'ready', 'the shop');
    expect(asked[0]?.reads).to.deep.equal(['capabilities', 'shop', 'tiers']);
    expect([client.session, status(client)]).to.deep.equal(['guest', 'idle']);
  });

  it('tells who listens when somebody is here, and no more after', async () => {
    const { client } = over(clubOf());
    let told = 0;
    const stop = client.onSession(() => told++);
    client.subscribe(wallets, () => undefined);
    await until(() => client.session === 'member', 'a member');
    stop();
    client.identify(null);
    expect(told).to.equal(1);
  });

  it('asks anew in another language', async () => {
    const scope = document.createElement('div');
    scope.lang = 'en';
    document.body.append(scope);
    const club = clubOf();
    const asked: (string | undefined)[] = [];
    const whole = withSnapshot(club.open({ shopId: 'memory', memberId }));
    const adapter: PortalAdapter = { ...whole, snapshot: (includes, call = {}) => (asked.push(call.locale), whole.snapshot(includes, call)) };
    const client = createClient({ adapter, getToken: () => 'a' }, loadModule, scope);
    clients.push(client);
    client.subscribe(wallets, () => undefined);
    await until(() => status(client) === 'ready', 'the wallets');
    scope.lang = 'fa';
    client.relocate();
    client.relocate();
    await until(() => asked.length > 1 && status(client) === 'ready', 'the wallets in Persian');
    expect(asked).to.deep.equal(['en', 'fa']);
    scope.remove();
  });

  it('says that a backend without snapshots has to be wrapped', async () => {
    const adapter: PortalAdapter = { capabilities: async () => ({}) };
    const client = createClient({ adapter, getToken: () => 'a' }, loadModule);
    clients.push(client);
    client.subscribe(wallets, () => undefined);
    await until(() => status(client) === 'failed', 'a failure');
    expect(client.store.state(wallets)).to.have.nested.property('error.message', 'Wrap the adapter: withSnapshot(adapter).');
  });
});

describe('logging out', () => {
  it('empties everything at once, and drops what was on its way', async () => {
    const late: (() => void)[] = [];
    const { client } = over(clubOf(), {}, (adapter) => ({ ...adapter, snapshot: undefined, wallets: (call) => new Promise((resolve, reject) => late.push(() => void adapter.wallets?.(call).then(resolve, reject))) }));
    client.subscribe(wallets, () => undefined);
    await until(() => late.length > 0, 'a request');
    client.identify(null);
    expect(client.session).to.equal('guest');
    late.forEach((give) => give());
    await frames(10);
    expect(status(client)).to.equal('idle');
  });

  it('and in again asks for the other member', async () => {
    const { client, asked } = over(clubOf());
    client.subscribe(wallets, () => undefined);
    await until(() => status(client) === 'ready', 'the wallets');
    client.identify(null);
    expect(status(client)).not.to.equal('ready');
    await until(() => status(client) === 'idle', 'nobody’s wallets');
    client.identify(() => 'b');
    await until(() => status(client) === 'ready', 'the wallets again');
    expect(asked.at(-1)?.call.since).to.equal(undefined);
  });

  it('keeps knowing what the club can do, however many watched it', async () => {
    const { client } = over(clubOf());
    const stop = client.subscribe(shop, () => undefined);
    client.subscribe(wallets, () => undefined);
    await until(() => status(client) === 'ready', 'the wallets');
    stop();
    client.identify(() => 'b');
    await until(() => status(client) === 'ready', 'the wallets again');
    expect(client.store.state({ read: 'capabilities' }).status).to.equal('ready');
  });
});

describe('a page that the shop’s own form led to', () => {
  const tokenOf = (sub: string): string => `head.${btoa(JSON.stringify({ sub, issue: Math.random() }))}.signature`;

  /** Opens pages of one shop; who is signed in is the shop’s to say. */
  function tabs(): { sign(member: string | undefined): void; open(): { client: Client; asked: Asked[] } } {
    const api = `https://tabs-${count++}-${Math.random()}.example`;
    let member: string | undefined;
    return {
      sign: (next) => (member = next),
      open() {
        const tab = over(clubOf(), { api, getToken: () => (member ? tokenOf(member) : null) });
        tab.client.subscribe(wallets, () => undefined);
        return tab;
      },
    };
  }

  it('tells the other tabs that somebody signed out, in, or in as another; and nothing new where nobody did', async () => {
    const shopTabs = tabs();
    shopTabs.sign('sara');
    const { client, asked } = shopTabs.open();
    await until(() => status(client) === 'ready', 'the first member');
    for (const member of [undefined, 'omid', 'sara', undefined, 'sara'] as const) {
      const before = asked.length;
      shopTabs.sign(member);
      const page = shopTabs.open().client;
      await until(() => page.session !== 'unknown', 'the page that was led to');
      await until(() => (member ? asked.length > before && status(client) === 'ready' : client.session === 'guest' && status(client) === 'idle'), `the tab that follows to ${member}`);
    }
    const before = asked.length;
    const again = shopTabs.open().client;
    await until(() => status(again) === 'ready', 'one more page of the same member');
    await frames(10);
    expect(asked.length).to.equal(before);
  });

  it('names nobody to the other tabs', async () => {
    const shopTabs = tabs();
    shopTabs.sign('sara');
    const first = shopTabs.open().client;
    const heard: unknown[] = [];
    const ear = new BroadcastChannel(`vafa:${first.config.api}`);
    ear.addEventListener('message', ({ data }) => heard.push(data));
    await until(() => heard.length > 0, 'a word');
    first.identify(null);
    await until(() => heard.length > 2, 'two more');
    expect(heard.slice(1)).to.deep.equal(['guest', 'left']);
    expect(heard[0]).to.match(/^is [\da-z]+$/).and.not.to.contain('sara');
    ear.close();
  });
});

describe('an ended client', () => {
  it('ends its request and asks for nothing more', async () => {
    const { client, asked } = over(clubOf());
    client.subscribe(wallets, () => undefined);
    await until(() => status(client) === 'ready', 'the wallets');
    client.refresh();
    client.destroy();
    client.refresh();
    await frames(12);
    expect(asked).to.have.lengthOf(1);
  });
});

describe('joining', () => {
  it('brings what it changed, so that nothing is asked again', async () => {
    const { client, asked } = over(clubOf({ member: { state: 'not_enrolled' } }));
    const stop = client.subscribe({ read: 'member' }, () => undefined);
    client.subscribe(wallets, () => undefined);
    await until(() => status(client) === 'failed', 'no wallets');
    await client.write('join', { acceptTerms: true });
    expect(status(client)).to.equal('ready');
    expect(client.store.state({ read: 'member' })).to.have.nested.property('data.state', 'enrolled');
    expect(asked).to.have.lengthOf(1);
    stop();
  });

  it('that the member no longer sees changes nothing for the next one', async () => {
    const { client } = over(clubOf({ member: { state: 'not_enrolled' } }));
    client.subscribe(wallets, () => undefined);
    await until(() => status(client) === 'failed', 'no wallets');
    const joining = client.write('join', { acceptTerms: true });
    client.identify(null);
    expect(await joining.catch((thrown: unknown) => thrown)).to.have.property('kind', 'conflict');
    await frames(10);
    expect(status(client)).to.equal('idle');
  });

  it('at a club that takes nobody fails as unsupported', async () => {
    const { client } = over(clubOf(), {}, (adapter) => ({ ...adapter, join: undefined }));
    const thrown: unknown = await client.write('join', { acceptTerms: true }).then(() => undefined, (reason: unknown) => reason);
    expect(thrown).to.have.property('kind', 'unsupported');
  });
});

describe('a token from an address', () => {
  const { fetch } = window;
  afterEach(() => void (window.fetch = fetch));
  const answering = (answer: () => Response, tokenUrl = '/club-token') => {
    const asked: string[] = [];
    window.fetch = async (input, init) => (asked.push(`${String(input)} ${init?.credentials} ${init?.cache}`), answer());
    const { client } = over(clubOf(), { tokenUrl, getToken: undefined });
    client.subscribe(wallets, () => undefined);
    return { client, asked };
  };

  it('is asked for with the shop’s cookies, and makes a member', async () => {
    const { client, asked } = answering(() => Response.json({ token: 'abc' }));
    await until(() => client.session === 'member', 'a member');
    expect(asked).to.deep.equal([`${location.origin}/club-token same-origin no-store`]);
  });

  for (const guest of [204, 401]) {
    it(`is nobody’s where it answers ${guest}`, async () => {
      const { client } = answering(() => new Response(null, { status: guest }));
      await until(() => client.session === 'guest', 'a guest');
    });
  }

  it('fails, and says how it should answer, where it answers anything else', async () => {
    for (const answer of [() => new Response('<p>Oops', { status: 500 }), () => Response.json({ token: 7 }), () => new Response('<!doctype html>')]) {
      const { client } = answering(answer);
      await until(() => status(client) === 'failed', 'a failure');
      expect(client.store.state(wallets)).to.have.nested.property('error.kind', 'unavailable');
    }
  });

  it('is never asked for on another origin', async () => {
    const { client, asked } = answering(() => Response.json({ token: 'abc' }), 'https://evil.example/token');
    await until(() => status(client) === 'failed', 'a failure');
    expect(asked).to.deep.equal([]);
  });
});

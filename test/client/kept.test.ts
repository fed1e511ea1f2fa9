import { expect } from '@open-wc/testing';
import type { Client } from '../../src/client/client.js';
import type { VafaConfig } from '../../src/client/config.js';
import { createClient } from '../../src/client/create-client.js';
import { withSnapshot } from '../../src/adapters/snapshot.js';
import { loadModule } from '../../src/load-module.js';
import { clubOf, memberId } from '../../stories/clubs.js';
import { codesAt, session, type Codes } from '../../stories/codes.js';
import { until } from '../../stories/stage.js';

const shop = { read: 'shop' } as const;

/** A page's client at the address of a gateway; which parts it fetched, and how often it read. */
function over({ api }: Codes, config: VafaConfig = {}): { client: Client; parts: string[]; reads: () => number } {
  const parts: string[] = [];
  let reads = 0;
  const whole = withSnapshot(clubOf().open({ shopId: 'memory', memberId }));
  const adapter = { ...whole, snapshot: (...call: Parameters<typeof whole.snapshot>) => (reads++, whole.snapshot(...call)) };
  const client = createClient({ api, adapter, locale: 'en', ...config }, (name) => (parts.push(name), loadModule(name)));
  clients.push(client);
  client.subscribe(shop, () => undefined);
  return { client, parts, reads: () => reads };
}

const clients: Client[] = [];
const keep = ({ api }: Codes, text = session): void => sessionStorage.setItem(`vafa:${api}`, text);
const kept = ({ api }: Codes): string | null => sessionStorage.getItem(`vafa:${api}`);
const known = (client: Client): Promise<void> => until(() => client.store.state(shop).status === 'ready', 'the shop');

/** Says something as another tab of the shop does, and waits until it was heard. */
async function say({ api }: Codes, news: string): Promise<void> {
  const [tab, hearing] = [new BroadcastChannel(`vafa:${api}`), new BroadcastChannel(`vafa:${api}`)];
  const heard = new Promise((resolve) => (hearing.onmessage = resolve));
  tab.postMessage(news);
  await heard;
  await new Promise((resolve) => setTimeout(resolve, 50));
  tab.close();
  hearing.close();
}

describe('a page that does not say itself who is here', () => {
  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));

  it('speaks for a guest where nothing is kept, and fetches nothing for that', async () => {
    const codes = codesAt();
    const { client, parts } = over(codes);
    await known(client);
    expect([client.session, parts, codes.asked]).to.deep.equal(['guest', [], []]);
  });

  it('speaks for the member whose session is kept', async () => {
    const codes = codesAt();
    keep(codes);
    const { client, parts } = over(codes);
    await until(() => client.session === 'member', 'the member');
    expect(parts[0]).to.equal('session');
    expect(codes.asked).to.deep.equal([{ path: 'tokens', body: { session } }]);
    expect(kept(codes)).to.equal(session);
  });

  it('keeps a session of one gateway from another', async () => {
    const [one, other] = [codesAt(), codesAt()];
    keep(one);
    const { client } = over(other);
    await known(client);
    expect([client.session, other.asked]).to.deep.equal(['guest', []]);
  });

  it('forgets one that has ended, and not one that came meanwhile', async () => {
    const codes = codesAt(() => [401, {}]);
    keep(codes, 'old');
    const first = over(codes);
    await known(first.client);
    expect([first.client.session, kept(codes)]).to.deep.equal(['guest', null]);
    keep(codes, 'old');
    codes.answer = (_, body) => {
      if (body['session'] === 'old') keep(codes, 'new');
      return [401, {}];
    };
    const second = over(codes);
    await known(second.client);
    expect(kept(codes)).to.equal('new');
  });

  it('speaks for a guest where nothing may be stored', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
    Object.defineProperty(window, 'sessionStorage', { configurable: true, get: () => { throw new DOMException('no', 'SecurityError'); } });
    try {
      const { client } = over(codesAt());
      await known(client);
      expect(client.session).to.equal('guest');
    } finally {
      if (own) Object.defineProperty(window, 'sessionStorage', own);
    }
  });

  it('asks nobody again because other pages come, and ends when somebody left in any of them', async () => {
    const codes = codesAt();
    keep(codes);
    const { client, reads } = over(codes);
    await known(client);
    const before = reads();
    for (const news of ['guest', 'is abc']) await say(codes, news);
    expect([client.session, reads(), codes.asked.length]).to.deep.equal(['member', before, 1]);
    await say(codes, 'left');
    await until(() => client.session === 'guest', 'a guest');
    expect(kept(codes)).to.equal(null);
  });

  it('hears that somebody left also while nothing is asked', async () => {
    const codes = codesAt();
    keep(codes);
    clients.push(createClient({ api: codes.api }, loadModule));
    await say(codes, 'left');
    expect(kept(codes)).to.equal(null);
  });

  it('follows a sign-in elsewhere on the same page', async () => {
    const codes = codesAt();
    const { client } = over(codes);
    await known(client);
    keep(codes);
    await say(codes, 'identity');
    await until(() => client.session === 'member', 'the member');
  });
});

describe('a page that says itself who is here', () => {
  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));

  it('looks at nothing that is kept', async () => {
    const codes = codesAt();
    keep(codes);
    const { client } = over(codes, { getToken: () => null });
    await known(client);
    expect([client.session, codes.asked, kept(codes)]).to.deep.equal(['guest', [], session]);
    sessionStorage.removeItem(`vafa:${codes.api}`);
  });
});

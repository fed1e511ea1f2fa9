import { pageBackends } from '../../src/adapters/declarative/for-page.js';
import { onceInMemory } from '../../src/adapters/declarative/once.js';
import { graphqlDescription } from '../fakes/graphql-description.js';
import { GraphqlFake } from '../fakes/graphql.js';
import { adapterContract } from './adapter-contract.js';

const emailOf = (memberId: string): string => `${memberId}@shop.example`;

adapterContract('a description that a page read', async () => {
  const fake = new GraphqlFake();
  const { shop } = fake;
  const memberToken = async ({ memberId = '' }: { memberId?: string }, anew: boolean) => fake.tokenOf(emailOf(memberId), anew);
  const backend = pageBackends({ format: 1, adapter: graphqlDescription, settings: { shopId: '1' } }, { fetch: fake.fetch, memberToken, once: onceInMemory() })();
  return {
    shopId: 'shop',
    reward: 'mug',
    // As over the same vendor in the gateway.
    partial: { lacks: ['versions', 'guests', 'earning', 'titles'], judged: 22 },
    open: (session) => backend.open(session),
    enrol: async (memberId) => shop.enrol(emailOf(memberId)),
    give: async (memberId, amount) => shop.book(shop.enrol(emailOf(memberId)), { kind: 'earn', amount, pending: false, title: 'Given' }),
    place: async (memberId, order) => shop.place(emailOf(memberId), order, false),
    deliver: async (orderId) => shop.deliver(orderId),
    use: async (code) => shop.use(code),
    close: async () => undefined,
  };
});

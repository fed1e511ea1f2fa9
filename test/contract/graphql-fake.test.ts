import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { graphqlDescription } from '../fakes/graphql-description.js';
import { GraphqlFake } from '../fakes/graphql.js';
import { adapterContract } from './adapter-contract.js';

const emailOf = (memberId: string): string => `${memberId}@shop.example`;

adapterContract('a description over a GraphQL vendor', async () => {
  const fake = new GraphqlFake();
  const { shop } = fake;
  const memberToken = async ({ memberId = '' }: { memberId?: string }, anew: boolean) => fake.tokenOf(emailOf(memberId), anew);
  const backend = createDeclarative(graphqlDescription, { settings: { shopId: '1' }, fetch: fake.fetch, memberToken });
  return {
    shopId: 'shop',
    reward: 'mug',
    // Store credit is given by the shop: nobody joins, no order earns, and the member's own token reads nothing for guests.
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

import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { pageBackends } from '../../src/adapters/declarative/for-page.js';
import { onceInMemory } from '../../src/adapters/declarative/once.js';
import type { MemberToken } from '../../src/adapters/declarative/signing.js';
import type { PortalBackend } from '../../src/adapters/port.js';
import { graphqlDescription } from '../fakes/graphql-description.js';
import { GraphqlFake } from '../fakes/graphql.js';
import { adapterContract, type Bench } from './adapter-contract.js';

const emailOf = (memberId: string): string => `${memberId}@shop.example`;
const settings = { shopId: '1' };

type Parts = Pick<GraphqlFake, 'fetch'> & { readonly memberToken: MemberToken };

function benchOver(make: (parts: Parts) => PortalBackend): Bench {
  const fake = new GraphqlFake();
  const { shop } = fake;
  const backend = make({ fetch: fake.fetch, memberToken: async ({ memberId = '' }, anew) => fake.tokenOf(emailOf(memberId), anew) });
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
}

adapterContract('a description over a GraphQL vendor', async () => benchOver((parts) => createDeclarative(graphqlDescription, { settings, ...parts })));

adapterContract('a description that a page read', async () => benchOver((parts) => pageBackends({ format: 1, adapter: graphqlDescription, settings }, { ...parts, once: onceInMemory() })()));

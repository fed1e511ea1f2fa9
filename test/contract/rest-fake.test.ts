import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { PortalError } from '../../src/domain/errors.js';
import { RestFake } from '../fakes/rest.js';
import { restDescription } from '../fakes/rest-description.js';
import { Refusal } from '../fakes/shop.js';
import { adapterContract } from './adapter-contract.js';

const emailOf = (memberId: string): string => `${memberId}@shop.example`;

async function asked(work: () => void): Promise<void> {
  try {
    work();
  } catch (thrown) {
    throw thrown instanceof Refusal ? new PortalError({ kind: 'not_found' }) : thrown;
  }
}

adapterContract('a description over a REST vendor', async () => {
  const { shop, fetch, token } = new RestFake();
  const settings = { host: 'vendor.example', currency: 'IRR', tierBy: 'points' };
  const backend = createDeclarative(restDescription, { settings, fetch, secrets: () => token });
  return {
    shopId: 'shop',
    reward: 'mug',
    // A vendor tells no version of a member's data and nothing by itself, keeps no news, and explains no number.
    partial: { lacks: ['versions', 'reasons', 'translations'], judged: 49 },
    open: (session) => backend.open({ ...session, ...(session.memberId !== undefined && { email: emailOf(session.memberId), name: 'Sara Ahmadi' }) }),
    place: async (memberId, order) => shop.place(emailOf(memberId), order),
    deliver: (orderId) => asked(() => shop.deliver(orderId)),
    return: async (orderId, amount) => shop.return(orderId, amount),
    use: async (code) => shop.use(code),
    close: async () => undefined,
  };
});

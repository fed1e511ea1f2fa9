import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { PortalError } from '../../src/domain/errors.js';
import { RestFake } from '../fakes/rest.js';
import { restDescription } from '../fakes/rest-description.js';
import { Refusal } from '../fakes/shop.js';
import { adapterContract } from './adapter-contract.js';

const emailOf = (memberId: string): string => `${memberId}@shop.example`;

// A vendor tells no version of a member's data and nothing by itself, keeps no news, and explains no number.
const skips = [
  'answers unchanged, without parts, to the version it just told, and in full to any other (versions)',
  'tells a greater version after a change (versions)',
  'says first that it listens, then tells of a change with its version (watch)',
  'does not tell one member of another (watch)',
  'ends with its signal (watch)',
  'tells the same history in either language, with other titles (translations)',
  'each step raises the version, and the tiers follow what became available (versions)',
  'a change at the shop reaches whoever watches (watch)',
  'says how the estimate comes about (reasons)',
  'tells the tier that a member rose to, until it was shown on one of their devices (dismiss, versions)',
  'counts what was shown once for its key, and changes nothing where there is no news (dismiss, versions)',
  'keeps news of a tier when another was said to be shown (dismiss)',
  'has none when the tier was lost before anybody saw it (dismiss)',
  'tells whoever watches that it was shown elsewhere (dismiss, watch)',
  'takes it from members only (dismiss)',
];

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
    partial: { lacks: ['versions', 'reasons', 'translations'], skips },
    open: (session) => backend.open({ ...session, ...(session.memberId !== undefined && { email: emailOf(session.memberId), name: 'Sara Ahmadi' }) }),
    place: async (memberId, order) => shop.place(emailOf(memberId), order),
    deliver: (orderId) => asked(() => shop.deliver(orderId)),
    return: async (orderId, amount) => shop.return(orderId, amount),
    use: async (code) => shop.use(code),
    close: async () => undefined,
  };
});

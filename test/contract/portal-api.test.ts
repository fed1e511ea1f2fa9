import { createPortalApi } from '../../src/adapters/portal-api/portal-api.js';
import { listen } from '../../src/server/listen.js';
import { clubBench, testClub } from '../server/clubs.js';
import { gatewayOver, tokenFor } from '../server/gateways.js';
import { adapterContract } from './adapter-contract.js';

adapterContract('portal-api over a gateway', async () => {
  const club = await testClub();
  const stopping = new AbortController();
  const limits = { memberPerMinute: 100_000, addressPerMinute: 100_000 };
  const { app } = gatewayOver(club, { stopping: stopping.signal, limits });
  const server = await listen(app.fetch, '127.0.0.1', 0);
  return {
    ...clubBench(club),
    open: ({ memberId }) => createPortalApi({ api: server.url, fetch, token: async () => (memberId === undefined ? undefined : tokenFor(memberId)) }),
    close: async () => {
      stopping.abort();
      await server.close();
      await club.close();
    },
  };
});

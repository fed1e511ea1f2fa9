import { CallbackIssuer } from '../../src/server/club/callback.js';
import { openClub } from '../../src/server/club/club.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { createGateway } from '../../src/server/gateway/gateway.js';
import { listen } from '../../src/server/listen.js';
import { origin, tokenSecret } from './gateways.js';
import { crashProgram, makerSecret } from './crash-program.js';

/** A whole server in a process of its own, to be killed. Where its database and the maker of its codes are stands in the environment. */
const { CRASH_DATABASE: place = '', CRASH_MAKER: maker = '' } = process.env;
const database = place.startsWith('postgres:') ? await openPostgres({ url: place }) : await openPglite(place);
const program = crashProgram(maker);
const club = await openClub({ database, program, onError: () => {}, issuer: new CallbackIssuer({ url: maker, secret: makerSecret }) });
const limits = { memberPerMinute: 100_000, addressPerMinute: 100_000 };
const app = createGateway({ backend: club, shopId: club.shopId, token: { secrets: [tokenSecret], issuer: 'demo' }, origins: [origin], limits });
const server = await listen(app.fetch, '127.0.0.1', 0);
await club.runJobs();
process.stdout.write(`${server.url}\n`);

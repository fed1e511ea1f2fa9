import type { Club } from './club/club.js';
import { listen, type Listening } from './listen.js';
import { messageOf, rootOf } from './settings.js';
import { keepUp } from './upkeep.js';

/** Where a service answers. */
interface Address {
  readonly host: string;
  readonly port: number;
  /** What a person sets it with, for the message when it is taken: `another port with VAFA_PORT`. */
  readonly remedy: string;
}

/** What is put on the net, and what ends with it. */
export interface Service {
  readonly fetch: Parameters<typeof listen>[0];
  readonly address: Address;
  /** Another address beside it, such as one for numbers. */
  readonly beside?: { readonly fetch: Service['fetch']; readonly address: Address } | undefined;
  /** Kept up while it runs. */
  readonly club: Club | undefined;
  /** Milliseconds between runs of what falls due. */
  readonly every: number;
  readonly onJobError: (says: string) => void;
  /** Ends streams; aborted first when it stops. */
  readonly stopping: AbortController;
  /** Lets go of what was opened for it, last. */
  readonly release: () => Promise<void>;
}

/** A service that listens. */
export interface Running {
  readonly url: string;
  readonly besideUrl: string | undefined;
  /** Streams end, requests finish, then all is let go. Once, however often it is called. */
  readonly close: () => Promise<void>;
}

/** Puts a service on the net and keeps its club up until it is closed. When one address cannot be had, none is kept. */
export async function run({ fetch, address, beside, club, every, onJobError, stopping, release }: Service): Promise<Running> {
  const server = await listen(fetch, address.host, address.port, address.remedy);
  const second = beside && (await orClose(server, listen(beside.fetch, beside.address.host, beside.address.port, beside.address.remedy)));
  const upkeep = club && keepUp(club, every, (thrown) => onJobError(messageOf(rootOf(thrown))));
  const close = async (): Promise<void> => {
    stopping.abort();
    await upkeep?.stop();
    await Promise.all([server.close(), second?.close()]);
    await release();
  };
  let closed: Promise<void> | undefined;
  return { url: server.url, besideUrl: second?.url, close: () => (closed ??= close()) };
}

async function orClose(first: Listening, next: Promise<Listening>): Promise<Listening> {
  try {
    return await next;
  } catch (thrown) {
    await first.close();
    throw thrown;
  }
}

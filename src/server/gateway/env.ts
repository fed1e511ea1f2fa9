import type { Session } from '../../adapters/port.js';
import type { GatewayOptions } from './options.js';
import type { Identity } from './token.js';

/** What the gateway's handlers share through Hono's context. */
export interface Env {
  Variables: {
    gateway: GatewayOptions;
    requestId: string;
    /** What is found out on the way that the answer's headers must say. */
    headers: Record<string, string>;
    /** Whether the answer has all its headers. */
    complete: boolean | undefined;
    /** The address that limits are counted by. */
    address: string;
    identity: Identity | undefined;
    session: Session;
    /** The reader's language, as a BCP 47 tag. */
    locale: string | undefined;
  };
}

import { createContext } from '@lit/context';
import type { Client } from '../client/client.js';

/** The client of the nearest provider, or of the page. The key is shared by every copy of this version of the protocol. */
export const clientContext = createContext<Client | undefined>(Symbol.for('vafa-client-1'));

import { PortalError } from '../domain/errors.js';
import type { Client } from './client.js';
import { askIdentity } from './identity-api.js';
import { readText, writeText } from './tab-storage.js';

/** The name under which a tab keeps the session of a club; the client looks there. */
export function keptName({ config: { api = '' } }: Client): string {
  return `vafa:${api}`;
}

/** Trades the session that this tab keeps for a token. One that has ended is forgotten: then a guest is here. */
export async function trade(client: Client): Promise<unknown> {
  const name = keptName(client);
  const session = readText(name);
  if (!session) return undefined;
  try {
    return (await askIdentity(client.config, 'tokens', { session })).token;
  } catch (thrown) {
    const ended = thrown instanceof PortalError && (thrown.kind === 'unauthenticated' || thrown.kind === 'rejected');
    if (!ended) throw thrown;
    // Meanwhile somebody may have signed in anew.
    if (readText(name) === session) writeText(name, '');
    return undefined;
  }
}

import { PortalError } from '../../domain/errors.js';
import type { Session } from '../port.js';
import type { AdapterDocument } from './document.schema.js';

/** Headers that sign a request for somebody; `anew` after they were refused. */
export type Sign = (session: Session, anew: boolean) => Promise<Readonly<Record<string, string>>>;

/** What signs requests. */
export interface Signer {
  readonly sign: Sign;
  /** It may sign otherwise once it was refused. A secret that stays the same is refused for good. */
  readonly renews: boolean;
}

/** The member’s own token at the vendor; `anew` when the last one was refused. */
export type MemberToken = (session: Session, anew: boolean) => Promise<string | undefined>;

/** A letter that cannot stand in a header. */
export const unfitForHeader = /[^\t\x20-\x7e\x80-\xff]/;

/** Signs nothing. */
export const unsigned: Signer = { sign: async () => ({}), renews: false };

/** Signs with the member’s own token. */
export function ownToken({ header = 'authorization', prefix = 'Bearer ' }: Extract<AdapterDocument['auth'], { type: 'member' }>, memberToken: MemberToken | undefined): Signer {
  const sign: Sign = async (session, anew) => {
    const token = await memberToken?.(session, anew);
    if (token === undefined) throw new PortalError({ kind: 'unauthenticated', detail: 'auth: the vendor asks for the member’s own token, and there is none.' });
    if (unfitForHeader.test(token)) throw new PortalError({ kind: 'unauthenticated', detail: 'auth: the member’s own token cannot go into a header.' });
    return { [header.toLowerCase()]: `${prefix}${token}` };
  };
  return { sign, renews: true };
}

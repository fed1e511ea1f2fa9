import type { Connection, Session } from '../adapters/port.js';
import { PortalError } from '../domain/errors.js';
import type { Session as PageSession } from './session.js';
import { claimsOf, subjectOf } from './subject.js';
import { traceOf } from './trace.js';

/** Counts whom the page spoke for: a number that is another one for each who signs in. */
export type Identities = Pick<PageSession, 'epoch' | 'state'>;

/** For whom each call is made: it is signed for them and nobody else, however long it takes. */
export class Speakers {
  readonly #signs = new WeakMap<Session, (anew: boolean) => Promise<string | undefined>>();

  constructor(
    private readonly connection: Connection,
    private readonly identities: Identities,
  ) {}

  /** Signs what a session asks; fails as a conflict once somebody else is here. */
  readonly sign = async (session: Session, anew: boolean): Promise<string | undefined> => this.#signs.get(session)?.(anew);

  /** The session of one call, for whoever is here as it begins. */
  async begin(given: Promise<string | undefined>, isWrite: boolean): Promise<Session> {
    const { epoch } = this.identities;
    const token = await given;
    const session = sessionOf(this.connection.api, token);
    if (token !== undefined) this.#signs.set(session, this.#signer(token, epoch, isWrite));
    return session;
  }

  // What was refused is always the first token: the page’s session knows whether it has a newer one.
  #signer(first: string, epoch: number, isWrite: boolean): (anew: boolean) => Promise<string | undefined> {
    const { connection, identities } = this;
    let last: string | undefined = first;
    return async (anew) => {
      if (anew) last = await (connection.renew?.(first) ?? connection.token());
      if (identities.epoch !== epoch || (last !== undefined && subjectOf(last) !== subjectOf(first))) throw new PortalError({ kind: 'conflict', detail: 'Somebody else is signed in now.' });
      // A token that says nothing may be anybody’s: who wishes, wishes again.
      if (isWrite && last !== first && claimsOf(first)['sub'] === undefined) throw new PortalError({ kind: 'unauthenticated', detail: 'The member’s token was refused; nothing is sent again with another.' });
      return last;
    };
  }
}

/** The vendor judges the token, so its claims only name what is theirs. One that says nothing names a member of its own: the next may be anybody’s. */
function sessionOf(api: string, token: string | undefined): Session {
  if (token === undefined) return { shopId: '' };
  const { sub, email, name } = claimsOf(token, asUtf8);
  return { shopId: '', memberId: textOr(sub) ?? `member-${traceOf(api, token)}`, ...(textOr(email) && { email: textOr(email) }), ...(textOr(name) && { name: textOr(name) }) };
}

function asUtf8(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import { PortalError } from '../../domain/errors.js';
import type { Session } from '../port.js';
import type { Description } from './description.js';
import { textOf } from './functions-texts.js';

/** The name by which the vendor knows, or finds, a member. Fails as `unavailable` when the token does not say it. */
export function vendorNameOf({ document }: Description, session: Session): string | null {
  if (session.memberId === undefined) return null;
  switch (document.member.from) {
    case 'session.sub':
      return session.memberId;
    case 'session.email':
      return session.email ?? missingEmail();
    default:
      return document.member.from satisfies never;
  }
}

function missingEmail(): never {
  throw new PortalError({ kind: 'unavailable', code: 'no_email', detail: 'member.from: the vendor knows members by their e-mail address, and the token has none. Let the shop put `email` into it.' });
}

interface Found {
  readonly account: Promise<string | null>;
  until: number;
}

/** Members at most whose account is remembered. */
const most = 10_000;

/** Which account at the vendor is whose; found once and remembered for a while. Nobody’s absence is. */
export class Accounts {
  readonly #found = new Map<string, Found>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The account of a member, by `look` where it is not known. */
  of(memberId: string, keep: number, look: () => Promise<unknown>): Promise<string | null> {
    const known = this.#found.get(memberId);
    if (known && known.until > this.now()) return known.account;
    const found: Found = { account: look().then((value) => textOf(value)?.slice(0, 200) ?? null), until: Infinity };
    this.#found.delete(memberId);
    this.#found.set(memberId, found);
    found.account.then(
      (account) => (found.until = account === null ? 0 : this.now() + keep),
      () => (found.until = 0),
    );
    for (const oldest of this.#found.keys()) {
      if (this.#found.size <= most) break;
      this.#found.delete(oldest);
    }
    return found.account;
  }

  /** Looks anew the next time. */
  forget(memberId: string): void {
    this.#found.delete(memberId);
  }
}

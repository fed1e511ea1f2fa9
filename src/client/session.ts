import type { TokenSource } from '../adapters/port.js';
import { PortalError } from '../domain/errors.js';

/** Whom the page speaks for: not asked yet, nobody, somebody, or somebody whose sign-in ran out. */
export type SessionState = 'unknown' | 'guest' | 'member' | 'expired';

/** Where a token comes from: what is no text is no token. */
export type AskToken = () => unknown;

/**
 * Holds the member's token, in memory only. Asks for it once however many wait, once more when the API refuses it,
 * and begins a new epoch when the page says that somebody else is here.
 */
export class Session implements TokenSource {
  /** Counts identities; an answer from an older epoch is nobody's. */
  epoch = 0;
  state: SessionState = 'unknown';
  #getToken: AskToken | null | undefined;
  #token: Promise<string | undefined> | undefined;
  #renewed: Promise<string | undefined> | undefined;
  readonly #onState: () => void;
  readonly #deadline: number;

  constructor(getToken: AskToken | undefined, onState: () => void, deadline: number) {
    this.#getToken = getToken;
    this.#onState = onState;
    this.#deadline = deadline;
  }

  token(): Promise<string | undefined> {
    return (this.#token ??= this.#ask());
  }

  /** The API refused this token: asks for another, once for all who were refused. */
  renew(refused: string): Promise<string | undefined> {
    return (this.#renewed ??= this.#renew(refused).finally(() => (this.#renewed = undefined)));
  }

  /** Somebody else is here, or nobody (`null`): forgets the token and begins a new epoch. */
  identify(getToken: AskToken | null): void {
    this.epoch++;
    this.#getToken = getToken;
    this.#token = this.#renewed = undefined;
    this.#set(getToken ? 'unknown' : 'guest');
  }

  async #renew(refused: string): Promise<string | undefined> {
    if ((await this.#token?.catch(() => undefined)) === refused) this.#token = this.#ask();
    const token = await this.token();
    if (token === refused) this.#set('expired');
    return token;
  }

  async #ask(): Promise<string | undefined> {
    const { epoch } = this;
    try {
      const given = await within((async () => this.#getToken?.())(), this.#deadline);
      if (epoch !== this.epoch) return this.token();
      const token = typeof given === 'string' && given ? given : undefined;
      this.#set(token ? 'member' : this.state === 'member' || this.state === 'expired' ? 'expired' : 'guest');
      return token;
    } catch (thrown) {
      if (epoch === this.epoch) this.#token = undefined;
      if (thrown instanceof PortalError) throw thrown;
      throw new PortalError({ kind: 'unavailable', detail: 'getToken failed' }, { cause: thrown });
    }
  }

  #set(state: SessionState): void {
    if (this.state === state) return;
    this.state = state;
    this.#onState();
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PortalError({ kind: 'timeout', detail: 'getToken took too long' })), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

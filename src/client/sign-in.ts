import { toPortalError, type PortalError } from '../domain/errors.js';
import { advise } from './advise.js';
import type { Client } from './client.js';
import type { GetToken } from './config.js';
import { askIdentity, type Given } from './identity-api.js';
import { forgetStep, keepStep, keptStep, type Step } from './sign-in-step.js';
import { writeText } from './tab-storage.js';
import { keptName } from './trade.js';
import { addressOf, codeOf, type Channel } from './typed.js';

/** What keeps somebody from going on. */
export type Trouble =
  /** What was typed is no address, or no code. */
  | { readonly kind: 'address' | 'short' }
  /** The code is not the one that was sent, or too many were tried. */
  | { readonly kind: 'wrong' | 'used_up' }
  /** The shop asks to wait until then. */
  | { readonly kind: 'limited'; readonly until: number }
  | { readonly kind: 'offline' | 'unavailable' | 'unsupported' };

/** So long until another code may be asked for, in milliseconds. */
const pause = 30_000;
/** The wait is told in steps of this: a number that changed each second would be read out each second. */
export const waitStep = 5_000;
/** A minute, in milliseconds. */
export const minute = 60_000;
/** A gateway ends a code after so many guesses. */
const guesses = 5;
const tenMinutes = 600;

/** Signs somebody in with a code: which step they are at, what goes on, and what went wrong. */
export class SignIn {
  /** What was typed as the address. */
  typed = '';
  /** The code that was sent; without it an address is asked for. */
  step: Step | undefined;
  busy: 'sending' | 'checking' | undefined;
  trouble: Trouble | undefined;
  /** The code was right; the page finds out who is here now. */
  entered = false;
  readonly client: Client;
  readonly #onChange: () => void;
  /** What says who is here where the tab can keep nothing. */
  #held: GetToken | undefined;

  constructor(client: Client, onChange: () => void) {
    this.client = client;
    this.#onChange = onChange;
    this.step = keptStep(client);
    this.typed = this.step?.address ?? '';
  }

  /** Whether the page itself says who is here. */
  get isElsewhere(): boolean {
    const { getToken } = this.client.config;
    return getToken !== undefined && getToken !== this.#held;
  }

  /** Milliseconds until another code may be asked for. */
  wait(now: number): number {
    return this.step ? Math.max(0, Math.min(pause, this.step.at + pause - now)) : 0;
  }

  /** Whether the code that was sent can still be entered. */
  isGood(now: number): boolean {
    return this.step !== undefined && now < this.step.until && this.step.wrong < guesses;
  }

  /** Sends a code to what was typed. */
  async send(channel: Channel, countryCode: string, locale: string): Promise<void> {
    const address = addressOf(this.typed, channel, countryCode);
    if (address === undefined) return this.#stop({ kind: 'address' });
    await this.#do('sending', async () => {
      const { expiresInSeconds } = await askIdentity(this.client.config, 'codes', { to: address, locale });
      const at = Date.now();
      const seconds = typeof expiresInSeconds === 'number' ? Math.min(expiresInSeconds, tenMinutes) : tenMinutes;
      this.#go({ address, at, until: at + seconds * 1_000, wrong: 0 });
      // What the right code will need next is fetched while the mail is on its way.
      void this.client.part('session').catch(() => undefined);
    });
  }

  /** Tries what was typed as the code. */
  async enter(typed: string): Promise<void> {
    const code = codeOf(typed);
    const { step } = this;
    if (!step || !this.isGood(Date.now())) return this.#stop(undefined);
    if (!/^\d{6}$/.test(code)) return this.#stop({ kind: 'short' });
    await this.#do('checking', async () => {
      this.#arrive(await askIdentity(this.client.config, 'tokens', { to: step.address, code }));
    });
  }

  /** Goes back to the address. */
  change(): void {
    this.#go(undefined);
    this.#stop(undefined);
  }

  /** The page knows who is here now, or could not find out. */
  settle(isMember: boolean): void {
    this.entered = false;
    this.busy = undefined;
    this.step = undefined;
    if (isMember) this.typed = '';
    else this.trouble = { kind: 'unavailable' };
  }

  /** Time went by: a wait may be over. */
  look(now: number): void {
    if (this.trouble?.kind === 'limited' && this.trouble.until <= now) this.trouble = undefined;
  }

  /** Milliseconds until something else is to be said; nothing where time changes nothing. */
  next(now: number): number | undefined {
    const until = this.trouble?.kind === 'limited' ? this.trouble.until : this.step && this.isGood(now) ? this.step.until : undefined;
    const wait = this.wait(now);
    const waits = [wait > 0 ? wait % waitStep || waitStep : 0, until === undefined ? 0 : (until - now) % minute || minute];
    const soonest = Math.min(...waits.filter((each) => each > 0));
    return Number.isFinite(soonest) ? soonest + 1 : undefined;
  }

  /** Forgets the member, in the shop's other tabs too. */
  leave(): void {
    this.client.identify(null);
  }

  async #do(busy: 'sending' | 'checking', act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = busy;
    this.trouble = undefined;
    this.#onChange();
    try {
      await act();
    } catch (thrown) {
      this.trouble = this.#troubleOf(toPortalError(thrown));
    }
    if (!this.entered) this.busy = undefined;
    this.#onChange();
  }

  #arrive({ token, session }: Given): void {
    this.entered = true;
    forgetStep(this.client);
    if (typeof session === 'string' && writeText(keptName(this.client), session)) return this.client.identify();
    // The tab can keep nothing: the member is here until the token ends.
    let once = typeof token === 'string' ? token : null;
    this.#held = () => {
      const given = once;
      once = null;
      return given;
    };
    this.client.identify(this.#held);
  }

  #go(step: Step | undefined): void {
    this.step = step;
    if (step) keepStep(this.client, step);
    else forgetStep(this.client);
  }

  #stop(trouble: Trouble | undefined): void {
    this.trouble = trouble;
    this.#onChange();
  }

  #troubleOf({ kind, code, retryAfter = 60, message }: PortalError): Trouble {
    if (kind === 'rate_limited') return { kind: 'limited', until: Date.now() + retryAfter * 1_000 };
    if (kind === 'rejected' && this.step && code !== 'address') return this.#miss(this.step);
    if (kind === 'unsupported') advise('signIn', this.client.config.api ?? '');
    else advise('failure', message);
    if (kind === 'unsupported') return { kind };
    if (kind === 'rejected') return { kind: 'address' };
    return { kind: navigator.onLine ? 'unavailable' : 'offline' };
  }

  #miss(step: Step): Trouble {
    this.#go({ ...step, wrong: step.wrong + 1 });
    return { kind: step.wrong + 1 < guesses ? 'wrong' : 'used_up' };
  }
}

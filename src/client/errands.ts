import type { Redemption } from '../domain/reward.schema.js';
import { isRetryable, toPortalError, type PortalError } from '../domain/errors.js';
import type { Client } from './client.js';
import { known } from './resource.js';
import { uniqueKey } from './unique-key.js';
import { traceOf } from './trace.js';
import { UnsettledStore, type Unsettled } from './unsettled.js';

/** How a redemption goes. */
export type Going =
  | { readonly kind: 'sending' }
  /** It was sent, and no answer came: it is asked again under the same key until one does. */
  | { readonly kind: 'checking'; readonly error?: PortalError | undefined }
  | { readonly kind: 'done'; readonly redemption: Redemption }
  /** The balance is another by now; nothing was taken, and the member is asked again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly error: PortalError };

/** One member's wish for one reward on its way. */
export interface Errand {
  readonly rewardId: string;
  readonly going: Going;
}

/** What a member agrees to. */
export interface Agreement {
  readonly rewardId: string;
  readonly cost: number;
  readonly balance: number | undefined;
  readonly seenAt: string;
}

const firstWait = 1_000;
const lastWait = 30_000;
/** So long a wish may be sent again, in milliseconds: who agreed longer ago does not expect to pay now. */
const patience = 15 * 60_000;

/**
 * The redemptions of one club on one page, whatever element they were asked for in: one request for one wish, under
 * a key that is kept until its answer is known.
 */
export class Errands {
  readonly #client: Client;
  readonly #store: UnsettledStore;
  readonly #going = new Map<string, Going>();
  readonly #listeners = new Set<() => void>();
  readonly #untold = new Set<Going>();
  readonly #waits = new Map<string, { readonly timer: ReturnType<typeof setTimeout>; readonly run: () => void }>();
  /** Counts identities: what was sent for somebody who is gone says nothing to whoever came. */
  epoch = 0;
  /** Who was here last, as their trace. */
  #whose: string | undefined;

  constructor(client: Client) {
    this.#client = client;
    this.#store = new UnsettledStore(this.#api);
    client.onSession(() => this.#turn());
    addEventListener('online', () => this.again());
  }

  /** All that goes on, or ended unseen. */
  get all(): Errand[] {
    return [...this.#going].map(([rewardId, going]) => ({ rewardId, going }));
  }

  /** How the wish for a reward goes; nothing where there is none. */
  of(rewardId: string): Going | undefined {
    return this.#going.get(rewardId);
  }

  /** Calls back on every change. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.again();
    return () => this.#listeners.delete(listener);
  }

  /** Sends a wish, unless one for this reward is on its way. */
  send(agreed: Agreement): void {
    const before = this.#going.get(agreed.rewardId)?.kind;
    if (before === 'sending' || before === 'checking') return;
    const unsettled: Unsettled = { ...agreed, key: uniqueKey(), sentAt: Date.now(), who: this.#who ?? '' };
    // A wish of nobody in particular could not be told from another's after a reload.
    if (unsettled.who) this.#store.keep(unsettled);
    void this.#run(unsettled, 0);
  }

  /**
   * Looks who is here, before anything is drawn: a token that was renewed may speak for somebody else without anybody
   * having signed out, and what went on for the one before is not theirs to see.
   */
  look(): void {
    const who = this.#who;
    if (who === undefined || who === this.#whose) return;
    const another = this.#whose !== undefined;
    this.#whose = who;
    if (another) this.#end();
  }

  /** A member is here: goes on with what they left unsettled, and forgets what is not theirs. */
  resume(): void {
    const who = this.#who;
    if (who === undefined) return;
    this.#store.keepOnly(who);
    for (const unsettled of this.#store.all) if (!this.#going.has(unsettled.rewardId)) void this.#run(unsettled, 1);
  }

  /** Asks at once what became of all that is being waited for. */
  again(): void {
    for (const { timer, run } of [...this.#waits.values()]) {
      clearTimeout(timer);
      run();
    }
  }

  /** The member has seen how it ended. */
  forget(rewardId: string): void {
    const going = this.#going.get(rewardId);
    if (going && going.kind !== 'sending' && going.kind !== 'checking') this.#set(rewardId, undefined);
  }

  /** Whether this ending is yet to be told to the page; true for the first who asks. */
  claim(going: Going): boolean {
    return this.#untold.delete(going);
  }

  get #api(): string {
    return this.#client.config.api ?? '';
  }

  get #who(): string | undefined {
    const member = known(this.#client.store.state({ read: 'member' }))?.data;
    return member && traceOf(this.#api, member.id);
  }

  async #run(unsettled: Unsettled, tries: number): Promise<void> {
    const epoch = this.epoch;
    const { rewardId, key, cost, balance } = unsettled;
    this.#waits.delete(rewardId);
    const before = this.#going.get(rewardId);
    this.#set(rewardId, tries ? { kind: 'checking', error: before?.kind === 'checking' ? before.error : undefined } : { kind: 'sending' });
    if (tries && Date.now() - unsettled.sentAt > patience) return this.#recall(unsettled, tries);
    try {
      const redemption = await this.#client.write('redeem', { rewardId, cost, balance }, key);
      if (epoch === this.epoch) this.#settle(unsettled, { kind: 'done', redemption });
    } catch (thrown) {
      if (epoch === this.epoch) await this.#fail(unsettled, toPortalError(thrown), tries);
    }
  }

  async #fail(unsettled: Unsettled, error: PortalError, tries: number): Promise<void> {
    // Another token of the same session speaks for somebody else: the client has forgotten the member already.
    if (unsettled.who && unsettled.who !== this.#who) return this.#set(unsettled.rewardId, undefined);
    if (error.kind === 'conflict' && (error.code === 'balance_changed' || error.code === 'changed')) return this.#change(unsettled, tries);
    if (!isUnknown(error, tries > 0)) return this.#settle(unsettled, { kind: 'refused', error });
    this.#set(unsettled.rewardId, { kind: 'checking', error });
    this.#wait(unsettled, tries, error.retryAfter);
  }

  #wait(unsettled: Unsettled, tries: number, retryAfter = 0): void {
    const wait = Math.max(Math.min(lastWait, firstWait * 2 ** tries), retryAfter * 1_000);
    const run = (): void => void this.#run(unsettled, tries + 1);
    // Where nobody looks, nobody asks; whoever comes to look asks at once.
    const timer = setTimeout(() => this.#listeners.size && run(), wait);
    this.#waits.set(unsettled.rewardId, { timer, run });
  }

  /** The balance is another: the member is asked again, unless it changed because they got this very reward in another window. */
  async #change(unsettled: Unsettled, tries: number): Promise<void> {
    const epoch = this.epoch;
    const all = await this.#redemptions();
    if (epoch !== this.epoch) return;
    // A try before this one may have been what changed it.
    if (all === undefined && tries) return this.#wait(unsettled, tries);
    const made = all && madeOf(unsettled, all);
    this.#settle(unsettled, made ? { kind: 'done', redemption: made } : { kind: 'changed' });
  }

  /** It was sent too long ago to be sent again: what came of it is looked up, and where nothing did, it is let go. */
  async #recall(unsettled: Unsettled, tries: number): Promise<void> {
    const epoch = this.epoch;
    const all = await this.#redemptions();
    if (epoch !== this.epoch) return;
    if (all === undefined) return this.#wait(unsettled, tries);
    const made = all && madeOf(unsettled, all);
    if (made) return this.#settle(unsettled, { kind: 'done', redemption: made });
    this.#store.drop(unsettled.key);
    this.#set(unsettled.rewardId, undefined);
  }

  /** Asks anew for all that is shown, and for what the member has redeemed; nothing where that cannot be known now, `null` where it never can. */
  #redemptions(): Promise<readonly Redemption[] | null | undefined> {
    const { store } = this.#client;
    return new Promise((resolve) => {
      const look = (): void => {
        const state = store.state({ read: 'redemptions' });
        if (state.status === 'pending' || (state.status !== 'idle' && state.refreshing)) return;
        queueMicrotask(() => stop());
        resolve(state.status === 'ready' ? state.data : state.status === 'failed' && state.error.kind === 'unsupported' ? null : undefined);
      };
      const stop = this.#client.subscribe({ read: 'redemptions' }, look);
      this.#client.refresh();
    });
  }

  #settle(unsettled: Unsettled, going: Going): void {
    this.#store.drop(unsettled.key);
    this.#untold.add(going);
    this.#set(unsettled.rewardId, going);
  }

  /** Somebody else may be here: nothing goes on for the one before. Who signed out leaves nothing behind. */
  #turn(): void {
    const { session } = this.#client;
    if (session === 'member' || session === 'expired') return;
    if (session === 'guest') this.#store.clear();
    this.#end();
  }

  #end(): void {
    this.epoch++;
    for (const { timer } of this.#waits.values()) clearTimeout(timer);
    this.#waits.clear();
    this.#going.clear();
    this.#untold.clear();
    this.#tell();
  }

  #set(rewardId: string, going: Going | undefined): void {
    if (going) this.#going.set(rewardId, going);
    else this.#going.delete(rewardId);
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Redemptions that gave the member something. */
const lives: readonly Redemption['state'][] = ['pending', 'issued', 'applied'];

/** What the member got for a wish, or for the same one in another window. */
function madeOf({ rewardId, seenAt }: Unsettled, all: readonly Redemption[]): Redemption | undefined {
  return all.find((each) => each.rewardId === rewardId && lives.includes(each.state) && Date.parse(each.at) > Date.parse(seenAt));
}

/**
 * Whether a failure leaves open if the wish was done. A shop that asks to wait, or does not know who asks, did nothing
 * at a first try; after a lost answer that says nothing of the try before.
 */
function isUnknown({ kind }: PortalError, again: boolean): boolean {
  if (kind === 'rate_limited' || kind === 'unauthenticated') return again;
  return isRetryable(kind) || kind === 'invalid' || kind === 'conflict';
}

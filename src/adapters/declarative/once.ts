/** What is known of a wish that comes with a key. */
export type Claim =
  /** Nobody heard of it: it is to be done, and the store told what came of it. */
  | { readonly kind: 'fresh' }
  /** It is done; this was the answer. */
  | { readonly kind: 'done'; readonly answer: unknown }
  /** The key was used for something else. */
  | { readonly kind: 'other' }
  /** It is being done. */
  | { readonly kind: 'busy' }
  /** It was begun (in milliseconds, where the record says), and nobody knows what came of it. */
  | { readonly kind: 'unknown'; readonly begun?: number };

/** The gateway’s own record of wishes, for vendors that keep none. */
export interface OnceStore {
  /** Takes a wish on; `digest` tells one wish from another under the same key. */
  claim(wish: string, digest: string): Promise<Claim>;
  /** It is done, with this answer. */
  done(wish: string, answer: unknown): Promise<void>;
  /** It certainly did not happen: it may be tried anew. */
  release(wish: string): Promise<void>;
  /** Nobody knows whether it happened. */
  lost(wish: string): Promise<void>;
}

interface Entry {
  readonly digest: string;
  readonly at: number;
  state: { readonly kind: 'busy' } | { readonly kind: 'unknown' } | { readonly kind: 'done'; readonly answer: unknown };
}

/** Milliseconds a wish is remembered. */
const keptFor = 86_400_000;
/** Wishes remembered at most; the oldest that are done go first. */
const most = 50_000;

/** A wish that was begun before this record was made. */
export interface Begun {
  readonly wish: string;
  readonly digest: string;
  /** Milliseconds. */
  readonly at: number;
}

/** A record in memory: it ends with the process, so a wish whose answer was lost in a restart is sent again, unless it is among those `begun`. */
export function onceInMemory(now: () => number = Date.now, begun: readonly Begun[] = []): OnceStore {
  const entries = new Map<string, Entry>(begun.map(({ wish, digest, at }) => [wish, { digest, at, state: { kind: 'unknown' } }]));
  const set = (wish: string, state: Entry['state']): void => {
    const entry = entries.get(wish);
    if (entry) entry.state = state;
  };
  return {
    claim: async (wish, digest) => {
      forgetOld(entries, now());
      const known = entries.get(wish);
      if (known) return known.digest !== digest ? { kind: 'other' } : known.state.kind === 'unknown' ? { kind: 'unknown', begun: known.at } : known.state;
      entries.set(wish, { digest, at: now(), state: { kind: 'busy' } });
      return { kind: 'fresh' };
    },
    done: async (wish, answer) => set(wish, { kind: 'done', answer }),
    lost: async (wish) => set(wish, { kind: 'unknown' }),
    release: async (wish) => void entries.delete(wish),
  };
}

function forgetOld(entries: Map<string, Entry>, now: number): void {
  for (const [wish, { at, state }] of entries) {
    if (at > now - keptFor && entries.size <= most) break;
    if (state.kind !== 'busy') entries.delete(wish);
  }
}

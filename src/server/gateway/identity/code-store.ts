import { timingSafeEqual } from 'node:crypto';

/** Brings a code to its address. What it fails with is told to the owner, without the address and the code. */
export type CodeSender = (message: { readonly to: string; readonly code: string; readonly locale: string }) => Promise<void>;

/** An address that somebody has proven to be theirs. */
export type VerifiedAddress = { readonly email: string } | { readonly phone: string };

/** Where codes are kept. It learns neither addresses nor codes: both come as keyed digests. Each method must be one step that others cannot get between. */
export interface CodeStore {
  /** Keeps a code in the place of an older one. False when too many were asked for: then nothing is changed, and nothing must be sent. */
  offer(address: string, code: string, now: Date): Promise<boolean>;
  /** Whether this is the address’s code. The right one is good once; a wrong one is counted, and the last that is allowed ends the code. */
  guess(address: string, code: string, now: Date): Promise<boolean>;
}

/** Seconds a code is good for. */
export const codeSeconds = 600;

/** What a store allows. */
export interface CodeLimits {
  /** Codes for one address in an hour; 5. */
  readonly perHour: number;
  /** Codes for one address in a day; 10: nobody may guess at an address day and night. */
  readonly perDay: number;
  /** Wrong guesses that end a code; 5. */
  readonly guesses: number;
  /** Addresses remembered in memory; the one longest unused is forgotten. */
  readonly remembered: number;
}

/** What every store allows where nothing else is said. */
export const codeLimits = { perHour: 5, perDay: 10, guesses: 5 } as const;

interface Kept {
  /** When codes were offered, in the last day. */
  readonly offered: readonly number[];
  readonly code?: string;
  readonly until: number;
  readonly guessesLeft: number;
}

const hour = 3_600_000;

/** Codes in this process: a restart ends them. */
export function codesInMemory(limits: Partial<CodeLimits> = {}): CodeStore {
  const { perHour, perDay, guesses, remembered } = { ...codeLimits, remembered: 50_000, ...limits };
  const kept = new Map<string, Kept>();
  const keep = (address: string, entry: Kept): void => {
    // Last in the map is last used.
    kept.delete(address);
    kept.set(address, entry);
    const [oldest] = kept.keys();
    if (kept.size > remembered && oldest !== undefined) kept.delete(oldest);
  };
  return {
    offer: async (address, code, now) => {
      const at = now.getTime();
      const offered = (kept.get(address)?.offered ?? []).filter((time) => time > at - 24 * hour);
      if (offered.length >= perDay || offered.filter((time) => time > at - hour).length >= perHour) return false;
      keep(address, { offered: [...offered, at], code, until: at + codeSeconds * 1_000, guessesLeft: guesses });
      return true;
    },
    guess: async (address, code, now) => {
      const known = kept.get(address);
      const right = isSame(known?.code ?? '', code) && now.getTime() < (known?.until ?? 0);
      if (!known) return false;
      const { code: own, ...rest } = known;
      const guessesLeft = known.guessesLeft - 1;
      keep(address, { ...rest, guessesLeft, ...(own !== undefined && !right && guessesLeft > 0 ? { code: own } : {}) });
      return right;
    },
  };
}

// Without a code something is compared all the same, so that the time says nothing.
function isSame(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept.padEnd(given.length)), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b) && kept !== '';
}

/** Remembers what came, so that nothing is taken twice. Several processes need one that they share. */
export interface Nonces {
  /** Whether this is the first time that it comes. It must be remembered until then. Fails when no more can be remembered. */
  first(nonce: string, until: Date): Promise<boolean>;
}

/** Remembers in this process; so many at most. */
export function noncesInMemory(now: () => Date, most = 100_000): Nonces {
  const seen = new Map<string, number>();
  return {
    first: async (nonce, until) => {
      const at = now().getTime();
      if (seen.size >= most) forgetPast(seen, at);
      // Forgetting one that may still come would let it in again.
      if (seen.size >= most) throw new Error(`More than ${most} signed requests are remembered.`);
      if ((seen.get(nonce) ?? 0) > at) return false;
      seen.set(nonce, until.getTime());
      return true;
    },
  };
}

function forgetPast(seen: Map<string, number>, at: number): void {
  for (const [nonce, until] of seen) if (until <= at) seen.delete(nonce);
}

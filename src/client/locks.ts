/**
 * Runs while holding a lock that all tabs of the origin share. Where there are no locks, or they refuse (a sandboxed
 * frame), it runs at once: a lock is a kindness, never a condition.
 */
export async function exclusively<T>(name: string, signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T> {
  let started: Promise<T> | undefined;
  try {
    const options = signal ? { signal } : {};
    return await navigator.locks.request(name, options, () => (started = run()));
  } catch (thrown) {
    if (started) return started;
    if (signal?.aborted) throw thrown;
    return run();
  }
}

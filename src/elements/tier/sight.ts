const places = new Map<Element, (isThere: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One for all: of several places that come into sight together, the one that waited first is told first. */
const watcher = (): IntersectionObserver =>
  (observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) places.get(target)?.(isIntersecting);
  }));

/** Ends when somebody may see what stands there: on the screen, of a page that is visible. Or with the signal. One at a time may wait for a place. */
export function inView(place: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let isNear = false;
    const done = new AbortController();
    const look = (): void => {
      if (!signal.aborted && !(isNear && document.visibilityState === 'visible')) return;
      done.abort();
      places.delete(place);
      watcher().unobserve(place);
      resolve();
    };
    places.set(place, (isThere) => ((isNear = isThere), look()));
    watcher().observe(place);
    document.addEventListener('visibilitychange', look, { signal: done.signal });
    signal.addEventListener('abort', look, { signal: done.signal });
  });
}

/** While an answer from before the first window told the club may still arrive in another one, in milliseconds. */
const holdFor = 10_000;

/** Whether no other window of this browser does the same at this moment. Where windows cannot tell, each is the first. */
export async function isFirst(name: string): Promise<boolean> {
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        resolve(lock !== null);
        return lock ? new Promise((end) => setTimeout(end, holdFor)) : undefined;
      };
      navigator.locks.request(name, { ifAvailable: true }, hold).catch(reject);
    });
  } catch {
    return true;
  }
}

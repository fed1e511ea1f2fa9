/** A token that is kept. */
export interface Kept<T> {
  readonly token: Promise<T>;
  /** Milliseconds at which it was asked for because the one before was refused. */
  readonly renewed: number | undefined;
  /** Until when it is good; without end while it is on its way. */
  until: number;
}

/** Milliseconds for which a token that was just renewed is not renewed again: another would be refused too. */
const rest = 5_000;

/** Whether what is kept is to be given; `anew` where a token was refused. All who were refused share one renewal. */
export function isToBeGiven({ renewed, until }: Kept<unknown>, anew: boolean): boolean {
  const now = performance.now();
  return until === Infinity || (until > now && (!anew || (renewed !== undefined && renewed > now - rest)));
}

/** A token that is on its way, with the seconds for which it is good; it is kept until a minute before its end. A failure is not. */
export function keptToken<T>(asked: Promise<{ readonly token: T; readonly seconds: number }>, anew: boolean): Kept<T> {
  const kept: Kept<T> = { token: asked.then(({ token }) => token), renewed: anew ? performance.now() : undefined, until: Infinity };
  asked.then(
    ({ seconds }) => (kept.until = performance.now() + Math.max(seconds - 60, seconds / 2) * 1_000),
    () => (kept.until = 0),
  );
  return kept;
}

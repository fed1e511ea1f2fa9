import { untilAborted } from './until-aborted.js';

/** Lets what bears one name be done one after the other, in the order it came. Other processes are not waited for. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does it when all that came before under this name has ended, however it ended; never, and fails at once, when the signal comes before its turn. */
  async take<T>(name: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const done = (signal ? untilAborted(before, signal) : before).then(work);
    // Who leaves the queue lets nobody past the one that is at work.
    const end = Promise.allSettled([before, done]);
    this.#last.set(name, end);
    void end.then(() => this.#last.get(name) === end && this.#last.delete(name));
    return done;
  }
}

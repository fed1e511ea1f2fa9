/** Lets what bears one name be done one after the other, in the order it came; within this process. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Does it when all that came before under this name has ended, however it ended. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const done = (this.#last.get(name) ?? Promise.resolve()).then(work);
    const end = done.then(() => undefined, () => undefined);
    this.#last.set(name, end);
    try {
      return await done;
    } finally {
      if (this.#last.get(name) === end) this.#last.delete(name);
    }
  }
}

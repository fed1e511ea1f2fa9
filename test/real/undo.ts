/** What must be undone at the end, the last first; whatever else fails. */
export class Undo {
  readonly #steps: (() => unknown)[] = [];
  #ended: Promise<void> | undefined;

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Ends when all is undone, however often it is asked for. */
  all(): Promise<void> {
    return (this.#ended ??= this.#end());
  }

  async #end(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (thrown) {
        console.error(thrown);
        process.exitCode = 1;
      }
    }
  }
}

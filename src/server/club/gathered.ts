import { sqlState } from './transaction.js';

interface Gathering<T> {
  readonly names: Set<string>;
  readonly answers: Promise<ReadonlyMap<string, T>>;
}

/**
 * Asks in one statement for what is asked for one by one within a turn of the event loop: the more readers there are, the
 * less each costs, and one who comes alone does not wait.
 */
export class Gathered<T> {
  #next: Gathering<T> | undefined;

  constructor(
    private readonly ask: (names: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    /** Names in one statement at most. */
    private readonly most = 100,
  ) {}

  /** What there is for a name, no older than this call; `undefined` when there is nothing. */
  async get(name: string): Promise<T | undefined> {
    const gathering = (this.#next ??= this.#begin());
    gathering.names.add(name);
    if (gathering.names.size >= this.most) this.#next = undefined;
    try {
      return (await gathering.answers).get(name);
    } catch (thrown) {
      // Class 22: a name that no database can hold. The others of the turn must not pay for it.
      if (gathering.names.size === 1 || !sqlState(thrown)?.code.startsWith('22')) throw thrown;
      return (await this.ask([name])).get(name);
    }
  }

  #begin(): Gathering<T> {
    const names = new Set<string>();
    const answers = new Promise<void>((turn) => setImmediate(turn)).then(() => {
      if (this.#next?.names === names) this.#next = undefined;
      return this.ask([...names]);
    });
    return { names, answers };
  }
}

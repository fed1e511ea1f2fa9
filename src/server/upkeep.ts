/** The part of a club that is kept up. */
export interface Kept {
  runJobs(): Promise<unknown>;
  /** Answers when the next try is due. */
  deliver(): Promise<{ readonly next: Date | undefined }>;
  onNews(listener: () => void): () => void;
}

/** What runs beside a gateway until it is stopped. */
export interface Upkeep {
  stop(): Promise<void>;
}

/** Does a club's jobs now and every so often, and tells its webhooks as soon as something happens or a try is due. */
export function keepUp(club: Kept, every: number, onError: (thrown: unknown) => void): Upkeep {
  const jobs = new Repeated(() => club.runJobs().then(() => undefined), every, onError);
  const telling = new Repeated(async () => (await club.deliver()).next, every, onError);
  const stopHearing = club.onNews(() => telling.now());
  jobs.now();
  return {
    stop: async () => {
      stopHearing();
      await Promise.all([jobs.stop(), telling.stop()]);
    },
  };
}

/** Work that is done again and again: one run after the other, never two at once. */
class Repeated {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    /** Answers when it is due again, where that is sooner than usual. */
    private readonly work: () => Promise<Date | undefined>,
    private readonly every: number,
    private readonly onError: (thrown: unknown) => void,
  ) {}

  /** Runs at once, or as soon as the present run is over. */
  now(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#again = this.#running !== undefined;
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    const next = await this.work().catch((thrown: unknown) => void this.onError(thrown));
    this.#running = undefined;
    if (this.#stopped) return;
    const wait = this.#again ? 0 : Math.min(this.every, Math.max(0, (next?.getTime() ?? Infinity) - Date.now()));
    this.#again = false;
    this.#timer = setTimeout(() => this.now(), wait).unref();
  }
}

import { readText, writeText } from './tab-storage.js';

/** A redemption that was sent, or is about to be, and of which nobody has heard yet. */
export interface Unsettled {
  /** The idempotency key it went under, and goes under again. */
  readonly key: string;
  readonly rewardId: string;
  readonly cost: number;
  /** The balance the member saw when agreeing. */
  readonly balance: number | undefined;
  /** When that balance was true. */
  readonly seenAt: string;
  /** When it was sent first, in milliseconds of this device's clock. */
  readonly sentAt: number;
  /** Whose it is, as `traceOf` writes it: never the member's id itself. */
  readonly who: string;
}

const nameOf = (api: string): string => `vafa:redeem:${api}`;

/** Whether something of this tab is not settled yet. */
export function hasUnsettled(api: string): boolean {
  return readText(nameOf(api)) !== '';
}

/** Forgets all that is not settled: nobody is signed in any more. */
export function forgetUnsettled(api: string): void {
  writeText(nameOf(api), '');
}

/**
 * Keeps what is not settled through a reload of the tab, and in memory where the page may store nothing. Written by
 * hand, a line each: pages put `toJSON` on the prototypes that JSON.stringify asks.
 */
export class UnsettledStore {
  readonly #api: string;
  #lines: readonly Unsettled[];

  constructor(api: string) {
    this.#api = api;
    this.#lines = readText(nameOf(api)).split('\n').flatMap(readLine);
  }

  /** All of it, oldest first. */
  get all(): readonly Unsettled[] {
    return this.#lines;
  }

  /** Remembers one; it must be done before the request goes out. */
  keep(unsettled: Unsettled): void {
    this.#write([...this.#lines, unsettled]);
  }

  /** It is settled. */
  drop(key: string): void {
    this.#write(this.#lines.filter((each) => each.key !== key));
  }

  /** Somebody is here: what is not theirs is forgotten. */
  keepOnly(who: string): void {
    if (this.#lines.some((each) => each.who !== who)) this.#write(this.#lines.filter((each) => each.who === who));
  }

  /** Nobody is here: all is forgotten. */
  clear(): void {
    this.#write([]);
  }

  #write(lines: readonly Unsettled[]): void {
    this.#lines = lines;
    writeText(nameOf(this.#api), lines.map(lineOf).join('\n'));
  }
}

function lineOf({ key, cost, balance, seenAt, sentAt, who, rewardId }: Unsettled): string {
  return [key, cost, balance ?? '', seenAt, sentAt, who, encodeURIComponent(rewardId)].join(' ');
}

/** What a line says; nothing where it is not one of ours. */
function readLine(line: string): Unsettled[] {
  const [key, cost, balance, seenAt, sentAt, who, rewardId] = line.split(' ');
  if (!key || !cost || balance === undefined || !seenAt || !sentAt || !who || !rewardId || !/^\d+ \d+$/.test(`${cost} ${sentAt}`) || !/^(-?\d+)?$/.test(balance)) return [];
  try {
    return [{ key, cost: Number(cost), balance: balance ? Number(balance) : undefined, seenAt, sentAt: Number(sentAt), who, rewardId: decodeURIComponent(rewardId) }];
  } catch {
    return [];
  }
}

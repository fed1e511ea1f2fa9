import { PortalError } from '../../domain/errors.js';

/** How many requests a vendor allows. */
export interface Budget {
  /** Waits for a turn, two seconds at most; then it fails as `rate_limited`. */
  take(signal: AbortSignal): Promise<void>;
}

/** Requests allowed in so many milliseconds. */
interface Allowance {
  readonly requests: number;
  readonly span: number;
}

/** The longest wait for a turn, in milliseconds. */
const patience = 2_000;

/** A budget of requests a second and a minute; without either there is no end of them. */
export function budgetOf(rules: { readonly perSecond?: number | undefined; readonly perMinute?: number | undefined } = {}, now: () => number = () => performance.now()): Budget {
  const allowances = [allowance(rules.perSecond, 1_000), allowance(rules.perMinute, 60_000)].flatMap((each) => each ?? []);
  const turns = allowances.map(() => 0);
  return {
    take: (signal) => {
      const at = now();
      const wait = Math.max(0, ...allowances.map(({ requests, span }, index) => waitFor(turns[index] ?? 0, at, span, requests)));
      if (wait > patience) return Promise.reject(new PortalError({ kind: 'rate_limited', detail: 'budget: the requests that the vendor allows are used up for now.', retryAfter: Math.ceil(wait / 1_000) }));
      allowances.forEach(({ requests, span }, index) => (turns[index] = Math.max(turns[index] ?? 0, at) + span / requests));
      return wait === 0 ? Promise.resolve() : sleep(wait, signal);
    },
  };
}

function allowance(requests: number | undefined, span: number): Allowance | undefined {
  return requests === undefined ? undefined : { requests, span };
}

// A leaky bucket: bursts up to the whole allowance pass at once, what is over waits its turn.
function waitFor(turn: number, at: number, span: number, requests: number): number {
  const burst = Math.max(span - span / requests, 0);
  return Math.max(0, turn - at - burst);
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(new PortalError({ kind: 'timeout', detail: 'budget: there was no turn in time.' }));
    };
    const timer = setTimeout(() => (signal.removeEventListener('abort', end), resolve()), milliseconds);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

import { afterEach, beforeEach, vi } from 'vitest';
import { createPortalApi } from '../../src/adapters/portal-api/portal-api.js';
import type { Connection } from '../../src/adapters/port.js';
import { PortalError } from '../../src/domain/errors.js';

/** A member as the API answers. */
export const member = { id: 'm', state: 'enrolled' };
/** An answer in JSON. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
/** A problem document. */
export const problem = (status: number, body: object, headers: Record<string, string> = {}): Response => json(body, status, { 'content-type': 'application/problem+json', ...headers });
/** A snapshot of these parts. */
export const snapshot = (...parts: object[]): Response => json({ version: 1, at: '2026-05-03T10:00:00Z', parts });

/** The deadlines that were set; each passes when told. */
export let deadlines: { milliseconds: number; pass(): void }[] = [];

/** Sets the clock by hand, for every test of a file. */
export function handClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-05-03T10:00:00Z') });
    deadlines = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      const timer = new AbortController();
      deadlines.push({ milliseconds, pass: () => timer.abort(new DOMException('The operation timed out.', 'TimeoutError')) });
      return timer.signal;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

/** A port over a network that answers as told, the last answer for ever; requests are kept. */
export function over(answers: ((request: Request) => Response | Promise<Response>)[], more: Partial<Connection> = {}) {
  const sent: Request[] = [];
  const fetch = vi.fn(async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push(request);
    const aborted = new Promise<never>((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason)));
    return Promise.race([answer?.(request) ?? Promise.reject(new TypeError('Failed to fetch')), aborted]);
  });
  const port = createPortalApi({ api: 'https://club.example/', token: async () => 'a-token', fetch, ...more });
  return { port, sent };
}

/** What a promise fails with, once every delay of a retry has passed. */
export async function failure(promise: Promise<unknown>): Promise<PortalError> {
  const thrown = promise.then(() => undefined, (reason: unknown) => reason);
  for (let pause = 0; pause < 20; pause++) await vi.advanceTimersByTimeAsync(5_000);
  const error = await thrown;
  if (!(error instanceof PortalError)) throw new Error(`No PortalError: ${String(error)}`);
  return error;
}

/** What a promise fails with when its time is over. */
export async function ended(promise: Promise<unknown> | undefined): Promise<PortalError> {
  const call = promise ?? Promise.resolve();
  call.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  deadlines[0]?.pass();
  return failure(call);
}

/** A body that says something and goes on until the request is ended. */
export const endless = ({ signal }: Request): Response =>
  new Response(
    new ReadableStream({
      start(out) {
        out.enqueue(new TextEncoder().encode('{"at":'));
        signal.addEventListener('abort', () => out.error(signal.reason));
      },
    }),
  );
/** A network that is down. */
export const unreachable = (): Response => {
  throw new TypeError('Failed to fetch');
};

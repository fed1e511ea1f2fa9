import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { PortalAdapter } from '../../adapters/port.js';
import { PortalError } from '../../domain/errors.js';
import type { Change } from '../../domain/snapshot.schema.js';
import type { Env } from './env.js';
import type { OpenLimit } from './limits.js';
import type { Identity } from './token.js';

/** Serves the changes of a member as they happen, until the page leaves, the token ends or the server stops. */
export async function streamChanges(c: Context<Env>, port: PortalAdapter, streams: OpenLimit): Promise<Response> {
  const { identity } = c.var;
  if (!identity) throw new PortalError({ kind: 'unauthenticated', detail: 'Watching needs a signed-in member: send their token.' });
  if (!port.watch) throw new PortalError({ kind: 'unsupported', detail: 'This backend does not offer `watch`.' });
  const close = streams.open(identity.memberId);
  const ending = new AbortController();
  // Listening begins before the present version is read: a change between the two is told twice rather than never.
  const changes = port.watch({ signal: ending.signal })[Symbol.asyncIterator]();
  const first = changes.next();
  // A failure may come before anybody waits for it; `pump` looks at it.
  first.catch(() => undefined);
  try {
    const present = await port.snapshot?.([], { signal: c.req.raw.signal });
    const ready = JSON.stringify({ version: present?.version, keys: [] });
    c.header('X-Accel-Buffering', 'no');
    const told = { ready, changes, first, ending, lifetime: lifetime(c, identity) };
    const answer = streamSSE(c, (stream) => tell(c, stream, told).finally(close));
    // Hono says `no-cache`, which may still be written to a disk.
    answer.headers.set('Cache-Control', 'no-store, private');
    return answer;
  } catch (thrown) {
    ending.abort();
    close();
    throw thrown;
  }
}

interface Told {
  readonly ready: string;
  readonly changes: AsyncIterator<Change>;
  readonly first: Promise<IteratorResult<Change>>;
  readonly ending: AbortController;
  /** Milliseconds until the token ends. */
  readonly lifetime: number;
}

async function tell(c: Context<Env>, stream: SSEStreamingApi, { ready, changes, first, ending, lifetime }: Told): Promise<void> {
  const { gateway } = c.var;
  const stop = endWith(ending, stream, [c.req.raw.signal, gateway.stopping], lifetime);
  const pulse = setInterval(() => void stream.write(': keep\n\n'), (gateway.keepAliveSeconds ?? 15) * 1_000);
  try {
    await stream.writeSSE({ event: 'ready', data: ready });
    await pump(stream, changes, first);
  } catch (thrown) {
    if (!ending.signal.aborted) gateway.onError?.(thrown, c.var.requestId);
  } finally {
    clearInterval(pulse);
    stop();
  }
}

function lifetime(c: Context<Env>, { expiresAt }: Identity): number {
  return expiresAt.getTime() - (c.var.gateway.now?.() ?? new Date()).getTime();
}

async function pump(stream: SSEStreamingApi, changes: AsyncIterator<Change>, first: Promise<IteratorResult<Change>>): Promise<void> {
  for (let next = await first; !next.done && !stream.aborted; next = await changes.next()) {
    // A change of nothing is a port's own way to say that it listens; `ready` has said so already.
    if (next.value.keys.length > 0) await stream.writeSSE({ event: 'change', data: JSON.stringify(next.value) });
  }
}

// Ends the watching with the first of: the page gone, the server stopping, the token's end.
function endWith(ending: AbortController, stream: SSEStreamingApi, signals: readonly (AbortSignal | undefined)[], lifetime: number): () => void {
  const end = () => ending.abort();
  stream.onAbort(end);
  for (const signal of signals) {
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
  }
  const timer = setTimeout(end, Math.max(0, lifetime));
  return () => {
    clearTimeout(timer);
    end();
    for (const signal of signals) signal?.removeEventListener('abort', end);
  };
}

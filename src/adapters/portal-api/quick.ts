import { PortalError } from '../../domain/errors.js';
import type { Connection } from '../port.js';
import { deadlineOf, initOf, late, readJson, send, urlOf, type Ask } from './request.js';

/** A first attempt that did not end well, to be gone on with: it counts as the first of the tries. */
export interface Attempt {
  readonly first: Promise<Response>;
  readonly deadline: AbortSignal;
}

/** Goes on with care: error documents, retries, another token. */
export type GoOn = (ask: Ask, attempt: Attempt) => Promise<unknown>;

/**
 * Reads once, with nothing but `fetch`: all that a page needs when all is well. Whatever is not a good answer is gone
 * on with by `Http`, which is fetched for it.
 */
export async function quickJson(connection: Connection, ask: Ask, goOn: GoOn): Promise<unknown> {
  const token = await connection.token();
  const deadline = deadlineOf(connection);
  const first = send(connection, urlOf(connection, ask), initOf(ask, token, deadline));
  try {
    const response = await first;
    if (response.ok) return await readJson(response, ask.path);
  } catch (thrown) {
    ask.signal?.throwIfAborted();
    if (deadline.aborted) throw late(ask.path);
    if (thrown instanceof PortalError) throw thrown;
  }
  return goOn(ask, { first, deadline });
}

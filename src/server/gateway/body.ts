import type { Context } from 'hono';
import * as z from 'zod/mini';
import { PortalError } from '../../domain/errors.js';
import { safeParseWire } from '../../domain/wire.js';
import type { Env } from './env.js';
import { invalid } from './problems.js';

/** The most a request may carry. */
export const largestBody = 100 * 1_024;

/** The body of a request, read as JSON no longer than allowed and checked by the schema. */
export async function bodyOf<T extends z.core.$ZodType>(c: Context<Env>, schema: T): Promise<z.infer<T>> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw invalid('Send the body as Content-Type: application/json.', 415);
  const parsed = safeParseWire(schema, parseJson(await read(c.req.raw)));
  if (parsed.success) return parsed.data;
  throw new PortalError({ kind: 'rejected', detail: z.prettifyError(parsed.error), code: 'body' });
}

// Read piece by piece: the length a caller announces may be absent, or a lie.
async function read(request: Request): Promise<string> {
  const tooLarge = invalid(`The body is larger than ${largestBody} bytes.`, 413);
  if (Number(request.headers.get('Content-Length') ?? 0) > largestBody) throw tooLarge;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for await (const piece of request.body ?? []) {
      size += piece.length;
      if (size > largestBody) throw tooLarge;
      text += decoder.decode(piece, { stream: true });
    }
    return text + decoder.decode();
  } catch (thrown) {
    throw thrown === tooLarge ? tooLarge : invalid('The body could not be read as UTF-8.');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('The body is not JSON.');
  }
}

import type { Context } from 'hono';
import * as z from 'zod/mini';
import { PortalError } from '../../domain/errors.js';
import { safeParseWire } from '../../domain/wire.js';
import type { Env } from './env.js';
import { invalid, type HttpProblem } from './problems.js';
import { isServed } from './served.js';

/** The most a request may carry. */
export const largestBody = 100 * 1_024;

/** The body of a request, read as JSON no longer than allowed and checked by the schema. */
export async function bodyOf<T extends z.core.$ZodType>(c: Context<Env>, schema: T): Promise<z.infer<T>> {
  return bodyIn(await jsonTextOf(c), schema);
}

/** The text of a JSON body, no longer than allowed: for those who must know it to the letter. */
export async function jsonTextOf(c: Context<Env>): Promise<string> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw invalid('Send the body as Content-Type: application/json.', 415);
  return textOf(c);
}

/** What the text of a body says, checked by the schema. */
export function bodyIn<T extends z.core.$ZodType>(text: string, schema: T): z.infer<T> {
  const parsed = safeParseWire(schema, parseJson(text));
  if (parsed.success) return parsed.data;
  throw new PortalError({ kind: 'rejected', detail: z.prettifyError(parsed.error), code: 'body' });
}

/** The text of a request, to the letter and no longer than allowed. */
export async function textOf(c: Context<Env>, most = largestBody): Promise<string> {
  const request = c.req.raw;
  const length = request.headers.get('Content-Length');
  if (Number(length ?? 0) > most) throw tooLarge(most);
  // Node's parser ends a body where its announced length does; elsewhere that may be absent, or a lie.
  const bounded = length !== null && isServed(c) && request.headers.get('Transfer-Encoding') === null;
  return bounded ? readWhole(request) : readPieces(request, most);
}

// One read of a known length is many times cheaper than a web stream.
async function readWhole(request: Request): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer());
  } catch {
    throw unreadable();
  }
}

async function readPieces(request: Request, most: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for await (const piece of request.body ?? []) {
      size += piece.length;
      if (size > most) break;
      text += decoder.decode(piece, { stream: true });
    }
    if (size <= most) return text + decoder.decode();
  } catch {
    throw unreadable();
  }
  throw tooLarge(most);
}

function tooLarge(most: number): HttpProblem {
  return invalid(`The body is larger than ${most} bytes.`, 413);
}

function unreadable(): HttpProblem {
  return invalid('The body could not be read as UTF-8.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('The body is not JSON.');
  }
}

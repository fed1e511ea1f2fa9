import * as z from 'zod/mini';
import { text } from './schema.js';

/** Everything that can go wrong, by what the member can do about it. */
export const errorKinds = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'not_enrolled',
  'rejected',
  'insufficient_balance',
  'limit_reached',
  'out_of_stock',
  'conflict',
  'rate_limited',
  'unavailable',
  'timeout',
  'invalid',
  'unsupported',
] as const;
/** Everything that can go wrong, by what the member can do about it. */
export type ErrorKind = (typeof errorKinds)[number];

/** `application/problem+json` (RFC 9457) with the kind; the kind decides, not the status. */
export const problem = z.object({
  kind: z.catch(z.enum(errorKinds), 'unavailable'),
  /** For developers: what happened and what to change. */
  detail: z.optional(text),
  /** A sentence the backend wrote for the member, in their language. */
  userMessage: z.optional(text),
  /** The backend's own code. */
  code: z.optional(z.string().check(z.maxLength(200))),
  /** Seconds until it makes sense to ask again. */
  retryAfter: z.optional(z.number().check(z.minimum(0), z.maximum(86_400))),
  /** To quote to support. */
  requestId: z.optional(z.string().check(z.maxLength(200))),
});
/** `application/problem+json` (RFC 9457) with the kind. */
export type Problem = z.infer<typeof problem>;

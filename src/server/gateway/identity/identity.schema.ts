import * as z from 'zod/mini';
import { id } from '../../../domain/schema.js';

// A token must stay short enough for a header.
const short = z.string().check(z.maxLength(500));

/** Whom the shop’s server wants a token for. */
export const exchangeInput = z.object({ memberId: id, name: z.optional(short), email: z.optional(short) });

/** Where a one-time code is to be sent. */
export const codeInput = z.object({
  /** An e-mail address, or a telephone number with its country, e.g. +49 30 1234567. */
  to: z.string().check(z.minLength(1), z.maxLength(320)),
  /** The language of the message, as a BCP 47 tag; the request’s own without it. */
  locale: z.optional(z.string().check(z.maxLength(100))),
});

/** What was sent there, or what came of it before. */
export const tokenInput = z.union([
  z.object({ session: z.string().check(z.minLength(1), z.maxLength(8_192)) }),
  z.object({ to: z.string().check(z.minLength(1), z.maxLength(320)), code: z.string().check(z.minLength(1), z.maxLength(100)) }),
]);

/** A member’s token. */
export const tokenAnswer = z.object({ token: z.string() });

/** A member’s token, and what gets the next one without another code. */
export const signedIn = z.object({ token: z.string(), session: z.optional(z.string()), sessionExpiresAt: z.optional(z.string()) });

/** A code is on its way, if one may be sent. */
export const codeAnswer = z.object({ sent: z.literal(true), expiresInSeconds: z.int() });

import * as z from 'zod/mini';
import { address, currencyCode, id, natural, positive, secretRef, texts } from './parts.js';

/** The shop as the kit must know it. */
export const shopSettings = z.object({
  id,
  name: texts,
  /** IANA time zone in which the shop's days begin and end. */
  timeZone: z.string(),
  currencies: z.array(
    z.object({
      code: currencyCode,
      decimals: z.int().check(z.minimum(0), z.maximum(6)),
      label: texts,
      position: z.enum(['before', 'after']),
      shows: z.optional(z.object({ of: currencyCode, factor: positive })),
    }),
  ),
  display: z.object({
    digits: z.enum(['locale', 'latn']),
    calendar: z.enum(['locale', 'gregory', 'persian']),
    /** Days before expiry from which points are shown as expiring. */
    expiringDays: natural,
  }),
  termsUrl: address,
});

/** The shop's own maker of codes: an address of its server that answers a signed POST with the code. */
export const callback = z.object({
  url: z.string().check(z.regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/)[^\s@]*$/, 'must be an https address')),
  secret: secretRef,
  /** Seconds a member's request waits for the code; after that it is on its way. */
  waitSeconds: z._default(z.int().check(z.minimum(1), z.maximum(20)), 5),
  /** Seconds until a code that never came is given up, and the points are back. */
  deadlineSeconds: z._default(z.int().check(z.minimum(10), z.maximum(86_400)), 120),
});

/** What is told to another server as it happens. */
export const webhookEvents = ['reward.redeemed', 'tier.changed', 'points.expiring'] as const;
/** An address that is told what happens, signed. */
export const webhook = z.object({ id, url: callback.shape.url, secret: secretRef, events: z.array(z.enum(webhookEvents)).check(z.minLength(1)) });

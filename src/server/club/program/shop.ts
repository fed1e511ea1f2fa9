import * as z from 'zod/mini';
import { address, currencyCode, daysOrNone, id, positive, says, secretRef, texts } from './parts.js';

/** The shop as the kit must know it. */
export const shopSettings = z.strictObject({
  id,
  name: texts,
  timeZone: says('IANA time zone in which the shop’s days begin and end.', z.string()),
  currencies: z.array(
    z.strictObject({
      code: currencyCode,
      decimals: z.int().check(z.minimum(0), z.maximum(6)),
      label: texts,
      position: z.enum(['before', 'after']),
      shows: z.optional(z.strictObject({ of: currencyCode, factor: positive })),
    }),
  ),
  display: z.strictObject({
    digits: z.enum(['locale', 'latn']),
    calendar: z.enum(['locale', 'gregory', 'persian']),
    expiringDays: says('Days before expiry from which points are shown as expiring.', daysOrNone),
  }),
  termsUrl: address,
});

const serverAddress = z.string().check(z.regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/)[^\s@]*$/, 'must be an https address'));

/** The shop's own maker of codes: an address of its server that answers a signed POST with the code. */
export const callback = z.strictObject({
  url: says('Without it and the secret, codes are made as `codes` of vafa.json says.', z.optional(serverAddress)),
  secret: z.optional(secretRef),
  waitSeconds: says('Seconds a member’s request waits for the code; after that it is on its way.', z._default(z.int().check(z.minimum(1), z.maximum(20)), 5)),
  deadlineSeconds: says('Seconds until a code that never came is given up, and the points are back.', z._default(z.int().check(z.minimum(10), z.maximum(86_400)), 120)),
});

/** What is told to another server as it happens. */
export const webhookEvents = ['reward.redeemed', 'tier.changed', 'points.expiring'] as const;
/** An address that is told what happens, signed. */
export const webhook = z.strictObject({ id, url: serverAddress, secret: secretRef, events: z.array(z.enum(webhookEvents)).check(z.minLength(1)) });

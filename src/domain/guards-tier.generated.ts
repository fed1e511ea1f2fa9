/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, obj, oneOf, opt, soft, type Guard } from './guard.js';
import { idGuard, textGuard, softAddressGuard, optInstantGuard, optCurrencyCodeGuard, unitGuard, amountGuard, optIdGuard, optAmountGuard } from './guards.generated.js';

/** Guard of `tierTracks`. */
export const tierTracks: Guard<z.infer<typeof import('./tier.schema.js').tierTracks>> = /* @__PURE__ */ arr(obj({ id: idGuard, current: optIdGuard, next: optIdGuard, tiers: arr(obj({ id: idGuard, name: textGuard, rank: amountGuard, threshold: optAmountGuard, perks: arr(obj({ id: idGuard, kind: soft(oneOf(["benefit","points","exclusive_service","response_level","other"]), "other"), title: textGuard }), 100), image: softAddressGuard }), 50), metric: soft(oneOf(["points","spend","orders","visits","referrals","custom","other"]), "other"), unit: opt(unitGuard), currency: optCurrencyCodeGuard, value: optAmountGuard, target: optAmountGuard, remaining: optAmountGuard, period: opt(obj({ kind: soft(oneOf(["lifetime","calendar","anniversary","rolling","other"]), "other"), start: optInstantGuard, end: optInstantGuard })), expiresAt: optInstantGuard, retain: opt(obj({ remaining: optAmountGuard, by: optInstantGuard })) }), 20);

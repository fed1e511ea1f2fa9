/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, obj, oneOf, soft, type Guard } from './guard.js';
import { idGuard, textGuard, instantGuard, optInstantGuard, unitGuard, amountGuard, optIdGuard, optArrGuard, optAmountGuard, optStrGuard } from './guards.generated.js';

/** Guard of `activityPage`. */
export const activityPage: Guard<z.infer<typeof import('./activity.schema.js').activityPage>> = /* @__PURE__ */ obj({ items: arr(obj({ id: idGuard, at: instantGuard, kind: soft(oneOf(["earn","redeem","refund","adjust","expire","transfer","tier","grant","other"]), "other"), delta: amountGuard, unit: unitGuard, state: soft(oneOf(["pending","approved","declined","void","expired","other"]), "other"), title: textGuard, orderId: optIdGuard, activatesAt: optInstantGuard, expiresAt: optInstantGuard, balanceAfter: optAmountGuard, why: optArrGuard }), 1000), next: optStrGuard });

/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, int, obj, oneOf, opt, soft, str, type Guard } from './guard.js';
import { instantGuard, unitGuard, optArrGuard } from './guards.generated.js';

/** Guard of `activityPage`. */
export const activityPage: Guard<z.infer<typeof import('./activity.schema.js').activityPage>> = /* @__PURE__ */ obj({ items: arr(obj({ id: str(1, 200), at: instantGuard, kind: soft(oneOf(["earn","redeem","refund","adjust","expire","transfer","tier","grant","other"]), "other"), delta: int(), unit: unitGuard, state: soft(oneOf(["pending","approved","declined","void","expired","other"]), "other"), title: str(0, 20000), orderId: opt(str(1, 200)), activatesAt: opt(instantGuard), expiresAt: opt(instantGuard), balanceAfter: opt(int()), why: optArrGuard }), 1000), next: opt(str(0, 2000)) });

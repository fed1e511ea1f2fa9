/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, int, obj, oneOf, opt, soft, str, type Guard } from './guard.js';
import { instantGuard, moneyGuard } from './guards.generated.js';

const orderGuard = /* @__PURE__ */ obj({ id: str(1, 200), number: str(0, 20000), placedAt: instantGuard, items: arr(obj({ id: str(1, 200), productId: opt(str(1, 200)), title: str(0, 20000), quantity: int(0), total: moneyGuard }), 1000), total: moneyGuard, state: soft(oneOf(["placed","shipped","delivered","partly_returned","returned","cancelled","other"]), "other"), promisedBy: opt(instantGuard) });
/** Guard of `orderPage`. */
export const orderPage: Guard<z.infer<typeof import('./order.schema.js').orderPage>> = /* @__PURE__ */ obj({ items: arr(orderGuard, 100), next: opt(str(0, 2000)) });
/** Guard of `order`. */
export const order: Guard<z.infer<typeof import('./order.schema.js').order>> = /* @__PURE__ */ obj({ id: str(1, 200), number: str(0, 20000), placedAt: instantGuard, items: arr(obj({ id: str(1, 200), productId: opt(str(1, 200)), title: str(0, 20000), quantity: int(0), total: moneyGuard }), 1000), total: moneyGuard, state: soft(oneOf(["placed","shipped","delivered","partly_returned","returned","cancelled","other"]), "other"), promisedBy: opt(instantGuard) });

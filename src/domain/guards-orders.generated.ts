/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, obj, oneOf, soft, type Guard } from './guard.js';
import { idGuard, textGuard, countGuard, instantGuard, optInstantGuard, moneyGuard, optIdGuard, optStrGuard } from './guards.generated.js';

const orderGuard = /* @__PURE__ */ obj({ id: idGuard, number: textGuard, placedAt: instantGuard, items: arr(obj({ id: idGuard, productId: optIdGuard, title: textGuard, quantity: countGuard, total: moneyGuard }), 1000), total: moneyGuard, state: soft(oneOf(["placed","shipped","delivered","partly_returned","returned","cancelled","other"]), "other"), promisedBy: optInstantGuard });
/** Guard of `orderPage`. */
export const orderPage: Guard<z.infer<typeof import('./order.schema.js').orderPage>> = /* @__PURE__ */ obj({ items: arr(orderGuard, 100), next: optStrGuard });
/** Guard of `order`. */
export const order: Guard<z.infer<typeof import('./order.schema.js').order>> = /* @__PURE__ */ obj({ id: idGuard, number: textGuard, placedAt: instantGuard, items: arr(obj({ id: idGuard, productId: optIdGuard, title: textGuard, quantity: countGuard, total: moneyGuard }), 1000), total: moneyGuard, state: soft(oneOf(["placed","shipped","delivered","partly_returned","returned","cancelled","other"]), "other"), promisedBy: optInstantGuard });

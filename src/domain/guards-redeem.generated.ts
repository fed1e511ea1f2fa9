/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, obj, oneOf, soft, type Guard } from './guard.js';
import { idGuard, textGuard, softAddressGuard, optTextGuard, instantGuard, optInstantGuard, unitGuard, amountGuard, optMoneyGuard, softOneOfGuard2, arrTextGuard, optBoolGuard, optStrGuard2 } from './guards.generated.js';

const redemptionGuard = /* @__PURE__ */ obj({ id: idGuard, rewardId: idGuard, title: textGuard, kind: softOneOfGuard2, state: soft(oneOf(["pending","issued","applied","used","expired","cancelled","failed","other"]), "other"), cost: amountGuard, unit: unitGuard, worth: optMoneyGuard, code: optStrGuard2, shownOnce: optBoolGuard, url: softAddressGuard, at: instantGuard, expiresAt: optInstantGuard, usedAt: optInstantGuard, minimumBasket: optMoneyGuard, where: optTextGuard, conditions: arrTextGuard, refundable: optBoolGuard, note: optTextGuard });
/** Guard of `redemptions`. */
export const redemptions: Guard<z.infer<typeof import('./reward.schema.js').redemptions>> = /* @__PURE__ */ arr(redemptionGuard, 500);
/** Guard of `redemption`. */
export const redemption: Guard<z.infer<typeof import('./reward.schema.js').redemption>> = /* @__PURE__ */ obj({ id: idGuard, rewardId: idGuard, title: textGuard, kind: softOneOfGuard2, state: soft(oneOf(["pending","issued","applied","used","expired","cancelled","failed","other"]), "other"), cost: amountGuard, unit: unitGuard, worth: optMoneyGuard, code: optStrGuard2, shownOnce: optBoolGuard, url: softAddressGuard, at: instantGuard, expiresAt: optInstantGuard, usedAt: optInstantGuard, minimumBasket: optMoneyGuard, where: optTextGuard, conditions: arrTextGuard, refundable: optBoolGuard, note: optTextGuard });

/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, bool, int, obj, oneOf, opt, soft, str, type Guard } from './guard.js';
import { softAddressGuard, instantGuard, unitGuard, moneyGuard } from './guards.generated.js';

const softOneOfGuard2 = /* @__PURE__ */ soft(oneOf(["coupon","shipping","product","gift_card","credit","subscription","access","cart","custom","other"]), "other");
const redemptionGuard = /* @__PURE__ */ obj({ id: str(1, 200), rewardId: str(1, 200), title: str(0, 20000), kind: softOneOfGuard2, state: soft(oneOf(["pending","issued","applied","used","expired","cancelled","failed","other"]), "other"), cost: int(), unit: unitGuard, worth: opt(moneyGuard), code: opt(str(0, 200)), shownOnce: opt(bool), url: softAddressGuard, productId: opt(str(1, 200)), at: instantGuard, expiresAt: opt(instantGuard), usedAt: opt(instantGuard), minimumBasket: opt(moneyGuard), where: opt(str(0, 20000)), conditions: arr(str(0, 20000), 20), refundable: opt(bool), note: opt(str(0, 20000)) });
/** Guard of `redemptions`. */
export const redemptions: Guard<z.infer<typeof import('./reward.schema.js').redemptions>> = /* @__PURE__ */ arr(redemptionGuard, 500);
/** Guard of `redemption`. */
export const redemption: Guard<z.infer<typeof import('./reward.schema.js').redemption>> = /* @__PURE__ */ obj({ id: str(1, 200), rewardId: str(1, 200), title: str(0, 20000), kind: softOneOfGuard2, state: soft(oneOf(["pending","issued","applied","used","expired","cancelled","failed","other"]), "other"), cost: int(), unit: unitGuard, worth: opt(moneyGuard), code: opt(str(0, 200)), shownOnce: opt(bool), url: softAddressGuard, productId: opt(str(1, 200)), at: instantGuard, expiresAt: opt(instantGuard), usedAt: opt(instantGuard), minimumBasket: opt(moneyGuard), where: opt(str(0, 20000)), conditions: arr(str(0, 20000), 20), refundable: opt(bool), note: opt(str(0, 20000)) });

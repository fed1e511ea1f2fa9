/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { any, arr, bool, int, num, obj, oneOf, opt, rec, soft, str, type Guard } from './guard.js';

/** Part of several guards. */
export const currencyCodeGuard = /* @__PURE__ */ str(0, Infinity, /^[A-Z]{3,8}$/);
/** Part of several guards. */
export const softAddressGuard = /* @__PURE__ */ soft(opt(str(0, 2000, /^(https:\/\/[^\s\\@/?#]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?|(?=\/(?![/\\])))([/?#][^\s\\]*)?$/i)), undefined);
/** Part of several guards. */
export const instantGuard = /* @__PURE__ */ str(0, Infinity, /^\d{4}-(0\d|1[0-2])-[0-3]\d(T[0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?Z)?$/);
/** Part of several guards. */
export const unitGuard = /* @__PURE__ */ obj({ id: str(1, 200), kind: soft(oneOf(["points","credit","stamps","other"]), "other"), one: opt(str(0, 20000)), other: opt(str(0, 20000)), decimals: int(0, 6), currency: opt(currencyCodeGuard) });
/** Part of several guards. */
export const moneyGuard = /* @__PURE__ */ obj({ minor: int(), currency: currencyCodeGuard });
/** Part of several guards. */
export const arrObjGuard = /* @__PURE__ */ arr(obj({ amount: int(0), at: instantGuard }), 1000);
/** Part of several guards. */
export const optArrGuard = /* @__PURE__ */ opt(arr(str(0, 20000), 10));
/** Guard of `capabilities`. */
export const capabilities: Guard<z.infer<typeof import('./capabilities.schema.js').capabilities>> = /* @__PURE__ */ rec(soft(opt(oneOf(["yes","no","degraded"])), undefined));
/** Guard of `shop`. */
export const shop: Guard<z.infer<typeof import('./shop.schema.js').shop>> = /* @__PURE__ */ obj({ id: str(1, 200), name: str(0, 20000), timeZone: str(0, Infinity, /^[A-Za-z0-9_+\-/]{1,64}$/), currencies: arr(obj({ code: currencyCodeGuard, decimals: int(0, 6), label: str(0, 20000), position: soft(oneOf(["before","after"]), "after"), shows: opt(obj({ of: currencyCodeGuard, factor: int(1) })) }), 50), display: obj({ digits: soft(oneOf(["locale","latn"]), "locale"), calendar: soft(oneOf(["locale","gregory","persian"]), "locale"), expiringDays: int(0) }), termsUrl: softAddressGuard });
/** Guard of `member`. */
export const member: Guard<z.infer<typeof import('./member.schema.js').member>> = /* @__PURE__ */ obj({ id: str(1, 200), state: soft(oneOf(["guest","not_enrolled","enrolled","blocked","other"]), "other"), name: opt(str(0, 20000)), since: opt(instantGuard), card: opt(obj({ number: str(0, Infinity, /^[\x20-\x7e]{1,80}$/), appleUrl: softAddressGuard, googleUrl: softAddressGuard })) });
/** Guard of `wallets`. */
export const wallets: Guard<z.infer<typeof import('./wallet.schema.js').wallets>> = /* @__PURE__ */ arr(obj({ id: str(1, 200), unit: unitGuard, available: int(), pending: opt(int(0)), reserved: opt(int(0)), lifetime: opt(int(0)), spent: opt(int(0)), expired: opt(int(0)), worth: opt(moneyGuard), goal: opt(obj({ amount: int(0), title: opt(str(0, 20000)), rewardId: opt(str(1, 200)) })), expiring: arrObjGuard, activating: arrObjGuard, asOf: instantGuard, why: optArrGuard }), 20);
/** Guard of `snapshot`. */
export const snapshot: Guard<z.infer<typeof import('./snapshot.schema.js').snapshot>> = /* @__PURE__ */ obj({ version: opt(int(0)), at: instantGuard, unchanged: opt(bool), parts: arr(obj({ key: str(1, 200), data: opt(any), error: opt(any) }), 50) });
/** Guard of `problem`. */
export const problem: Guard<z.infer<typeof import('./error.schema.js').problem>> = /* @__PURE__ */ obj({ kind: soft(oneOf(["unauthenticated","forbidden","not_found","not_enrolled","rejected","insufficient_balance","limit_reached","out_of_stock","conflict","rate_limited","unavailable","timeout","invalid","unsupported"]), "unavailable"), detail: opt(str(0, 20000)), userMessage: opt(str(0, 20000)), code: opt(str(0, 200)), retryAfter: opt(num(0, 86400)), requestId: opt(str(0, 200)) });

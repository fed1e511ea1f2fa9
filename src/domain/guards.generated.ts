/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { any, arr, bool, int, num, obj, oneOf, opt, rec, soft, str, type Guard } from './guard.js';

/** Part of several guards. */
export const idGuard = /* @__PURE__ */ str(1, 200);
/** Part of several guards. */
export const textGuard = /* @__PURE__ */ str(0, 20000);
/** Part of several guards. */
export const currencyCodeGuard = /* @__PURE__ */ str(0, Infinity, /^[A-Z]{3,8}$/);
/** Part of several guards. */
export const intGuard = /* @__PURE__ */ int(0, 6);
/** Part of several guards. */
export const intGuard2 = /* @__PURE__ */ int(1);
/** Part of several guards. */
export const countGuard = /* @__PURE__ */ int(0);
/** Part of several guards. */
export const softAddressGuard = /* @__PURE__ */ soft(opt(str(0, 2000, /^(https:\/\/[^\s\\@/?#]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?|(?=\/(?![/\\])))([/?#][^\s\\]*)?$/i)), undefined);
/** Part of several guards. */
export const optTextGuard = /* @__PURE__ */ opt(textGuard);
/** Part of several guards. */
export const instantGuard = /* @__PURE__ */ str(0, Infinity, /^\d{4}-(0\d|1[0-2])-[0-3]\d(T[0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?Z)?$/);
/** Part of several guards. */
export const optInstantGuard = /* @__PURE__ */ opt(instantGuard);
/** Part of several guards. */
export const optCurrencyCodeGuard = /* @__PURE__ */ opt(currencyCodeGuard);
/** Part of several guards. */
export const unitGuard = /* @__PURE__ */ obj({ id: idGuard, kind: soft(oneOf(["points","credit","stamps","other"]), "other"), one: optTextGuard, other: optTextGuard, decimals: intGuard, currency: optCurrencyCodeGuard });
/** Part of several guards. */
export const amountGuard = /* @__PURE__ */ int();
/** Part of several guards. */
export const optCountGuard = /* @__PURE__ */ opt(countGuard);
/** Part of several guards. */
export const moneyGuard = /* @__PURE__ */ obj({ minor: amountGuard, currency: currencyCodeGuard });
/** Part of several guards. */
export const optMoneyGuard = /* @__PURE__ */ opt(moneyGuard);
/** Part of several guards. */
export const optIdGuard = /* @__PURE__ */ opt(idGuard);
/** Part of several guards. */
export const arrObjGuard = /* @__PURE__ */ arr(obj({ amount: countGuard, at: instantGuard }), 1000);
/** Part of several guards. */
export const optArrGuard = /* @__PURE__ */ opt(arr(textGuard, 10));
/** Part of several guards. */
export const optAmountGuard = /* @__PURE__ */ opt(amountGuard);
/** Part of several guards. */
export const optStrGuard = /* @__PURE__ */ opt(str(0, 2000));
/** Part of several guards. */
export const softOneOfGuard2 = /* @__PURE__ */ soft(oneOf(["coupon","shipping","product","gift_card","credit","subscription","access","cart","custom","other"]), "other");
/** Part of several guards. */
export const arrTextGuard = /* @__PURE__ */ arr(textGuard, 20);
/** Part of several guards. */
export const optBoolGuard = /* @__PURE__ */ opt(bool);
/** Part of several guards. */
export const optStrGuard2 = /* @__PURE__ */ opt(str(0, 200));
/** Part of several guards. */
export const optAnyGuard = /* @__PURE__ */ opt(any);
/** Guard of `capabilities`. */
export const capabilities: Guard<z.infer<typeof import('./capabilities.schema.js').capabilities>> = /* @__PURE__ */ rec(soft(opt(oneOf(["yes","no","degraded"])), undefined));
/** Guard of `shop`. */
export const shop: Guard<z.infer<typeof import('./shop.schema.js').shop>> = /* @__PURE__ */ obj({ id: idGuard, name: textGuard, timeZone: str(0, Infinity, /^[A-Za-z0-9_+\-/]{1,64}$/), currencies: arr(obj({ code: currencyCodeGuard, decimals: intGuard, label: textGuard, position: soft(oneOf(["before","after"]), "after"), shows: opt(obj({ of: currencyCodeGuard, factor: intGuard2 })) }), 50), display: obj({ digits: soft(oneOf(["locale","latn"]), "locale"), calendar: soft(oneOf(["locale","gregory","persian"]), "locale"), expiringDays: countGuard }), termsUrl: softAddressGuard });
/** Guard of `member`. */
export const member: Guard<z.infer<typeof import('./member.schema.js').member>> = /* @__PURE__ */ obj({ id: idGuard, state: soft(oneOf(["guest","not_enrolled","enrolled","blocked","other"]), "other"), name: optTextGuard, since: optInstantGuard, card: opt(obj({ number: str(0, Infinity, /^[\x20-\x7e]{1,80}$/), appleUrl: softAddressGuard, googleUrl: softAddressGuard })) });
/** Guard of `wallets`. */
export const wallets: Guard<z.infer<typeof import('./wallet.schema.js').wallets>> = /* @__PURE__ */ arr(obj({ id: idGuard, unit: unitGuard, available: amountGuard, pending: optCountGuard, reserved: optCountGuard, lifetime: optCountGuard, spent: optCountGuard, expired: optCountGuard, worth: optMoneyGuard, goal: opt(obj({ amount: countGuard, title: optTextGuard, rewardId: optIdGuard })), expiring: arrObjGuard, activating: arrObjGuard, asOf: instantGuard, why: optArrGuard }), 20);
/** Guard of `snapshot`. */
export const snapshot: Guard<z.infer<typeof import('./snapshot.schema.js').snapshot>> = /* @__PURE__ */ obj({ version: optCountGuard, at: instantGuard, unchanged: optBoolGuard, parts: arr(obj({ key: idGuard, data: optAnyGuard, error: optAnyGuard }), 50) });
/** Guard of `problem`. */
export const problem: Guard<z.infer<typeof import('./error.schema.js').problem>> = /* @__PURE__ */ obj({ kind: soft(oneOf(["unauthenticated","forbidden","not_found","not_enrolled","rejected","insufficient_balance","limit_reached","out_of_stock","conflict","rate_limited","unavailable","timeout","invalid","unsupported"]), "unavailable"), detail: optTextGuard, userMessage: optTextGuard, code: optStrGuard2, retryAfter: opt(num(0, 86400)), requestId: optStrGuard2 });

/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, obj, type Guard } from './guard.js';
import { countGuard, unitGuard, optCountGuard, optMoneyGuard, optArrGuard } from './guards.generated.js';

/** Guard of `estimate`. */
export const estimate: Guard<z.infer<typeof import('./earning.schema.js').estimate>> = /* @__PURE__ */ obj({ earns: arr(obj({ unit: unitGuard, amount: countGuard, worth: optMoneyGuard, afterDays: optCountGuard }), 20), why: optArrGuard });

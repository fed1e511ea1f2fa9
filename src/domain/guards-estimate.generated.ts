/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, int, obj, opt, type Guard } from './guard.js';
import { unitGuard, moneyGuard, optArrGuard } from './guards.generated.js';

/** Guard of `estimate`. */
export const estimate: Guard<z.infer<typeof import('./earning.schema.js').estimate>> = /* @__PURE__ */ obj({ earns: arr(obj({ unit: unitGuard, amount: int(0), worth: opt(moneyGuard), afterDays: opt(int(0)) }), 20), why: optArrGuard });

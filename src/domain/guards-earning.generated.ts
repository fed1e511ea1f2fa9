/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, bool, int, obj, oneOf, opt, soft, str, type Guard } from './guard.js';
import { softAddressGuard, instantGuard, unitGuard } from './guards.generated.js';

const earnActionGuard = /* @__PURE__ */ obj({ id: str(1, 200), title: str(0, 20000), description: opt(str(0, 20000)), kind: soft(oneOf(["order","join","birthday","profile","review","referral","social","visit","custom","other"]), "other"), reward: opt(obj({ unit: unitGuard, amount: int(0) })), gives: opt(str(0, 20000)), state: soft(oneOf(["todo","done","pending","repeatable","other"]), "other"), limit: opt(obj({ count: int(0), used: int(0) })), actionUrl: softAddressGuard, completable: opt(bool), startsAt: opt(instantGuard), endsAt: opt(instantGuard) });
/** Guard of `earnActions`. */
export const earnActions: Guard<z.infer<typeof import('./earning.schema.js').earnActions>> = /* @__PURE__ */ arr(earnActionGuard, 100);
/** Guard of `earnAction`. */
export const earnAction: Guard<z.infer<typeof import('./earning.schema.js').earnAction>> = /* @__PURE__ */ obj({ id: str(1, 200), title: str(0, 20000), description: opt(str(0, 20000)), kind: soft(oneOf(["order","join","birthday","profile","review","referral","social","visit","custom","other"]), "other"), reward: opt(obj({ unit: unitGuard, amount: int(0) })), gives: opt(str(0, 20000)), state: soft(oneOf(["todo","done","pending","repeatable","other"]), "other"), limit: opt(obj({ count: int(0), used: int(0) })), actionUrl: softAddressGuard, completable: opt(bool), startsAt: opt(instantGuard), endsAt: opt(instantGuard) });

/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, obj, oneOf, opt, soft, type Guard } from './guard.js';
import { idGuard, textGuard, countGuard, softAddressGuard, optTextGuard, optInstantGuard, unitGuard, optBoolGuard } from './guards.generated.js';

const earnActionGuard = /* @__PURE__ */ obj({ id: idGuard, title: textGuard, description: optTextGuard, kind: soft(oneOf(["order","join","birthday","profile","review","referral","social","visit","custom","other"]), "other"), reward: opt(obj({ unit: unitGuard, amount: countGuard })), gives: optTextGuard, state: soft(oneOf(["todo","done","pending","repeatable","other"]), "other"), limit: opt(obj({ count: countGuard, used: countGuard })), actionUrl: softAddressGuard, completable: optBoolGuard, startsAt: optInstantGuard, endsAt: optInstantGuard });
/** Guard of `earnActions`. */
export const earnActions: Guard<z.infer<typeof import('./earning.schema.js').earnActions>> = /* @__PURE__ */ arr(earnActionGuard, 100);
/** Guard of `earnAction`. */
export const earnAction: Guard<z.infer<typeof import('./earning.schema.js').earnAction>> = /* @__PURE__ */ obj({ id: idGuard, title: textGuard, description: optTextGuard, kind: soft(oneOf(["order","join","birthday","profile","review","referral","social","visit","custom","other"]), "other"), reward: opt(obj({ unit: unitGuard, amount: countGuard })), gives: optTextGuard, state: soft(oneOf(["todo","done","pending","repeatable","other"]), "other"), limit: opt(obj({ count: countGuard, used: countGuard })), actionUrl: softAddressGuard, completable: optBoolGuard, startsAt: optInstantGuard, endsAt: optInstantGuard });

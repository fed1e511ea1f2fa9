/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, obj, type Guard } from './guard.js';
import { idGuard, optCountGuard } from './guards.generated.js';

/** Guard of `change`. */
export const change: Guard<z.infer<typeof import('./snapshot.schema.js').change>> = /* @__PURE__ */ obj({ version: optCountGuard, keys: arr(idGuard, 50) });

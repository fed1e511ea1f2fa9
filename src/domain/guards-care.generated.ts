/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type * as z from 'zod/mini';
import { arr, int, obj, opt, str, type Guard } from './guard.js';

/** Guard of `change`. */
export const change: Guard<z.infer<typeof import('./snapshot.schema.js').change>> = /* @__PURE__ */ obj({ version: opt(int(0)), keys: arr(str(1, 200), 50) });

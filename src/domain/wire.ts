import * as z from 'zod/mini';

/**
 * Reads JSON from the wire by its schema, to the verdict that the browser's guards give: a `null` member of an object counts as absent.
 * Throws zod's error. For the server, tools and tests; the browser uses `guards.generated.ts`.
 */
export function parseWire<T extends z.core.$ZodType>(schema: T, json: unknown): z.output<T> {
  const parsed = safeParseWire(schema, json);
  if (parsed.success) return parsed.data;
  throw parsed.error;
}

/** Accepts nothing: its refusal is zod's own. */
const nothing = z.never();

/** As `parseWire`, answering zod's result instead of throwing. */
export function safeParseWire<T extends z.core.$ZodType>(
  schema: T,
  json: unknown,
  params?: z.core.ParseContext<z.core.$ZodIssue>,
): z.core.util.SafeParseResult<z.output<T>> {
  try {
    return z.safeParse(schema, withoutNulls(json), params);
  } catch (thrown) {
    // zod compares the `length` of what is no list, and an object there has no value to compare: `{"length": {}}`.
    if (!(thrown instanceof TypeError)) throw thrown;
    return z.safeParse(nothing, null, params);
  }
}

/** Deeper than any schema reaches; what lies deeper is passed on as it is, so that nesting cannot exhaust the stack. */
const deepest = 100;

/** A copy without the members that are `null`. It inherits from nothing, so a member called `__proto__` is only a member. */
export function withoutNulls(json: unknown, depth = 0): unknown {
  if (typeof json !== 'object' || json === null || depth > deepest) return json;
  if (Array.isArray(json)) return json.map((item) => withoutNulls(item, depth + 1));
  const copy: Record<string, unknown> = { __proto__: null };
  for (const [name, value] of Object.entries(json)) if (value !== null) copy[name] = withoutNulls(value, depth + 1);
  return copy;
}

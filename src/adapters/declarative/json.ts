/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list; of what, is still unknown. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Values within values of what comes from outside, at most. */
export const deepest = 200;

/** Whether a value holds values within values, more than so many. */
export function isDeeper(value: unknown, than = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (than === 0) return true;
  for (const each of isList(value) ? value : Object.values(value)) if (isDeeper(each, than - 1)) return true;
  return false;
}

/** Whether an expression's value counts as yes: as JMESPath has it, all but `null`, `false` and what is empty. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  if (isList(value)) return value.length > 0;
  return isRecord(value) ? Object.keys(value).length > 0 : true;
}

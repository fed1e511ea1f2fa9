/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list; of what, is still unknown. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether a value holds values within values, more than so many. */
export function isDeeper(value: unknown, than: number): boolean {
  return typeof value === 'object' && value !== null && (than === 0 || Object.values(value).some((each) => isDeeper(each, than - 1)));
}

/** Whether an expression's value counts as yes: as JMESPath has it, all but `null`, `false` and what is empty. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  if (isList(value)) return value.length > 0;
  return isRecord(value) ? Object.keys(value).length > 0 : true;
}

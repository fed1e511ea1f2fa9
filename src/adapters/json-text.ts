/**
 * JSON text of plain data. `JSON.stringify` asks every object for `toJSON`, also where a page (Prototype.js) has put
 * one on `Array.prototype` or `Object.prototype`; this asks nobody.
 */
export function writeJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeJson).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join()}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

import fc from 'fast-check';
import type * as z from 'zod/mini';

/** JSON values that a schema is likely to accept, made from its definition. */
export function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  // zod's own way to walk schemas: the union of all its kinds, told apart by `def.type`.
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'string':
      return strings(def);
    case 'number':
      return numbers(def);
    case 'boolean':
      return fc.boolean();
    case 'unknown':
      return fc.jsonValue();
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'optional':
    case 'catch':
      return arbitraryOf(def.innerType);
    case 'array':
      return fc.array(arbitraryOf(def.element), { maxLength: 3 });
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([name, member]) => [name, arbitraryOf(member)])), {
        requiredKeys: Object.entries(def.shape).flatMap(([name, member]) => (member._zod.optin === 'optional' ? [] : [name])),
      });
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 20 }), arbitraryOf(def.valueType), { maxKeys: 4 });
    case 'union':
      return fc.oneof(...def.options.map(arbitraryOf));
    default:
      throw new Error(`No values known for \`${def.type}\`.`);
  }
}

function strings(def: z.core.$ZodStringDef): fc.Arbitrary<string> {
  const patterns = (def.checks ?? []).flatMap(({ _zod }) =>
    'pattern' in _zod.def && _zod.def.pattern instanceof RegExp ? [_zod.def.pattern] : [],
  );
  if (patterns.length === 0) return fc.string({ minLength: 1, unit: 'binary' });
  // One pattern of the schemas looks ahead, which fast-check cannot turn into strings: the rest are tried against these.
  const known = ['4800 1234-AB', 'https://shop.example/a?b#c', '/path', 'http://localhost:80/', 'IRT', 'Asia/Tehran', '2026-05-03', '2026-05-03T10:00:00Z', '2026-05-03T10:00:00.5Z'];
  return fc.constantFrom(...known.filter((text) => patterns.every((pattern) => pattern.test(text))));
}

function numbers(def: z.core.$ZodNumberDef): fc.Arbitrary<number> {
  let [min, max] = [-1_000_000, 1_000_000];
  for (const { _zod } of def.checks ?? []) {
    const check: object = _zod.def;
    if (!('value' in check)) continue;
    if (_zod.def.check === 'greater_than') min = Number(check.value);
    if (_zod.def.check === 'less_than') max = Number(check.value);
  }
  return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
}

const odd: readonly unknown[] = [
  null, [], {}, [null], '', '12', 'nonsense', '__proto__', 'x'.repeat(201), '🎁'.repeat(150), '🎁'.repeat(201), '\ud800', '2026-05-03\n',
  'javascript:alert(1)', 'https://a@b/', '//evil.example', true, false, 0, -0, -1, 7, 0.5, 1e21, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), Number.MAX_SAFE_INTEGER, 1e-7, 86_400, 86_401,
  'x'.repeat(2_001), 'x'.repeat(20_000), 'x'.repeat(20_001),
];

/** A JSON value with one place in it changed: emptied, replaced by an odd value, lengthened, or given one member more. */
export function mutated(json: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(json, fc.nat(), fc.constantFrom(...odd), fc.constantFrom('set', 'drop', 'extra', 'proto', 'grow')).map(
    ([value, at, other, how]) => {
      const copy: unknown = structuredClone(value);
      const places = placesIn(copy);
      const place = places[at % Math.max(places.length, 1)];
      if (!place) return other;
      change(place, other, how);
      return copy;
    },
  );
}

interface Place {
  readonly inside: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (!isContainer(value)) return [];
  return Object.keys(value).flatMap((key) => [{ inside: value, key }, ...placesIn(value[key])]);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function change({ inside, key }: Place, other: unknown, how: string): void {
  const value = inside[key];
  if (how === 'drop' && !Array.isArray(inside)) delete inside[key];
  else if (how === 'extra' && isContainer(value)) Object.assign(value, { extra: other });
  else if (how === 'proto') Object.defineProperty(inside, '__proto__', { value: other, enumerable: true, configurable: true, writable: true });
  else if (how === 'grow' && Array.isArray(value)) for (let size = key.length % 2 ? 52 : 1_001; value.length < size; ) value.push(value[0] ?? other);
  else inside[key] = other;
}

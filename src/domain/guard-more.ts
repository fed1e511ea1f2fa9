import { GuardError, type Guard } from './guard.js';

/**
 * Combinators that only documents need which a person wrote: nothing there is left out silently, and `null` is a value. They
 * stand apart from `guard.ts`, which every page carries.
 */

type Shape = Record<string, Guard<unknown>>;

const refuse = (path: string, expected: string): never => {
  throw new GuardError(path, expected);
};

const recordOf = (value: unknown, path: string): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(path, 'object');
  return { __proto__: null, ...value };
};

const below = (path: string, name: string): string => (path ? `${path}.${name}` : name);

/** An object with these members and no others. The result inherits from nothing. */
export const strict =
  (shape: Shape): Guard<never> =>
  (value, path = '') => {
    const given = recordOf(value, path);
    for (const name of Object.keys(given)) if (!Object.hasOwn(shape, name)) refuse(below(path, name), `no such member; one of ${Object.keys(shape).join(', ')}`);
    const out: Record<string, unknown> = { __proto__: null };
    for (const [name, guard] of Object.entries(shape)) {
      const decoded = guard(given[name], below(path, name));
      if (decoded !== undefined) out[name] = decoded;
    }
    return made(out);
  };

/** An object whose names pass one guard and whose members another. The result inherits from nothing. */
export const dict =
  (key: Guard<unknown>, item: Guard<unknown>): Guard<never> =>
  (value, path = '') => {
    const out: Record<string, unknown> = { __proto__: null };
    for (const [name, member] of Object.entries(recordOf(value, path))) {
      if (name === '__proto__') continue;
      key(name, below(path, name));
      out[name] = item(member, below(path, name));
    }
    return made(out);
  };

/** A list of `min` to `max` items. */
export const list =
  <T>(item: Guard<T>, min = 0, max = Infinity): Guard<T[]> =>
  (value, path = '') =>
    Array.isArray(value) && value.length >= min && value.length <= max ? value.map((each, at) => item(each, `${path}[${at}]`)) : refuse(path, `list of ${min} to ${max}`);

/** What the first guard takes that takes it; when none does, the last says why. */
export const either =
  (...guards: readonly Guard<unknown>[]): Guard<never> =>
  (value, path) => {
    let said: unknown;
    for (const guard of guards) {
      try {
        return made(guard(value, path));
      } catch (thrown) {
        said = thrown;
      }
    }
    throw said;
  };

/** A text, or its lines. */
export const lines =
  (line: Guard<string>, most: number): Guard<string> =>
  (value, path) =>
    Array.isArray(value) ? list(line, 1, most)(value, path).join('\n') : line(value, path);

/** Any JSON, without members called `__proto__`. */
export const json: Guard<never> = (value, path = '') => {
  if (value === undefined) return refuse(path, 'value');
  if (typeof value !== 'object' || value === null) return made(value);
  return made(Array.isArray(value) ? value.map((each, at) => json(each, `${path}[${at}]`)) : dict(anyName, json)(value, path));
};

const anyName: Guard<unknown> = (name) => name;

// The generated module states of each guard what it gives; the combinators here only pass it on.
function made(value: unknown): never {
  return value as never;
}

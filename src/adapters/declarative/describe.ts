import * as z from 'zod/mini';
import type { Mistake } from '../../domain/mistakes.js';
import { asWritten, explained } from '../../domain/explain.js';
import type { WriteName } from '../port.js';
import { checkedExpression } from './checked-expression.js';
import { compiled, DescriptionError, type Description } from './description.js';
import { adapterDocument } from './document.schema.js';
import { deepest, isDeeper, isList, isRecord } from './json.js';
import type { SettingValues } from './settings.js';

const writes = ['join', 'redeem', 'cancelRedemption', 'completeEarnAction', 'dismiss'] as const satisfies readonly WriteName[];

/** Reads a description of a vendor’s API. Fails with a `DescriptionError`. */
export function describe(input: unknown, values: SettingValues = {}): Description {
  if (isDeeper(input)) throw new DescriptionError([{ path: 'the adapter', says: `has more than ${deepest} values within each other` }]);
  const lost = inheriting(input, '');
  if (lost.length > 0) throw new DescriptionError(lost);
  const parsed = z.safeParse(adapterDocument, input, asWritten);
  if (!parsed.success) throw new DescriptionError(explained(adapterDocument, parsed.error.issues, 'the adapter'));
  const description = compiled(parsed.data, values, checkedExpression);
  const idle = writes.filter((name) => description.ops.get(name)?.requests.every(({ changes }) => !changes));
  if (idle.length > 0) throw new DescriptionError(idle.map((name) => ({ path: `ops.${name}`, says: 'changes nothing: it needs a request that is no GET, no query and not marked `reads`' })));
  return description;
}

// Whatever copies an object loses a member of that name, or makes an ancestor of it.
function inheriting(value: unknown, path: string): Mistake[] {
  if (isList(value)) return value.flatMap((each, at) => inheriting(each, `${path}[${at}]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return name === '__proto__' ? [{ path: at, says: 'is a name that objects of the language keep for themselves; take another' }] : inheriting(each, at);
  });
}

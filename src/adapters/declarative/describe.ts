import * as z from 'zod/mini';
import { asWritten, explained } from '../../domain/explain.js';
import type { WriteName } from '../port.js';
import { checkedExpression } from './checked-expression.js';
import { compiled, DescriptionError, type Description } from './description.js';
import { adapterDocument } from './document.schema.js';
import type { SettingValues } from './settings.js';

const writes = ['join', 'redeem', 'cancelRedemption', 'completeEarnAction', 'dismiss'] as const satisfies readonly WriteName[];

/** Reads a description of a vendor’s API. Fails with a `DescriptionError`. */
export function describe(input: unknown, values: SettingValues = {}): Description {
  const parsed = z.safeParse(adapterDocument, input, asWritten);
  if (!parsed.success) throw new DescriptionError(explained(adapterDocument, parsed.error.issues, 'the adapter'));
  const description = compiled(parsed.data, values, checkedExpression);
  const idle = writes.filter((name) => description.ops.get(name)?.requests.every(({ changes }) => !changes));
  if (idle.length > 0) throw new DescriptionError(idle.map((name) => ({ path: `ops.${name}`, says: 'changes nothing: it needs a request that is no GET, no query and not marked `reads`' })));
  return description;
}

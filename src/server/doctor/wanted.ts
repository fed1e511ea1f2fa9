import type * as z from 'zod/mini';
import { shapes } from '../../adapters/declarative/shapes.js';
import { completeEarnActionInput, estimateQuery } from '../../domain/earning.schema.js';
import { money } from '../../domain/money.schema.js';
import { orderQuery } from '../../domain/order.schema.js';
import { cancelRedemptionInput, redeemInput } from '../../domain/reward.schema.js';
import { amount, count, currencyCode, id, instant, softAddress, text, webAddress } from '../../domain/schema.js';
import { unit } from '../../domain/unit.schema.js';

/** An operation whose answer a description makes. */
export type Described = keyof typeof shapes;

/** What has a name of its own, so that a shape stays short. */
const named = new Map<z.core.$ZodType, string>([
  [id, 'id'],
  [text, 'text'],
  [amount, 'whole'],
  [count, 'count'],
  [instant, 'instant'],
  [currencyCode, 'currency'],
  [webAddress, 'address'],
  [softAddress, 'address'],
  [unit, 'Unit'],
  [money, 'Money'],
]);

const words: Readonly<Record<string, string>> = { string: 'text', number: 'whole', boolean: 'true | false' };

/** What stands for `Unit` and `Money` in a shape. */
export const parts: Readonly<Record<'Unit' | 'Money', string>> = { Unit: members(unit), Money: members(money) };

/** What `input` holds, of operations that are asked with something a map or a request needs. */
export const inputs: Readonly<Partial<Record<Described, string>>> = {
  order: members(orderQuery),
  estimate: members(estimateQuery),
  redeem: members(redeemInput),
  cancelRedemption: members(cancelRedemptionInput),
  completeEarnAction: members(completeEarnActionInput),
};

/** What the map of an operation must make, on one line: `{id: id, title: text, description?: text}`; what has a `?` may be left out. */
export function wanted(operation: Described): string {
  return shapeOf(shapes[operation]);
}

function shapeOf(schema: z.core.$ZodType): string {
  const called = named.get(schema);
  if (called !== undefined) return called;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object') return members(schema);
  if (def.type === 'array') return `[${shapeOf(def.element)}]`;
  if (def.type === 'optional' || def.type === 'catch') return shapeOf(def.innerType);
  if (def.type === 'enum') return Object.values(def.entries).join(' | ');
  if (def.type === 'literal') return def.values.join(' | ');
  if (def.type === 'union') return def.options.map(shapeOf).join(' | ');
  return words[def.type] ?? def.type;
}

function members(schema: z.core.$ZodType): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const shape = def.type === 'object' ? def.shape : {};
  return `{${Object.entries(shape).map(([name, each]) => `${name}${isOptional(each) ? '?' : ''}: ${shapeOf(each)}`).join(', ')}}`;
}

// A member of an open list is wanted too, although a missing one is taken as `other`.
function isOptional(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'catch' ? isOptional(def.innerType) : def.type === 'optional';
}

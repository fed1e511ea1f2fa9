import { isList, isRecord } from './json.js';

/**
 * A tree in which each inner `let` binds the variables of the outer ones again. Without that, a variable of an outer
 * `let` that is null, 0 or false is taken for one that is not there.
 */
export function rebound(node: unknown, outer: readonly string[] = []): unknown {
  if (isList(node)) return node.map((each) => rebound(each, outer));
  if (!isRecord(node) || node.type === 'Literal') return node;
  if (node.type !== 'LetExpression' || !isList(node.bindings)) return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, rebound(each, outer)]));
  const names = node.bindings.flatMap((binding) => (isRecord(binding) && typeof binding.variable === 'string' ? [binding.variable] : []));
  const again = outer.filter((name) => !names.includes(name)).map((name) => ({ type: 'Binding', variable: name, reference: { type: 'Variable', name } }));
  return { ...node, bindings: [...again, ...node.bindings.map((binding) => rebound(binding, outer))], expression: rebound(node.expression, [...new Set([...outer, ...names])]) };
}

/** Whether a node is `!a.b`, which reads `(!a).b` and is never what was meant. */
export function negatesHalf({ type, left }: Readonly<Record<string, unknown>>): boolean {
  return type === 'Subexpression' && isRecord(left) && left.type === 'NotExpression';
}

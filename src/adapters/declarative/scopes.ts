import { isList, isRecord } from './json.js';

/**
 * An expression in which each `let` binds the variables around it anew. The interpreter (jmespath 1.3) looks only in the
 * innermost scope for a variable that is null, 0, false or empty, and calls one further out undefined.
 */
export function widened<T>(node: T, around?: readonly string[]): T;
export function widened(node: unknown, around: readonly string[] = []): unknown {
  if (isList(node)) return node.map((each) => widened(each, around));
  if (!isRecord(node) || node.type === 'Literal') return node;
  if (node.type !== 'LetExpression' || !isList(node.bindings)) return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, widened(each, around)]));
  const own = node.bindings.flatMap((each) => (isRecord(each) && typeof each.variable === 'string' ? [each.variable] : []));
  const outer = around.filter((name) => !own.includes(name)).map((name) => ({ type: 'Binding', variable: name, reference: { type: 'Variable', name } }));
  return { ...node, bindings: [...outer, ...node.bindings.map((each) => widened(each, around))], expression: widened(node.expression, [...outer.map(({ variable }) => variable), ...own]) };
}

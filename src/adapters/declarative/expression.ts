import { compile, getRegisteredFunctions, TreeInterpreter, type JSONValue } from '@jmespath-community/jmespath';
import { registerFunctions } from './functions.js';
import { isList, isRecord } from './json.js';
import { negatesHalf, rebound } from './tree.js';

/** An expression, read and checked: gives its value for a document. */
export interface Expression {
  /** As it was written. */
  readonly source: string;
  /** The value, `null` where there is none. Fails with an `ExpressionError`. */
  evaluate(document: unknown): unknown;
}

/** An expression that cannot be read, or that has no value for this document. */
export class ExpressionError extends Error {
  constructor(
    readonly source: string,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'ExpressionError';
  }
}

/** Letters of one expression at most. */
const longest = 20_000;
/** Parts within parts, and variables within the reach of variables. */
const deepest = 400;
const mostLets = 50;
/** Could exhaust the memory: they make texts of any length. */
const withheld: ReadonlySet<string> = new Set(['pad_left', 'pad_right']);
/** Names that reach what every object of the language inherits. */
const inherited = /^(__\w+__|constructor|prototype|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|to(Locale)?String|valueOf)$/;

registerFunctions();

/** The functions an expression may call, in order of their names. */
export const functionNames: readonly string[] = getRegisteredFunctions()
  .filter((name) => !withheld.has(name))
  .sort();

/** Reads an expression of JMESPath, community edition. Fails with an `ExpressionError` that says what to change. */
export function expressionOf(source: string): Expression {
  if (source.length > longest) throw new ExpressionError(source, `is longer than ${longest} letters`);
  const tree = read(source);
  check(source, tree, 0, 0);
  // What is rebound is a tree of the same kind.
  const whole = rebound(tree) as typeof tree;
  return { source, evaluate: (document) => run(source, whole, document) };
}

function read(source: string): ReturnType<typeof compile> {
  try {
    return compile(source);
  } catch (thrown) {
    throw new ExpressionError(source, `cannot be read: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function run(source: string, tree: ReturnType<typeof compile>, document: unknown): unknown {
  try {
    // What is mapped came out of JSON or was made of such; the interpreter only reads it.
    return TreeInterpreter.search(tree, document as JSONValue) ?? null;
  } catch (thrown) {
    throw new ExpressionError(source, hinted(messageOf(thrown)), { cause: thrown });
  }
}

// The interpreter's arithmetic fails on what is not there; the kit's own does not.
function hinted(message: string): string {
  if (message.startsWith('not-a-number')) return `${message}. Write add(a, b), sub, mul or div in place of + - * /: they give null where a part is missing`;
  if (message.startsWith('Invalid type')) return `${message}. Guard what may be missing: not_null(x, \`[]\`), list(x), num(x) or text(x)`;
  return message;
}

function check(source: string, node: unknown, depth: number, lets: number): void {
  // Each `let` binds the variables of the outer ones again.
  if (depth > deepest || lets > mostLets) throw new ExpressionError(source, `is nested too deeply: ${mostLets} let and ${deepest} parts at most`);
  if (isList(node)) for (const each of node) check(source, each, depth, lets);
  if (!isRecord(node)) return;
  const { type, name } = node;
  if (negatesHalf(node)) throw new ExpressionError(source, 'has a ! before a path, where it would hold for its first part alone: write !(a.b)');
  if (typeof name === 'string') checkName(source, type, name);
  // What a literal holds is data.
  if (type !== 'Literal') for (const each of Object.values(node)) check(source, each, depth + 1, lets + (type === 'LetExpression' ? 1 : 0));
}

function checkName(source: string, type: unknown, name: string): void {
  if (type === 'Function' && !functionNames.includes(name)) throw new ExpressionError(source, `calls ${name}(), which is not there; there are ${functionNames.join(', ')}`);
  if (type !== 'Function' && inherited.test(name)) throw new ExpressionError(source, `names ${name}, which no answer is asked for`);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

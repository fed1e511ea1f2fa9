import { meant } from '../../domain/nearest.js';
import { ExpressionError, expressionOf, functionNames, type Expression } from './expression.js';

/** A word or mark of an expression, with its neighbours. */
interface Word {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Reads an expression that a person wrote. Fails with an `ExpressionError` that names what was probably meant, also where the expression
 * could be read but is not what it looks like: `true` and `"text"` are names of fields.
 */
export function checkedExpression(source: string): Expression {
  const read = readOf(source);
  const doubt = wordsOf(source).map(doubtOf).find((says) => says !== undefined);
  if (doubt !== undefined) throw new ExpressionError(source, `is not what it looks like: ${doubt}`);
  return read;
}

function readOf(source: string): Expression {
  try {
    return expressionOf(source);
  } catch (thrown) {
    if (!(thrown instanceof ExpressionError)) throw thrown;
    const { message } = thrown;
    const words = wordsOf(source);
    const hint = /invalid token \(Number\)|token type: Number/.test(message) || words.some(isBareJson) ? `${message}; numbers and JSON stand in backquotes: \`1\`; texts in single quotes: 'text'` : message;
    throw new ExpressionError(source, misspelled(words) ?? hint, { cause: thrown });
  }
}

function wordsOf(source: string): Word[] {
  const found = source.match(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"|\$?[A-Za-z_]\w*|-?\d+|[=!<>|&]+|\S/gs) ?? [];
  return found.map((text, at) => ({ text, before: found[at - 1] ?? '', after: found[at + 1] ?? '' }));
}

// The empty object and lists of numbers, which fail at a mark that says nothing of them.
function isBareJson({ text, before, after }: Word): boolean {
  return (text === '{' && after === '}') || (before === '[' && /^-?\d+$/.test(text) && after === ',');
}

function misspelled(words: readonly Word[]): string | undefined {
  const wrong = words.find(({ text, after }) => after === '(' && /^[A-Za-z_]/.test(text) && !functionNames.includes(text));
  const right = wrong && meant(functionNames, wrong.text, wrong.text.length > 3 ? 2 : 1);
  return right && `calls ${wrong.text}(), which is not there; ${right}`;
}

function doubtOf({ text, before, after }: Word): string | undefined {
  const isKey = after === ':' && (before === '{' || before === ',');
  if (isKey || before === '.' || after === '(') return undefined;
  if (/^(true|false|null)$/.test(text)) return `“${text}” is a field there. Write \`${text}\` for what JSON has, @.${text} for the field`;
  if (!text.startsWith('"') || text.length < 2 || before === '&' || after === '.' || after === '[') return undefined;
  const name = text.slice(1, -1);
  // Other names need their quotes; and no field is called by marks alone.
  const isPlain = /^(?!(true|false|null|let|in)$)[A-Za-z_]\w*$/.test(name);
  return isPlain || !/[\p{L}\p{N}]/u.test(name) ? `“${name}” is a field there. Write '${name}' for the text, ${isPlain ? name : `@.${text}`} for the field` : undefined;
}

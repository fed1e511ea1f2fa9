/**
 * The part of ICU MessageFormat that catalogues use: arguments, plural, selectordinal, select, nesting, offset,
 * `#` and quoting. `{code, raw}` inserts a string as it is; other strings are isolated (U+2068 … U+2069), so that a
 * name in another script cannot reorder the sentence around it.
 */

/** What a message is filled with. */
export type Params = Readonly<Record<string, string | number>>;

/** What the formatter must know of the language. */
export interface MessageLocale {
  number(value: number): string;
  plural(value: number, ordinal: boolean): string;
}

type Node =
  | string
  | { readonly kind: 'arg' | 'raw'; readonly name: string }
  | { readonly kind: 'hash' }
  | { readonly kind: 'plural' | 'selectordinal' | 'select'; readonly name: string; readonly offset: number; readonly options: ReadonlyMap<string, readonly Node[]> };

/** A message that does not follow the syntax; names the place. */
export class MessageSyntaxError extends Error {
  constructor(message: string, at: number, expected: string) {
    super(`Message "${message}" at ${at}: expected ${expected}`);
  }
}

const parsed = new Map<string, readonly Node[]>();

/** Fills a message. Throws `MessageSyntaxError` when the message is malformed; a missing parameter shows as its name. */
export function formatMessage(message: string, params: Params, locale: MessageLocale): string {
  let nodes = parsed.get(message);
  if (!nodes) parsed.set(message, (nodes = parseMessage(message)));
  return render(nodes, params, locale, undefined);
}

function render(nodes: readonly Node[], params: Params, locale: MessageLocale, count: number | undefined): string {
  return nodes.map((node) => renderNode(node, params, locale, count)).join('');
}

function renderNode(node: Node, params: Params, locale: MessageLocale, count: number | undefined): string {
  if (typeof node === 'string') return node;
  if (node.kind === 'hash') return count === undefined ? '#' : locale.number(count);
  const value = Object.hasOwn(params, node.name) ? params[node.name] : undefined;
  if (value === undefined) return `{${node.name}}`;
  switch (node.kind) {
    case 'raw':
      return String(value);
    case 'arg':
      return typeof value === 'number' ? locale.number(value) : `\u2068${value}\u2069`;
    case 'select':
      return render(node.options.get(String(value)) ?? node.options.get('other') ?? [], params, locale, count);
    case 'plural':
    case 'selectordinal': {
      const left = Number(value) - node.offset;
      const branch = node.options.get(`=${value}`) ?? node.options.get(locale.plural(left, node.kind === 'selectordinal'));
      return render(branch ?? node.options.get('other') ?? [], params, locale, left);
    }
    default:
      return node satisfies never;
  }
}

/** Reads a message into its tree; throws `MessageSyntaxError`. */
export function parseMessage(message: string): readonly Node[] {
  let at = 0;

  const fail = (expected: string): never => {
    throw new MessageSyntaxError(message, at, expected);
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(message)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const space = (): string => match(/\s*/y);
  const expect = (mark: string): void => {
    space();
    if (message[at] !== mark) fail(`"${mark}"`);
    at++;
  };
  const word = (expected: string): string => {
    space();
    return match(/[^\s,{}'#]+/y) || fail(expected);
  };

  const options = (): Map<string, readonly Node[]> => {
    const found = new Map<string, readonly Node[]>();
    for (space(); message[at] !== '}'; space()) {
      const name = word('an option');
      expect('{');
      found.set(name, sequence(true));
      expect('}');
    }
    if (!found.has('other')) fail('an "other" option');
    return found;
  };

  const argument = (): Node => {
    const name = word('a name');
    space();
    if (message[at] === '}') return { kind: 'arg', name };
    expect(',');
    const kind = word('a type');
    if (kind === 'raw') return { kind, name };
    if (kind !== 'plural' && kind !== 'selectordinal' && kind !== 'select') return fail('raw, plural, selectordinal or select');
    expect(',');
    space();
    const offset = Number(match(/offset:\s*\d+/y).replace(/\D+/, '') || 0);
    return { kind, name, offset, options: options() };
  };

  const sequence = (nested: boolean): readonly Node[] => {
    const nodes: Node[] = [];
    let literal = '';
    const flush = (): void => {
      if (literal) nodes.push(literal);
      literal = '';
    };
    while (at < message.length && !(nested && message[at] === '}')) {
      const mark = message[at];
      if (mark === "'") literal += quoted();
      else if (mark === '{' || (mark === '#' && nested)) {
        flush();
        at++;
        if (mark === '#') nodes.push({ kind: 'hash' });
        else {
          nodes.push(argument());
          expect('}');
        }
      } else if (mark === '}') fail('no "}" here');
      else {
        literal += mark;
        at++;
      }
    }
    flush();
    return nodes;
  };

  const quoted = (): string => {
    if (message[at + 1] === "'") {
      at += 2;
      return "'";
    }
    if (!/[{}#]/.test(message[at + 1] ?? '')) {
      at++;
      return "'";
    }
    const text = match(/'(?:[^']|'')*'?/y);
    return text.replace(/^'|'$/g, '').replaceAll("''", "'");
  };

  return sequence(false);
}

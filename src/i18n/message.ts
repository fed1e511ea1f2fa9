/**
 * The part of ICU MessageFormat that catalogues use: arguments, plural, selectordinal, select, nesting, `#` and
 * quoting. `{code, raw}` inserts a string as it is; other strings are isolated (U+2068 … U+2069), so that a name in
 * another script cannot reorder the sentence around it.
 */

/** What a message is filled with. */
export type Params = Readonly<Record<string, string | number>>;

/** What the formatter must know of the language. */
export interface MessageLocale {
  number(value: number): string;
  plural(value: number, ordinal: boolean): string;
}

/** A piece of a message: text, an argument, `#`, or a choice by an argument's value. */
type Piece = string | { readonly name: string; readonly type: string; readonly options?: ReadonlyMap<string, readonly Piece[]> };

const known = new Map<string, readonly Piece[]>();

/** Fills a message. Throws a `SyntaxError` when the message is malformed; a missing parameter shows as its name. */
export function formatMessage(message: string, params: Params, locale: MessageLocale): string {
  let pieces = known.get(message);
  if (!pieces) known.set(message, (pieces = parseMessage(message)));
  return fill(pieces, params, locale, 0);
}

function fill(pieces: readonly Piece[], params: Params, locale: MessageLocale, count: number): string {
  const one = (piece: Piece): string => {
    if (typeof piece === 'string') return piece;
    const { name, type, options } = piece;
    if (type === '#') return locale.number(count);
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return `{${name}}`;
    if (options) {
      const category = type === 'select' ? value : locale.plural(Number(value), type !== 'plural');
      const chosen = options.get(type === 'select' ? `${value}` : `=${value}`) ?? options.get(`${category}`) ?? options.get('other');
      return fill(chosen ?? [], params, locale, Number(value));
    }
    if (type) return `${value}`;
    return typeof value === 'number' ? locale.number(value) : `\u2068${value}\u2069`;
  };
  return pieces.map(one).join('');
}

/** Reads a message into its pieces; throws a `SyntaxError` that names the place. */
export function parseMessage(message: string): readonly Piece[] {
  let at = 0;
  /** The text a pattern matches here; without one where the message must have it, the message is malformed. */
  const take = (pattern: RegExp, expected?: string): string => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(message) ?? [];
    if (expected && !found) throw new SyntaxError(`“${message}” at ${at}: ${expected} expected`);
    at += found.length;
    return found;
  };
  const literal = (text: string): string => text.replace(/'([{}#]([^']|'')*)('|$)|''?/g, (_, quoted: string | undefined) => quoted?.replaceAll("''", "'") ?? "'");

  const pieces = (nested: boolean): Piece[] => {
    const found: Piece[] = [];
    while (at < message.length && !(nested && message[at] === '}')) {
      const text = take(nested ? /('[{}#]([^']|'')*('|$)|''|[^{}#])+/y : /('[{}#]([^']|'')*('|$)|''|[^{}])+/y);
      if (text) found.push(literal(text));
      else found.push(take(/#/y) ? { name: '', type: '#' } : argument());
    }
    return found;
  };

  const argument = (): Piece => {
    take(/\{\s*/y, '{');
    const name = take(/[^\s,{}]+\s*/y, 'a name').trim();
    const type = (take(/,\s*/y) && take(/(raw|plural|selectordinal|select)\s*/y, 'raw, plural, selectordinal or select')).trim();
    const choice = type && type !== 'raw';
    if (choice) take(/,\s*/y, ',');
    const piece = choice ? { name, type, options: options() } : { name, type };
    take(/\}/y, '}');
    return piece;
  };

  const options = (): Map<string, readonly Piece[]> => {
    const found = new Map<string, readonly Piece[]>();
    while (message[at] !== '}') {
      const name = take(/[^\s{}]+\s*/y, 'an option').trim();
      take(/\{/y, '{');
      found.set(name, pieces(true));
      take(/\}\s*/y, '}');
    }
    if (!found.has('other')) throw new SyntaxError(`“${message}” at ${at}: an option “other” expected`);
    return found;
  };

  return pieces(false);
}

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
  return new Reader(message).pieces(false);
}

/** Walks through one message. */
class Reader {
  #at = 0;
  readonly #message: string;

  constructor(message: string) {
    this.#message = message;
  }

  pieces(nested: boolean): Piece[] {
    const found: Piece[] = [];
    while (this.#at < this.#message.length && !(nested && this.#message[this.#at] === '}')) {
      const text = this.#take(nested ? /('[{}#]([^']|'')*('|$)|''|[^{}#])+/y : /('[{}#]([^']|'')*('|$)|''|[^{}])+/y);
      if (text) found.push(plain(text));
      else found.push(this.#take(/#/y) ? { name: '', type: '#' } : this.#argument());
    }
    return found;
  }

  #argument(): Piece {
    this.#take(/\{\s*/y, '{');
    const name = this.#take(/[^\s,{}]+\s*/y, 'a name').trim();
    const type = this.#take(/,\s*/y) && this.#take(/(raw|plural|selectordinal|select)\s*/y, 'raw, plural, selectordinal or select').trim();
    const choice = type && type !== 'raw';
    if (choice) this.#take(/,\s*/y, ',');
    const piece = choice ? { name, type, options: this.#options() } : { name, type };
    this.#take(/\}/y, '}');
    return piece;
  }

  #options(): Map<string, readonly Piece[]> {
    const found = new Map<string, readonly Piece[]>();
    while (this.#message[this.#at] !== '}') {
      const name = this.#take(/[^\s{}]+\s*/y, 'an option').trim();
      this.#take(/\{/y, '{');
      found.set(name, this.pieces(true));
      this.#take(/\}\s*/y, '}');
    }
    if (!found.has('other')) this.#fail('an option “other”');
    return found;
  }

  /** The text a pattern matches here. Where the message must have it and has not, the message is malformed. */
  #take(pattern: RegExp, expected?: string): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#message) ?? [];
    if (expected && !found) this.#fail(expected);
    this.#at += found.length;
    return found;
  }

  #fail(expected: string): never {
    throw new SyntaxError(`“${this.#message}” at ${this.#at}: ${expected} expected`);
  }
}

/** Text without its quotes. */
function plain(text: string): string {
  return text.replace(/'([{}#]([^']|'')*)('|$)|''?/g, (_, quoted: string | undefined) => quoted?.replaceAll("''", "'") ?? "'");
}

import type { Mistake } from '../../domain/mistakes.js';
import { expressionOf, ExpressionError, type Expression } from './expression.js';
import { textOf } from './functions-texts.js';
import { isList, isRecord } from './json.js';
import type { Root } from './root.js';

/** A value that depends on the call. */
export type Give<T> = (root: Root) => T;

/** What cannot be sent: it says where it is written and what is missing. */
export class UnfitValue extends Error {
  constructor(
    readonly path: string,
    detail: string,
  ) {
    super(`${path}: ${detail}`);
    this.name = 'UnfitValue';
  }
}

/** Reads the expressions of a document, and remembers every mistake with its path. */
export class Compiler {
  readonly mistakes: Mistake[] = [];
  readonly #reading: typeof expressionOf;

  /** `reading` says more of what a person wrote; a page reads what was checked before. */
  constructor(reading = expressionOf) {
    this.#reading = reading;
  }

  /** An expression; what is wrong with it becomes a mistake. */
  expression(path: string, source: string): Give<unknown> {
    const read = this.#read(path, source);
    return (root) => evaluated(read, path, root);
  }

  /** An expression that may be left out. */
  maybe(path: string, source: string | undefined): Give<unknown> | undefined {
    return source === undefined ? undefined : this.expression(path, source);
  }

  /** A value in which texts that begin with `=` are expressions; members and items that are null are left out. */
  value(path: string, written: unknown): Give<unknown> {
    if (typeof written === 'string' && written.startsWith('=')) return this.expression(path, written.slice(1));
    if (typeof written === 'string' && /^(env:[A-Z][A-Z0-9_]*|file:\/.+)$/.test(written)) this.mistakes.push({ path, says: 'would be sent as it is written: secrets are looked up in `auth` alone. What is no secret is a setting: "=settings.name"' });
    if (isList(written)) {
      const items = written.map((each, at) => this.value(`${path}[${at}]`, each));
      return (root) => items.map((give) => give(root)).filter((each) => each !== null);
    }
    if (!isRecord(written)) return () => written;
    const members = Object.entries(written).map(([name, each]) => [name, this.value(`${path}.${name}`, each)] as const);
    return (root) => Object.fromEntries(members.map(([name, give]) => [name, give(root)] as const).filter(([, each]) => each !== null));
  }

  /** Texts by name, for parameters and headers; what has none is left out, lists become several. */
  texts(path: string, written: Readonly<Record<string, unknown>> | undefined): Give<readonly (readonly [string, string])[]> {
    const members = Object.entries(written ?? {}).map(([name, each]) => [name, this.value(`${path}.${name}`, each)] as const);
    return (root) => members.flatMap(([name, give]) => listed(give(root)).flatMap((each) => pairOf(name, each)));
  }

  /** A path in which `{expression}` stands for an encoded text. It can lead nowhere but where it is written. */
  path(path: string, written: string): Give<string> {
    const parts = written.split(/\{([^{}]*)\}/).map((part, at) => (at % 2 === 0 ? fixed(part) : this.#segment(path, part)));
    if (/[?#\\\0-\x1f]/.test(written.replaceAll(/\{[^{}]*\}/g, ''))) this.mistakes.push({ path, says: 'must have no ?, #, \\ or line break: parameters go into query' });
    return (root) => climbing(path, parts.map((give) => give(root)).join(''));
  }

  #segment(path: string, source: string): Give<string> {
    const give = this.expression(path, source);
    return (root) => {
      const text = textOf(give(root));
      if (text === undefined) throw new UnfitValue(path, `{${source}} is empty, so there is no address to ask`);
      // A text cut in the middle of a letter has no encoding.
      return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
    };
  }

  #read(path: string, source: string): Expression | undefined {
    try {
      return this.#reading(source);
    } catch (thrown) {
      if (!(thrown instanceof ExpressionError)) throw thrown;
      this.mistakes.push({ path, says: `the expression “${shortened(source)}” ${thrown.message}` });
      return undefined;
    }
  }
}

/** An expression that had no value, with where it is written. */
export class UnmappedValue extends Error {
  constructor(
    readonly path: string,
    readonly source: string,
    detail: string,
  ) {
    super(`${path}: the expression “${shortened(source)}” failed: ${detail}`);
    this.name = 'UnmappedValue';
  }
}

function evaluated(read: Expression | undefined, path: string, root: Root): unknown {
  try {
    return read?.evaluate(root) ?? null;
  } catch (thrown) {
    if (thrown instanceof ExpressionError) throw new UnmappedValue(path, thrown.source, thrown.message);
    throw thrown;
  }
}

function fixed(text: string): Give<string> {
  return () => text;
}

// `encodeURIComponent` leaves dots as they are, and a segment of one or two climbs.
function climbing(path: string, made: string): string {
  if (made.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) throw new UnfitValue(path, 'a part of the path is “.” or “..”, which would lead elsewhere');
  return made;
}

function listed(value: unknown): readonly unknown[] {
  return isList(value) ? value : [value];
}

function pairOf(name: string, value: unknown): (readonly [string, string])[] {
  const text = typeof value === 'string' ? value : textOf(value);
  return text === undefined || text === '' ? [] : [[name, text]];
}

function shortened(source: string): string {
  const line = source.replaceAll(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}

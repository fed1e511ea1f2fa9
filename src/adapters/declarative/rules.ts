import type { Compiler, Give } from './compiler.js';
import type { Step } from './document.schema.js';

/** A method of HTTP that a description may use. */
export type Method = NonNullable<Step['method']>;

/** How to ask on after a 202. */
export interface PollRules {
  readonly path: Give<string> | undefined;
  readonly query: Give<readonly (readonly [string, string])[]>;
  readonly until: Give<unknown>;
  /** Milliseconds between two questions, and for all of them. */
  readonly every: number;
  readonly patience: number;
}

/** How the vendor pages, ready to be followed. */
export interface PagingRules {
  readonly kind: NonNullable<Step['paging']>['kind'];
  readonly items: Give<unknown>;
  /** The next cursor, or whether there is another page; by default a full page has one. */
  readonly next: Give<unknown> | undefined;
  /** Of `lastId`: the id of a line. */
  readonly id: Give<unknown> | undefined;
  /** Of `link`: the parameter that holds the cursor. */
  readonly param: string | undefined;
  /** Of `page`: the number of the first. */
  readonly first: number;
  /** Pages to ask for at once; one when the operation has pages itself. */
  readonly all: number;
  /** Lines per page where nobody says. */
  readonly size: number;
}

/** Compiles what a description says of polling. */
export function pollOf(compiler: Compiler, at: string, written: NonNullable<Step['poll']>): PollRules {
  return {
    path: written.path === undefined ? undefined : compiler.path(`${at}.path`, written.path),
    query: compiler.texts(`${at}.query`, written.query),
    until: compiler.expression(`${at}.until`, written.until),
    every: written.everySeconds * 1_000,
    patience: written.forSeconds * 1_000,
  };
}

/** Compiles what a description says of pages. */
export function pagingOf(compiler: Compiler, at: string, written: NonNullable<Step['paging']>): PagingRules {
  return {
    kind: written.kind,
    items: compiler.expression(`${at}.items`, written.items),
    next: 'next' in written ? compiler.maybe(`${at}.next`, written.next) : undefined,
    id: written.kind === 'lastId' ? compiler.expression(`${at}.id`, written.id) : undefined,
    param: written.kind === 'link' ? written.param : undefined,
    first: (written.kind === 'page' ? written.first : undefined) ?? 1,
    all: written.all ?? 1,
    size: written.size ?? 20,
  };
}

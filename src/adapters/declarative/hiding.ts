import type { Secrets } from './secrets.js';

/** What nobody may read: secrets, and what signed requests. Vendors repeat in their answers what they were sent. */
export interface Hiding {
  /** Remembers a value, and answers it. */
  readonly keep: (value: string) => string;
  /** Looks secrets up and remembers them. */
  readonly secrets: (secrets: Secrets) => Secrets;
  /** A text without what is remembered, in whichever form servers write it. */
  readonly hide: (text: string) => string;
}

/** Values remembered at most; tokens of members come and go. */
const most = 2_000;

/** Remembers nothing yet. Values of fewer than `least` letters are not hidden: they stand in any sentence. */
export function hiding(least: number): Hiding {
  const known = new Map<string, readonly string[]>();
  const keep = (value: string): string => {
    const bare = value.trim();
    if (bare.length < least) return value;
    const forms = known.get(bare) ?? formsOf(bare);
    // Last in the map is last used.
    known.delete(bare);
    known.set(bare, forms);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
  return {
    keep,
    secrets: (secrets) => (reference) => {
      const secret = secrets(reference);
      return secret === undefined ? undefined : keep(secret);
    },
    // The longest first: one may be part of another.
    hide: (text) => [...known.values()].flat().sort((a, b) => b.length - a.length).reduce((shown, form) => withoutBeginning(shown.replaceAll(form, '…'), form), text),
  };
}

/** A value as it is, in JSON, and in an address. */
function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [...new Set([json.replaceAll('/', '\\/'), json, encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\ufffd')), value])];
}

/** Letters of a beginning that is taken for one; fewer may be chance. */
const telling = 6;

// A text may have been cut in the middle of a value.
function withoutBeginning(text: string, value: string): string {
  const start = value.slice(0, telling);
  for (let at = text.indexOf(start, text.length - value.length); at >= 0; at = text.indexOf(start, at + 1)) if (value.startsWith(text.slice(at))) return `${text.slice(0, at)}…`;
  return text;
}

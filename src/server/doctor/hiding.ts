import type { Secrets } from '../../adapters/declarative/secrets.js';

/** Letters from which on a secret is hidden: a shorter one would take too much else with it. */
const least = 8;

/** Secrets that may be shown to nobody. */
export interface Hiding {
  /** Looks one up; from then on it is hidden. */
  readonly secrets: Secrets;
  /** Hides another text, such as one that is made of secrets; answers it. */
  readonly keep: (text: string) => string;
  /** A text without what is hidden. */
  readonly hide: (text: string) => string;
}

/** Looks secrets up and hides those that were: some servers repeat in an answer what they were asked with. */
export function hiding(secrets: Secrets = () => undefined): Hiding {
  const known = new Set<string>();
  const keep = (text: string): string => {
    if (text.trim().length >= least) known.add(text.trim());
    return text;
  };
  return {
    secrets: (reference) => {
      const secret = secrets(reference);
      return secret === undefined ? undefined : keep(secret);
    },
    keep,
    hide: (text) => [...known].flatMap(forms).reduce((shown, form) => withoutStart(shown.replaceAll(form, '…'), form), text),
  };
}

// A text may have been cut in the middle of a secret.
function withoutStart(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= least; length -= 1) if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}…`;
  return text;
}

/** A secret as servers write it back: as it is, in JSON, in an address. */
function forms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([json.replaceAll('/', '\\/'), json, encodeURIComponent(secret), secret])];
}

/** A finding without what is hidden, and without what would move a terminal's cursor. */
export function without<T>(finding: T, hide: (text: string) => string): T;
export function without(finding: unknown, hide: (text: string) => string): unknown {
  if (typeof finding === 'string') return hide(finding).replaceAll(/(?!\n)\p{Cc}/gu, ' ');
  if (Array.isArray(finding)) return finding.map((each: unknown) => without(each, hide));
  if (typeof finding !== 'object' || finding === null) return finding;
  return Object.fromEntries(Object.entries(finding).map(([name, each]) => [name, without(each, hide)]));
}

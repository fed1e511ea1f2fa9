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
    hide: (text) => [...known].reduce((shown, secret) => shown.replaceAll(secret, '…'), text),
  };
}

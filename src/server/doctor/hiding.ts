import type { Secrets } from '../../adapters/declarative/secrets.js';

/** Letters from which on a secret is hidden: a shorter one would take too much else with it. */
const least = 8;

/** A way to look secrets up, and one to hide those that were: some servers repeat in an answer what they were asked with. */
export function hiding(secrets: Secrets = () => undefined): { readonly secrets: Secrets; readonly hide: (text: string) => string } {
  const known = new Set<string>();
  return {
    secrets: (reference) => {
      const secret = secrets(reference);
      if (secret !== undefined && secret.trim().length >= least) known.add(secret.trim());
      return secret;
    },
    hide: (text) => [...known].reduce((shown, secret) => shown.replaceAll(secret, '…'), text),
  };
}

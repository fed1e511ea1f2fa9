import { readFileSync } from 'node:fs';
import type { Secrets } from '../adapters/declarative/secrets.js';

/** Looks secrets up: `env:NAME` in the environment, `file:/path` in a file. */
export function secretAt(env: NodeJS.ProcessEnv): Secrets {
  return (reference) => {
    if (reference.startsWith('env:')) return env[reference.slice('env:'.length)];
    try {
      return readFileSync(reference.slice('file:'.length), 'utf8');
    } catch {
      return undefined;
    }
  };
}

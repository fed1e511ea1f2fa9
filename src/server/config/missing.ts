import { MissingSecret, secretOf, type Secrets } from '../../adapters/declarative/secrets.js';
import { isList, isRecord } from '../../adapters/declarative/json.js';
import { descriptionOf } from './backends.js';
import type { LoadedConfig } from './config.js';
import { inboundDocumentOf } from './inbounds.js';

/** A secret as a document names it, and where. */
interface Named {
  readonly path: string;
  readonly reference: string;
}

/** All secrets that a configuration and its descriptions name and that are not there, each with its path and what to do: nobody starts a gateway once for each. */
export async function missingSecrets(loaded: LoadedConfig, secrets: Secrets): Promise<string[]> {
  const { backend, ...rest } = loaded.config;
  const named = [...namedIn('', rest), ...namedIn('backend', backend)];
  const parts = backend.type === 'compose' ? Object.entries(backend.parts).map(([name, part]) => [`backend.parts.${name}`, part] as const) : [['backend', backend] as const];
  for (const [at, part] of parts) {
    if (part.type === 'club') continue;
    const { auth } = (await descriptionOf(part, at, loaded)).document;
    named.push(...namedIn(`${at}: auth`, auth));
  }
  for (const [at, choice] of loaded.config.inbound.entries()) {
    const document = await inboundDocumentOf(choice, loaded.path);
    if (isRecord(document)) named.push(...namedIn(`inbound[${at}]: verify`, document.verify));
  }
  return named.flatMap(({ path, reference }) => lackOf(secrets, path, reference));
}

function lackOf(secrets: Secrets, path: string, reference: string): string[] {
  try {
    secretOf(secrets, path, reference);
    return [];
  } catch (thrown) {
    if (thrown instanceof MissingSecret) return [thrown.message];
    throw thrown;
  }
}

// A setting of a description is no secret, whatever it looks like.
function namedIn(path: string, value: unknown): Named[] {
  if (typeof value === 'string') return /^(env:[A-Z][A-Z0-9_]*|file:\/.+)$/.test(value) ? [{ path, reference: value }] : [];
  if (isList(value)) return value.flatMap((each, at) => namedIn(`${path}[${at}]`, each));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => (name === 'settings' ? [] : namedIn(path === '' ? name : `${path}.${name}`, each)));
}

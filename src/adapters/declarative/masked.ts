import { PortalError } from '../../domain/errors.js';
import type { PortalAdapter, PortalBackend } from '../port.js';
import type { Secrets } from './secrets.js';
import type { Signer } from './signing.js';

/** What must not be read by anybody: secrets, and what signed requests. */
export interface Mask {
  /** Looks secrets up and remembers them. */
  readonly secrets: (secrets: Secrets) => Secrets;
  /** Signs, and remembers what with. */
  readonly signer: (signer: Signer) => Signer;
  /** Fails as the backend does, without what is remembered. */
  readonly backend: (backend: PortalBackend) => PortalBackend;
}

/** Values remembered at most; tokens of members come and go. */
const most = 2_000;
/** Letters of a value that is worth masking; shorter ones stand in any sentence. */
const least = 4;
/** Letters from which on a text may have been cut. */
const cut = 1_000;

/** A mask that knows nothing yet: vendors repeat in their errors what they were sent. */
export function maskOf(): Mask {
  const known = new Set<string>();
  const remember = (value: string): void => {
    if (value.trim().length < least) return;
    known.delete(value);
    known.add(value);
    const [oldest] = known;
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  };
  return {
    secrets: (secrets) => (reference) => {
      const secret = secrets(reference)?.trim();
      if (secret !== undefined) remember(secret);
      return secret;
    },
    signer: ({ sign, renews }) => ({
      renews,
      sign: async (session, anew) => {
        const headers = await sign(session, anew);
        for (const value of Object.values(headers)) [value, ...value.split(/\s+/).slice(1)].forEach(remember);
        return headers;
      },
    }),
    backend: (backend) => ({ open: (session) => masked(backend.open(session), (text) => without(known, text)) }),
  };
}

function masked(adapter: PortalAdapter, mask: (text: string) => string): PortalAdapter {
  const over = ([name, work]: [string, (...values: unknown[]) => unknown]) =>
    [
      name,
      async (...values: unknown[]) => {
        try {
          return await work(...values);
        } catch (thrown) {
          throw maskedError(thrown, mask);
        }
      },
    ] as const;
  // What is wrapped takes and gives the same.
  return Object.fromEntries(Object.entries(adapter).map(over)) as unknown as PortalAdapter;
}

function maskedError(thrown: unknown, mask: (text: string) => string): unknown {
  if (!(thrown instanceof PortalError)) return thrown;
  const { kind, message, code, userMessage, retryAfter, requestId } = thrown;
  const told = [message, code, userMessage].map((text) => text && mask(text));
  if (told[0] === message && told[1] === code && told[2] === userMessage) return thrown;
  return new PortalError({ kind, retryAfter, requestId, detail: told[0], code: told[1], userMessage: told[2] });
}

// The longest first: one may be part of another.
function without(known: ReadonlySet<string>, text: string): string {
  const values = [...known].sort((a, b) => b.length - a.length);
  const left = values.reduce((so, value) => so.replaceAll(value, '…'), text);
  return text.length < cut ? left : values.reduce(withoutBeginning, left);
}

// A text that was cut may end in the beginning of a value.
function withoutBeginning(text: string, value: string): string {
  for (let size = Math.min(value.length, text.length); size >= least; size -= 1) if (text.endsWith(value.slice(0, size))) return `${text.slice(0, -size)}…`;
  return text;
}

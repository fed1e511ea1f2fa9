import { PortalError } from '../../domain/errors.js';
import type { PortalAdapter, PortalBackend } from '../port.js';
import type { Hiding } from './hiding.js';
import type { Signer } from './signing.js';

/** Signs, and remembers what with: each header whole and after its scheme. */
export function remembering({ sign, renews }: Signer, { keep }: Hiding): Signer {
  return {
    renews,
    sign: async (session, anew) => {
      const headers = await sign(session, anew);
      for (const value of Object.values(headers)) for (const each of [value, ...value.split(/\s+/).slice(1)]) keep(each);
      return headers;
    },
  };
}

/** Fails as a backend does, without what is hidden. */
export function masked(backend: PortalBackend, { hide }: Hiding): PortalBackend {
  return { open: (session) => maskedPort(backend.open(session), hide) };
}

function maskedPort(adapter: PortalAdapter, hide: (text: string) => string): PortalAdapter {
  const over = ([name, work]: [string, (...values: unknown[]) => Promise<unknown>]) =>
    [
      name,
      (...values: unknown[]) =>
        work(...values).catch((thrown: unknown) => {
          throw maskedError(thrown, hide);
        }),
    ] as const;
  // What is wrapped takes and gives the same; a description has neither a stream nor a snapshot of its own.
  return Object.fromEntries(Object.entries(adapter).map(over)) as unknown as PortalAdapter;
}

function maskedError(thrown: unknown, hide: (text: string) => string): unknown {
  if (!(thrown instanceof PortalError)) return thrown;
  const { kind, message, code, userMessage, retryAfter, requestId } = thrown;
  const [detail, shownCode, shownMessage] = [message, code, userMessage].map((text) => text && hide(text));
  if (detail === message && shownCode === code && shownMessage === userMessage) return thrown;
  return new PortalError({ kind, retryAfter, requestId, detail, code: shownCode, userMessage: shownMessage });
}

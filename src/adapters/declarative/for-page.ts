import type { Shop } from '../../domain/shop.schema.js';
import { GuardError } from '../../domain/guard.js';
import { inLanguage } from '../../domain/in-language.js';
import type { Capabilities } from '../../domain/capabilities.schema.js';
import type { Call, PortalAdapter, PortalBackend } from '../port.js';
import { compiled, DescriptionError, type Description } from './description.js';
import { backendsOf, type EngineParts } from './engine.js';
import { guardShapes } from './guard-shapes.js';
import { pageDocument } from './page.guard.generated.js';
import { ownToken, type MemberToken } from './signing.js';

/** What a page brings to a description. */
export interface PageParts extends Pick<EngineParts, 'fetch' | 'once'> {
  /** The member’s own token at the vendor. */
  readonly memberToken: MemberToken;
}

/**
 * What a page was told, as it came over the wire: read and compiled once, and made a backend of as often as somebody else is here,
 * so that no answer outlives whom it was given to. Fails with a `DescriptionError` that names the path.
 */
export function pageBackends(told: unknown, { memberToken, ...parts }: PageParts): () => PortalBackend {
  const { shop = {}, adapter, settings = {} } = read(told);
  const description = compiled(adapter, settings);
  const signer = signerOf(description, memberToken);
  const first = inLanguage(shop);
  // By plain http only the machine of whoever develops.
  const plainHosts = new Set([...description.hosts].filter((host) => /^(localhost|127\.0\.0\.1)(:|$)/.test(host)));
  const make = backendsOf(description, { ...parts, plainHosts, shapes: guardShapes, signer, byKey: true, now: () => new Date(), timeZone: first?.timeZone, trace: undefined });
  return () => {
    const backend = make();
    return first ? { open: (session) => withShop(backend.open(session), shop, first) } : backend;
  };
}

function read(told: unknown): ReturnType<typeof pageDocument> {
  try {
    return pageDocument(told);
  } catch (thrown) {
    if (!(thrown instanceof GuardError)) throw thrown;
    throw new DescriptionError([{ path: thrown.path || 'the document', says: `${thrown.message}. Write it anew with \`vafa page\`, which checks it` }]);
  }
}

// Everything that a page is told is public, so no secret may sign for it; and what names a member must be judged by the vendor.
function signerOf({ document: { auth } }: Description, memberToken: MemberToken) {
  if (auth.type === 'member' && auth.more) throw new DescriptionError([{ path: 'adapter.auth.more', says: 'holds secrets, and everything that a page is told is public. Serve this description with `vafa serve`' }]);
  if (auth.type === 'member') return ownToken(auth, memberToken);
  throw new DescriptionError([{ path: 'adapter.auth.type', says: `“${auth.type}” is not for pages: there a vendor is asked with the member’s own token alone ("member"). Serve this description with \`vafa serve\`` }]);
}

function withShop(adapter: PortalAdapter, shops: Readonly<Record<string, Shop>>, first: Shop): PortalAdapter {
  return {
    ...adapter,
    capabilities: async (call): Promise<Capabilities> => ({ ...(await adapter.capabilities(call)), shop: 'yes' }),
    shop: async ({ locale, signal }: Call = {}) => {
      signal?.throwIfAborted();
      return inLanguage(shops, locale) ?? first;
    },
  };
}

/** What expressions see: the document they are evaluated on. */
export interface Root {
  /** The call: who asks, in which language, when. */
  readonly ctx: {
    readonly shopId: string;
    /** The member’s id at the shop, from the verified token; `null` for a guest. */
    readonly memberId: string | null;
    /** What the vendor knows the member by: the account that was looked up, else what `member.from` says; `null` where there is none. */
    readonly accountId: string | null;
    readonly email: string | null;
    readonly name: string | null;
    /** BCP 47 tag of the reader’s language. */
    readonly locale: string;
    /** ISO 8601, UTC. */
    readonly now: string;
    /** Of a write: its idempotency key, of this member alone. */
    readonly key: string | null;
    /** Of a write whose answer was lost: when it was begun, ISO 8601; `null` where the record does not say. */
    readonly begun: string | null;
  };
  /** What the operation was asked with. */
  readonly input: unknown;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly define: Readonly<Record<string, unknown>>;
  /** The answer of the last request, its status and its headers. */
  readonly body?: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a page begins. */
  readonly page?: Page;
  /** Of `each`: what this request is for. */
  readonly item?: unknown;
  /** Of `paging`: the lines, of all pages that were asked for. */
  readonly items?: readonly unknown[];
  /** Of `paging`, where several steps have pages: the lines of each, by its name. */
  readonly lines?: Readonly<Record<string, readonly unknown[]>>;
  /** Answers by the name of their step. */
  readonly [step: string]: unknown;
}

/** Where a page begins, in whichever way the vendor counts. */
export interface Page {
  readonly limit: number;
  readonly cursor: string | null;
  readonly number: number;
  readonly offset: number;
  readonly after: string | null;
}

/** Names that steps cannot have: expressions see something else by them. */
export const taken: readonly string[] = ['ctx', 'input', 'settings', 'define', 'body', 'status', 'headers', 'page', 'item', 'items', 'lines'];

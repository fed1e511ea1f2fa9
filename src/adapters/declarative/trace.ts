/** One step on the way to an answer, for whoever looks for a fault. It holds what the vendor said: never for logs. */
export type TraceEvent =
  | { readonly kind: 'request'; readonly at: string; readonly method: string; readonly url: string; readonly body: string | undefined }
  /** `text`: the first letters of the answer. */
  | { readonly kind: 'answer'; readonly at: string; readonly status: number; readonly text: string; readonly headers: Readonly<Record<string, string>> }
  /** What the description made of the answers, before it is held against the kit’s schema. */
  | { readonly kind: 'mapped'; readonly at: string; readonly value: unknown };

/** Told of each step. */
export type Trace = (event: TraceEvent) => void;

import type { ErrorKind, Problem } from './error.schema.js';

/** What a portal operation fails with; `kind` says what the member can do about it. */
export class PortalError extends Error {
  readonly kind: ErrorKind;
  /** A sentence the backend wrote for the member, in their language. */
  readonly userMessage: string | undefined;
  /** The backend's own code. */
  readonly code: string | undefined;
  /** Seconds until it makes sense to ask again. */
  readonly retryAfter: number | undefined;
  /** To quote to support. */
  readonly requestId: string | undefined;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.kind, options);
    this.name = 'PortalError';
    ({ kind: this.kind, userMessage: this.userMessage, code: this.code, retryAfter: this.retryAfter, requestId: this.requestId } = problem);
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get retryable(): boolean {
    return isRetryable(this.kind);
  }
}

/** Whether a failure of this kind may pass by itself. */
export function isRetryable(kind: ErrorKind): boolean {
  return kind === 'unavailable' || kind === 'timeout' || kind === 'rate_limited';
}

/** Any thrown value as a `PortalError`; what is not one already is `unavailable`. */
export function toPortalError(thrown: unknown): PortalError {
  if (thrown instanceof PortalError) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new PortalError({ kind: 'unavailable', detail }, { cause: thrown });
}

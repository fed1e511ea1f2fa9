import type { PortalError } from '../domain/errors.js';

/** What is known of a read right now. Data cannot be read where there is none. */
export type ResourceState<T> =
  /** Nobody asked, or it is a member's and nobody is signed in. */
  | { readonly status: 'idle' }
  | { readonly status: 'pending' }
  | { readonly status: 'ready'; readonly data: T; readonly refreshing: boolean; readonly asOf: string }
  /** The last attempt failed; `last` is what was known before it. */
  | {
      readonly status: 'failed';
      readonly error: PortalError;
      readonly refreshing: boolean;
      readonly last?: { readonly data: T; readonly asOf: string } | undefined;
    };

/** Nothing asked, nothing known. */
export const idle = { status: 'idle' } as const;

/** The state while another attempt runs. */
export function asking<T>(state: ResourceState<T>): ResourceState<T> {
  return state.status === 'ready' || state.status === 'failed' ? { ...state, refreshing: true } : { status: 'pending' };
}

/** The state when the attempt was given up and nothing is known of its outcome. */
export function settled<T>(state: ResourceState<T>): ResourceState<T> {
  return state.status === 'ready' || state.status === 'failed' ? { ...state, refreshing: false } : idle;
}

/** The state after a failed attempt; what was known stays known. */
export function failing<T>(state: ResourceState<T>, error: PortalError): ResourceState<T> {
  return { status: 'failed', error, refreshing: false, last: known(state) };
}

/** What is known, fresh or not. */
export function known<T>(state: ResourceState<T>): { readonly data: T; readonly asOf: string } | undefined {
  if (state.status === 'ready') return { data: state.data, asOf: state.asOf };
  return state.status === 'failed' ? state.last : undefined;
}

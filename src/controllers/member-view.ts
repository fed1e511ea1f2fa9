import type { Member } from '../domain/member.schema.js';
import type { PortalError } from '../domain/errors.js';
import type { SessionState } from '../client/session.js';
import { known, type ResourceState } from '../client/resource.js';

/** Which of its faces an element about a member shows. */
export type MemberView<T> =
  | { readonly kind: 'loading' | 'guest' }
  | { readonly kind: 'expired' | 'not_enrolled' | 'blocked' }
  | { readonly kind: 'failed'; readonly error: PortalError; readonly retrying: boolean }
  /** `stale` is why the data could not be refreshed. */
  | { readonly kind: 'ready'; readonly data: T; readonly asOf: string; readonly refreshing: boolean; readonly stale?: PortalError };

/** Decides the face from who is here, what the club says of them, and what is known of the data. */
export function memberView<T>(session: SessionState, member: Member | undefined, state: ResourceState<T>): MemberView<T> {
  if (session === 'guest') return { kind: session };
  if (session === 'expired') return { kind: session };
  if (member?.state === 'not_enrolled' || member?.state === 'blocked') return { kind: member.state };
  if (state.status === 'ready') return { kind: 'ready', data: state.data, asOf: state.asOf, refreshing: state.refreshing };
  if (state.status !== 'failed') return { kind: 'loading' };
  const { error, refreshing } = state;
  const last = known(state);
  if (error.kind === 'unauthenticated') return { kind: 'expired' };
  if (error.kind === 'not_enrolled') return { kind: 'not_enrolled' };
  return last ? { kind: 'ready', ...last, refreshing, stale: error } : { kind: 'failed', error, retrying: refreshing };
}

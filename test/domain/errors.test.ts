import { describe, expect, it } from 'vitest';
import { errorKinds } from '../../src/domain/error.schema.js';
import { isRetryable, PortalError, toPortalError } from '../../src/domain/errors.js';

describe('a portal error', () => {
  it('carries what the problem says', () => {
    const problem = { kind: 'rate_limited', detail: 'slow down', userMessage: 'One moment.', code: 'E7', retryAfter: 3, requestId: 'r' } as const;
    const { detail, ...facts } = problem;
    expect(new PortalError(problem)).toMatchObject({ ...facts, message: detail, name: 'PortalError' });
  });

  it('is named by its kind where there is no detail', () => expect(new PortalError({ kind: 'conflict' }).message).toBe('conflict'));

  it('may pass by itself only where the shop is away, slow or busy', () => {
    expect(errorKinds.filter(isRetryable)).toEqual(['rate_limited', 'unavailable', 'timeout']);
  });

  it.each([[new TypeError('x'), 'x'], ['text', 'text'], [undefined, 'undefined'], [7, '7']])('is made of anything thrown', (thrown, message) => {
    expect(toPortalError(thrown)).toMatchObject({ kind: 'unavailable', message, cause: thrown });
  });

  it('stays itself', () => {
    const error = new PortalError({ kind: 'conflict' });
    expect(toPortalError(error)).toBe(error);
  });
});

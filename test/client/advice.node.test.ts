import { describe, expect, it } from 'vitest';
import { advice } from '../../src/client/advice.js';

describe('advice about a call that failed', () => {
  it.each(['The token has expired.', '/shop: HTTP 500'])('ends with one full stop: %s', (detail) => {
    expect(advice.failure(detail)).toMatch(/[^.]\.$/);
  });
});

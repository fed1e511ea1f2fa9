import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memberTokens } from '../../src/server/member-tokens.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('tokens of a member that are refused are renewed once for all, and again after a pause', async () => {
  let asked = 0;
  const token = memberTokens({ url: 'https://shop.example/token', secret: 's3cret-canary-of-the-shop', now: () => new Date(), fetch: async () => Response.json({ token: `t${(asked += 1)}` }) });
  const of = (anew: boolean) => token({ shopId: 's', memberId: 'm1' }, anew);
  expect(await of(false)).toBe('t1');
  expect(await Promise.all([of(true), of(true), of(false), of(true)])).toEqual(['t2', 't2', 't2', 't2']);
  vi.advanceTimersByTime(4_900);
  expect(await of(true)).toBe('t2');
  vi.advanceTimersByTime(200);
  expect(await of(true)).toBe('t3');
  expect(asked).toBe(3);
});

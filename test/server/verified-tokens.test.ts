import { SignJWT } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { longestLife } from '../../src/server/gateway/token-faults.js';
import { tokenVerifier } from '../../src/server/gateway/token.js';
import { VerifiedTokens } from '../../src/server/gateway/verified-tokens.js';
import { tokenFor, tokenSecret } from './gateways.js';

const start = new Date('2026-05-01T10:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const identity = (memberId: string) => ({ memberId, expiresAt: after(600) });

describe('tokens that were verified', () => {
  it('are known until they end, and not a millisecond longer', () => {
    const tokens = new VerifiedTokens();
    tokens.keep('a', identity('ann'), start, after(600));
    expect(tokens.find('a', start)?.memberId).toBe('ann');
    expect(tokens.find('a', new Date(after(600).getTime() - 1))?.memberId).toBe('ann');
    expect(tokens.find('a', after(600))).toBeUndefined();
    // Forgotten, not only passed over.
    expect(tokens.size).toBe(0);
  });

  it('are not known by a clock that was set back to before', () => {
    const tokens = new VerifiedTokens();
    tokens.keep('a', identity('ann'), start, after(600));
    expect(tokens.find('a', after(-1))).toBeUndefined();
  });

  it('are so many at most; the one longest unused is forgotten', () => {
    const tokens = new VerifiedTokens(2);
    tokens.keep('a', identity('ann'), start, after(600));
    tokens.keep('b', identity('bob'), start, after(600));
    tokens.find('a', start);
    tokens.keep('c', identity('carl'), start, after(600));
    expect(tokens.size).toBe(2);
    expect(['a', 'b', 'c'].map((token) => tokens.find(token, start)?.memberId)).toEqual(['ann', undefined, 'carl']);
  });
});

describe('a verifier', () => {
  it('refuses a token it knows once it has ended, and says so', async () => {
    let now = start;
    const verify = tokenVerifier({ secrets: [tokenSecret], issuer: 'demo' }, () => now);
    const token = await tokenFor('ann', { now: start, lifeSeconds: 600 });
    expect((await verify(token)).memberId).toBe('ann');
    now = after(604.999);
    expect((await verify(token)).memberId).toBe('ann');
    now = after(605);
    await expect(verify(token)).rejects.toMatchObject({ kind: 'unauthenticated', code: 'token_expired' });
  });

  it('judges every second as one that has never seen the token', async () => {
    const token = await tokenFor('ann', { now: start, lifeSeconds: longestLife });
    let now = start;
    const verify = tokenVerifier({ secrets: [tokenSecret], issuer: 'demo' }, () => now);
    await verify(token);
    for (let second = -8; second <= longestLife + 8; second += 1) {
      now = after(second);
      const fresh = tokenVerifier({ secrets: [tokenSecret], issuer: 'demo' }, () => now);
      const [known, unknown] = (await Promise.allSettled([verify(token), fresh(token)])).map(({ status }) => status);
      expect(known, `second ${second}`).toBe(unknown);
    }
  });

  it('takes the word of no other verifier: with other keys, or another issuer, a known token is refused', async () => {
    const token = await tokenFor('ann', { now: start });
    const rules = { secrets: [tokenSecret], issuer: 'demo' };
    await tokenVerifier(rules, () => start)(token);
    const others = [
      { ...rules, secrets: ['the-next-secret-of-the-tests-which-is-long-enough-42'] },
      { ...rules, issuer: 'other' },
    ];
    for (const other of others) await expect(tokenVerifier(other, () => start)(token)).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it('tells a known token from one that differs in its signature alone', async () => {
    const verify = tokenVerifier({ secrets: [tokenSecret], issuer: 'demo' }, () => start);
    const token = await tokenFor('ann', { now: start });
    await verify(token);
    const [head, body] = token.split('.');
    const forged = `${head}.${body}.${(await tokenFor('bob', { now: start })).split('.')[2]}`;
    await expect(verify(forged)).rejects.toMatchObject({ code: 'token_invalid' });
    const other = await new SignJWT({}).setProtectedHeader({ alg: 'HS256', typ: 'vafa+jwt' }).sign(new TextEncoder().encode(tokenSecret));
    await expect(verify(other)).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it('checks a signature once for a token that comes again', async () => {
    const verify = tokenVerifier({ secrets: [tokenSecret], issuer: 'demo' }, () => start);
    const token = await tokenFor('ann', { now: start });
    const checks = vi.spyOn(crypto.subtle, 'verify');
    await verify(token);
    await verify(token);
    expect(checks).toHaveBeenCalledTimes(1);
    checks.mockRestore();
  });
});

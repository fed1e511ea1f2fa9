import { describe, expect, it } from 'vitest';
import type { OneTimeCodeStrategy } from '../../src/server/gateway/identity/strategies.js';
import type { GatewayOptions } from '../../src/server/gateway/options.js';
import { tokenFor, tokenSecret } from './gateways.js';
import { codesGateway } from './identities.js';

describe('a session', () => {
  const signedIn = async (strategy: Partial<OneTimeCodeStrategy> = {}, options: Partial<GatewayOptions> = {}) => {
    const gateway = codesGateway(strategy, options);
    const answer = await gateway.enter('ann@example.com', await gateway.codeFor('ann@example.com'));
    return { gateway, ...(await answer.json()), renew: (session: string, at = gateway) => at.post('/identity/v1/tokens', { session }) };
  };

  it('gives the next token, until its hours are over, and no longer session', async () => {
    const { gateway, session, renew, token } = await signedIn();
    gateway.after(12 * 3_600 - 1);
    const answer = await renew(session);
    const next = await answer.json();
    expect(Object.keys(next)).toEqual(['token']);
    expect((await gateway.whoIs(token)).code).toBe('token_expired');
    expect(await gateway.whoIs(next.token)).toMatchObject({ status: 200, email: 'ann@example.com' });
    gateway.after(12 * 3_600 + 1);
    expect(await (await renew(session)).json()).toMatchObject({ kind: 'unauthenticated', code: 'session_ended' });
  });

  it('is no token, and a token is no session', async () => {
    const { gateway, session, token, renew } = await signedIn();
    expect((await gateway.whoIs(session)).status).toBe(401);
    for (const wrong of [token, await tokenFor('ann'), 'x', `${session}x`, session.replace(/.$/, ''), session.split('.').slice(0, 4).join('.')]) {
      expect((await renew(wrong)).status).toBe(401);
    }
  });

  it('stays good while a token secret is exchanged, and ends when the old one goes', async () => {
    const { session, renew } = await signedIn();
    const fresh = 'the-next-secret-of-the-tests-which-is-long-enough-42';
    const other = (secrets: string[]) => codesGateway({}, { token: { secrets, issuer: 'demo' } });
    expect((await renew(session, other([fresh, tokenSecret]))).status).toBe(200);
    expect((await renew(session, other([fresh]))).status).toBe(401);
    expect((await renew(session, codesGateway({}, { token: { secrets: [tokenSecret], issuer: 'another' } }))).status).toBe(401);
  });

  it('is not given where nobody wants one', async () => {
    expect((await signedIn({ sessionHours: 0 })).session).toBeUndefined();
  });

  it.each([[{ sessionHours: 721 }, /sessionHours/], [{ secret: 'short' }, /one-time-code secret/], [{ codesPerHour: 0 }, /codesPerHour/], [{ guessesPerHour: 1e9 }, /guessesPerHour/]])('a gateway does not start with %j', (wrong, said) => {
    expect(() => codesGateway(wrong)).toThrow(said);
  });
});

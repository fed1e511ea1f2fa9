import { createHmac, randomInt } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { PortalError } from '../../../domain/errors.js';
import { bodyOf } from '../body.js';
import type { Env } from '../env.js';
import { answerJson } from '../headers.js';
import { RateLimit } from '../limits.js';
import { preferredLocale } from '../locale.js';
import { checkSecrets } from '../token.js';
import { codesInMemory, codeSeconds, type CodeStore } from './code-store.js';
import { codeIn, contactOf, verified, type Contact } from './contact.js';
import { codeInput, tokenInput } from './identity.schema.js';
import type { Whom } from './minting.js';
import { outbox } from './outbox.js';
import type { IdentityParts } from './routes.js';
import { sessionHandles } from './session-handle.js';
import { within, type OneTimeCodeStrategy } from './strategies.js';

type WithStore = OneTimeCodeStrategy & { readonly store: CodeStore };

/** `POST /codes` and `POST /tokens`: a member without any session at the shop proves an address. */
export function addCodes(routes: Hono<Env>, strategy: OneTimeCodeStrategy, parts: IdentityParts): void {
  checkSecrets([strategy.secret], 'identity one-time-code secret');
  const { limits } = parts;
  routes.use('/codes', limits.all);
  routes.use('/tokens', limits.all);
  const store = strategy.store ?? codesInMemory();
  addSending(routes, { ...strategy, store }, parts);
  addTokens(routes, { ...strategy, store }, parts);
}

function addSending(routes: Hono<Env>, strategy: WithStore, { options, now }: IdentityParts): void {
  const asking = new RateLimit(within('identity one-time-code codesPerHour', strategy.codesPerHour ?? 20, 1, 10_000), now, 20_000, 'hour');
  const post = outbox(strategy.send, options.onError);
  routes.post('/codes', async (c) => {
    asking.take(c.get('address'));
    const { to, locale } = await bodyOf(c, codeInput);
    const contact = contactIn(to, strategy);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const keyed = digests(strategy, contact, code);
    // One answer, whatever became of it: who is known, who was asked for too often and whether a mailer works is nobody's business.
    if (await strategy.store.offer(keyed.address, keyed.code, now())) post({ to: contact.to, code, locale: localeOf(c, locale) }, c.get('requestId'));
    return c.json({ sent: true, expiresInSeconds: codeSeconds }, 202);
  });
}

function addTokens(routes: Hono<Env>, strategy: WithStore, { options, now, mint, byMember }: IdentityParts): void {
  const guessing = new RateLimit(within('identity one-time-code guessesPerHour', strategy.guessesPerHour ?? 60, 1, 10_000), now, 20_000, 'hour');
  const hours = within('identity one-time-code sessionHours', strategy.sessionHours ?? 12, 0, 720);
  const sessions = sessionHandles(options.token, hours, now);
  routes.post('/tokens', async (c) => {
    const input = await bodyOf(c, tokenInput);
    if ('session' in input) {
      const whom = await sessions.open(input.session);
      byMember.take(whom.memberId);
      return answerJson(c, { token: await mint(whom) });
    }
    guessing.take(c.get('address'));
    const contact = contactIn(input.to, strategy);
    const keyed = digests(strategy, contact, codeIn(input.code) ?? '');
    if (codeIn(input.code) === undefined || !(await strategy.store.guess(keyed.address, keyed.code, now()))) throw wrongCode();
    const whom = await whomOf(strategy, contact);
    return answerJson(c, { token: await mint(whom), ...(hours > 0 && (await sessions.seal(whom))) });
  });
}

function contactIn(text: string, { channels = ['email'] }: OneTimeCodeStrategy): Contact {
  const contact = contactOf(text);
  if (contact && channels.includes(contact.channel)) return contact;
  const wanted = { email: 'an e-mail address', sms: 'a telephone number with its country, like +49 30 1234567' };
  throw new PortalError({ kind: 'rejected', detail: `\`to\` must be ${channels.map((channel) => wanted[channel]).join(', or ')}.`, code: 'address' });
}

// The same for a wrong code, one that ended or was used, and an address that nobody asked for.
function wrongCode(): PortalError {
  return new PortalError({ kind: 'rejected', detail: 'The code is wrong, was used, or has ended. After five wrong ones, or ten minutes, ask for a new one.', code: 'code_wrong' });
}

function keyedDigest(secret: string, purpose: string, value: string): string {
  return createHmac('sha256', secret).update(`vafa ${purpose}\n${value}`).digest('base64url');
}

function digests({ secret }: OneTimeCodeStrategy, { to }: Contact, code: string) {
  return { address: keyedDigest(secret, 'address', to), code: keyedDigest(secret, 'code', `${to}\n${code}`) };
}

async function whomOf({ secret, memberOf }: OneTimeCodeStrategy, contact: Contact): Promise<Whom> {
  const known = await memberOf?.(verified(contact));
  const { memberId = `otc_${keyedDigest(secret, 'member', contact.to)}`, name } = known ?? {};
  return { memberId, ...(name ? { name } : {}), ...(contact.channel === 'email' ? { email: contact.to } : {}) };
}

function localeOf(c: Context<Env>, given: string | undefined): string {
  return preferredLocale(given) ?? preferredLocale(c.req.header('Accept-Language')) ?? 'en';
}

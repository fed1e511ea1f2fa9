import { createHmac } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod/mini';
import { id, text } from '../../../domain/schema.js';
import { HttpProblem } from '../problems.js';
import type { TokenRules } from '../options.js';
import type { Whom } from './minting.js';

const typ = 'vafa-session+jwt';
const audience = 'vafa-session';
const claims = z.object({ sub: id, exp: z.int(), name: z.optional(text), email: z.optional(text) });

/** Handles that stand for a proven address: encrypted, so that a page can keep one without keeping an address. */
export interface SessionHandles {
  seal(whom: Whom): Promise<{ session: string; sessionExpiresAt: string }>;
  /** Fails with 401 when it has ended, or is none of ours. */
  open(session: string): Promise<Whom>;
}

/** Makes and reads handles with keys of their own, made out of the token secrets: whoever changes those ends every session. */
export function sessionHandles({ secrets, issuer }: TokenRules, hours: number, now: () => Date): SessionHandles {
  const keys = secrets.map((secret) => createHmac('sha256', secret).update('vafa session handle').digest());
  return {
    seal: async ({ memberId, name, email }) => {
      const issued = Math.floor(now().getTime() / 1_000);
      const end = issued + hours * 3_600;
      const session = await new EncryptJWT({ ...(name ? { name } : {}), ...(email ? { email } : {}) })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(memberId)
        .setIssuedAt(issued)
        .setExpirationTime(end)
        .encrypt(keys[0] ?? new Uint8Array());
      return { session, sessionExpiresAt: new Date(end * 1_000).toISOString() };
    },
    open: async (session) => {
      for (const key of keys) {
        const whom = await opened(session, key, issuer, now());
        if (whom) return whom;
      }
      throw new HttpProblem({ kind: 'unauthenticated', detail: 'The session has ended, or is none of this gateway’s. Ask for a code.', code: 'session_ended' }, 401);
    },
  };
}

async function opened(session: string, key: Uint8Array, issuer: string, now: Date): Promise<Whom | undefined> {
  try {
    const rules = { typ, issuer, audience, requiredClaims: ['sub', 'exp'], currentDate: now, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
    const { sub, name, email } = z.parse(claims, (await jwtDecrypt(session, key, rules)).payload);
    return { memberId: sub, ...(name ? { name } : {}), ...(email ? { email } : {}) };
  } catch {
    return undefined;
  }
}

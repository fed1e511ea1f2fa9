import { SignJWT } from 'jose';
import { memberCards, type MemberId } from './members.js';

/** How the shop speaks for its members: the secret it shares with the gateway, and its own name in the tokens. */
export interface TokenSettings {
  readonly memberSecret: string;
  readonly issuer: string;
}

/** A member's pass for the club's script: short-lived, so that a stolen one is soon worthless. */
export async function mintToken(member: MemberId, { memberSecret, issuer }: TokenSettings): Promise<string> {
  return new SignJWT({ ...memberCards[member] })
    .setProtectedHeader({ alg: 'HS256', typ: 'vafa+jwt' })
    .setIssuer(issuer)
    .setAudience('vafa')
    .setSubject(member)
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(new TextEncoder().encode(memberSecret));
}

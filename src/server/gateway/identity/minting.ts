import type { GatewayOptions } from '../options.js';
import { mintToken } from '../token.js';

/** Who a token is made for. */
export interface Whom {
  readonly memberId: string;
  readonly name?: string;
  readonly email?: string;
}

/** Makes tokens as the gateway itself takes them: signed with the first of its secrets. */
export function minter({ token }: Pick<GatewayOptions, 'token'>, now: () => Date): (whom: Whom) => Promise<string> {
  return ({ memberId, name, email }) => mintToken({ secret: token.secrets[0] ?? '', issuer: token.issuer, memberId, ...(name ? { name } : {}), ...(email ? { email } : {}), now: now() });
}

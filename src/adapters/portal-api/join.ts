import { member } from '../../domain/guards.generated.js';
import type { Member } from '../../domain/member.schema.js';
import type { JoinInput, WriteCall, Written } from '../port.js';
import { decode, decodeSnapshot } from './decode.js';
import type { Http } from './http.js';
import { named } from './link.js';

/** Adds the member to the club over HTTP. */
export async function join(http: Http, body: JoinInput, { includes = [], ...call }: WriteCall): Promise<Written<Member>> {
  const json = await http.json({ path: 'join', query: named(includes), body, ...call });
  const result = typeof json === 'object' && json !== null && 'result' in json ? json.result : undefined;
  return { ...decodeSnapshot(json, includes), result: decode(member, result, 'join') };
}

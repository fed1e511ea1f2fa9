import type { WriteCall, WriteName, Writes, Written } from '../port.js';
import { member } from '../../domain/guards.generated.js';
import { PortalError } from '../../domain/errors.js';
import { decode, decoders, decodeSnapshot, type Decoders } from './decode.js';
import type { Http } from './http.js';
import { named } from './link.js';

/** Does a write over HTTP: `cancelRedemption` is `POST /portal/v1/cancel-redemption`. */
export async function writeOver<W extends WriteName>(http: Http, name: W, body: Writes[W]['input'], { includes = [], ...call }: WriteCall): Promise<Written<Writes[W]['result']>> {
  const path = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const json = await http.json({ path, query: named(includes), body, ...call });
  return { ...decodeSnapshot(json, includes), result: resultOf(name, json) };
}

function resultOf<W extends WriteName>(name: W, json: unknown): Writes[W]['result'] {
  const here: Decoders = { join: member, ...decoders };
  const guard: Decoders[W] = here[name];
  if (!guard) throw new PortalError({ kind: 'unsupported', detail: name });
  return decode(guard, typeof json === 'object' && json !== null && 'result' in json ? json.result : undefined, name);
}

import type { WriteCall, WriteName, Writes, Written } from '../port.js';
import { decodeSnapshot, resultOf } from './decode.js';
import type { Http } from './http.js';
import { named } from './link.js';

/** Does a write over HTTP: `cancelRedemption` is `POST /portal/v1/cancel-redemption`. */
export async function writeOver<W extends WriteName>(http: Http, name: W, body: Writes[W]['input'], { includes = [], ...call }: WriteCall): Promise<Written<Writes[W]['result']>> {
  const path = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const json = await http.json({ path, query: named(includes), body, ...call });
  return { ...decodeSnapshot(json, includes), result: resultOf(name, json) };
}

import { createDeclarative, type DeclarativeOptions } from '../../src/adapters/declarative/declarative.js';
import type { PortalAdapter, Session } from '../../src/adapters/port.js';
import { PortalError } from '../../src/domain/errors.js';
import { described, secrets, vendor, type Reply, type Seen } from './vendor.js';

const points = '{id: \'points\', kind: \'points\', decimals: `0`}';
/** Maps lines of history. */
export const lines = `items[].{id: id(id), at: instant(at), kind: 'earn', delta: num(points), unit: $.define.unit, state: 'approved', title: text(title) || 'Points'}`;
const unit = { define: { unit: points } };
/** Reads one wallet. */
export const walletsOp = { path: '/members/{ctx.memberId}', map: "list({id: 'points', unit: define.unit, available: num(body.points), expiring: `[]`, activating: `[]`, asOf: ctx.now})" };
/** Buys a reward. */
export const redeemOp = {
  method: 'POST',
  path: '/redemptions',
  body: { reward: '=input.rewardId', member: '=ctx.memberId' },
  map: "{id: id(body.id), rewardId: id(body.reward), title: 'Mug', kind: 'coupon', state: one_of(body.state, `{\"done\":\"issued\"}`, 'pending'), cost: num(body.cost), unit: define.unit, code: text(body.code), at: ctx.now, conditions: `[]`}",
};
/** What the vendor answers to a wish. */
export const granted = { id: 7, reward: 'mug', state: 'done', cost: 100, code: 'ABC' };

/** The port of one member, over a vendor that `answer` plays. */
export function open(ops: object, answer: (request: Seen, at: number) => Reply | Promise<Reply>, { more, session = { shopId: 's', memberId: 'm1' }, ...options }: { more?: object; session?: Session } & DeclarativeOptions = {}) {
  const { fetch, seen } = vendor(answer);
  const backend = createDeclarative(described(ops, { ...unit, ...more }), { secrets, fetch, ...options });
  return { port: backend.open(session), seen, backend };
}

/** What it fails with: the kind, and the code where there is one. */
export async function kindOf(work: Promise<unknown> | undefined): Promise<string> {
  const thrown: unknown = await (work ?? Promise.resolve()).then(() => undefined, (reason: unknown) => reason);
  return thrown instanceof PortalError ? `${thrown.kind}${thrown.code === undefined ? '' : `:${thrown.code}`}` : String(thrown);
}

/** Tells one wish. */
export function redeem(port: PortalAdapter, key = 'k1', rewardId = 'mug') {
  return port.redeem?.({ rewardId, cost: 100 }, { key }) ?? Promise.reject(new Error('no redeem'));
}

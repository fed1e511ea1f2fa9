import type { RedemptionRow } from '../../club/export.js';
import { readRedemptionRow } from '../../club/owner-read.js';
import { UserError } from '../../user-error.js';
import { reason, reasonOf, UsageError, word, type Call, type Command, type Outcome } from '../command.js';
import { withDesk, type Desk } from '../desk.js';
import { table, when } from '../text.js';
import { redemptionTable } from './member.js';

/** `vafa club redemption`: one thing that points bought. */
export const redemption: Command = {
  name: 'redemption',
  usage: 'show <id | code> | cancel <id | code> --reason "…" | use <id | code> --reason "…"',
  says: 'Shows what points bought, cancels it and gives the points back, or notes that its code was used.',
  more: [
    'A code that the shop’s server made is made worthless there before the points return; the gateway sees to it.',
    'A code of a pool stays good at your till until you take it out there.',
  ],
  options: { ...reason },
  examples: ['vafa club redemption show TEA-4F7K-92QX', 'vafa club redemption cancel TEA-4F7K-92QX --reason "Case 883"', 'vafa club redemption use TEA-4F7K-92QX --reason "The till was offline"'],
  words: 2,
  run: (call) => {
    const act = word(call, 0, '“show”, “cancel” or “use”');
    const deed = deeds.get(act);
    if (!deed) throw new UsageError(`“${act}” is none of ${[...deeds.keys()].join(', ')}.`);
    const which = word(call, 1, 'The redemption’s id, or its code,');
    return withDesk(call, async (desk) => deed(call, desk, await found(desk, which)));
  },
};

const deeds = new Map<string, (call: Call, desk: Desk, row: RedemptionRow) => Promise<Outcome>>([
  ['show', show],
  ['cancel', cancel],
  ['use', use],
]);

async function found({ scope }: Desk, which: string): Promise<RedemptionRow> {
  const row = await readRedemptionRow(scope, which);
  if (!row) throw new UserError(`The club gave nobody this, neither as an id nor as a code. vafa club export redemptions lists all; vafa club member show <id> those of a member.`);
  return row;
}

async function show(_: Call, { scope: { program } }: Desk, row: RedemptionRow): Promise<Outcome> {
  const moments = [['good until', row.expiresAt], ['used', row.usedAt], ['ended', row.endedAt]] as const;
  const told = moments.flatMap(([what, at]) => (at ? [[what, when(at, program.shop.timeZone)]] : []));
  return { data: row, lines: [...redemptionTable(program, [row]), ...table(['', ''], [['member', row.memberId ?? 'erased'], ...told]).slice(1)] };
}

async function cancel(call: Call, { club, name }: Desk, { redemptionId, memberId }: RedemptionRow): Promise<Outcome> {
  const by = { actor: name, reason: reasonOf(call) };
  const became = await (await club()).cancelRedemption(redemptionId, by);
  const says = {
    cancelled: `Cancelled: the points are back with ${memberId ?? 'the member'}. A code of a pool is still good at your till: take it out there.`,
    asked: 'The shop’s server is asked by the gateway, within a minute, to make the code worthless; then the points go back.',
    before: 'Nothing changes: the points went back before.',
  }[became];
  return { lines: [says], data: { redemptionId, memberId, became } };
}

async function use(call: Call, { club, name }: Desk, { redemptionId, memberId }: RedemptionRow): Promise<Outcome> {
  const by = { actor: name, reason: reasonOf(call) };
  const changed = await (await club()).useRedemption(redemptionId, by);
  return { lines: [changed ? 'Noted: it was used and cannot be undone any more.' : 'Nothing changes: it was used before.'], data: { redemptionId, memberId, changed } };
}

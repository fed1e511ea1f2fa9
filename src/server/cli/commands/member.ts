import { readMember, type MemberSheet } from '../../club/owner-read.js';
import type { RedemptionRow } from '../../club/export.js';
import type { Program } from '../../club/program/program.js';
import { UserError } from '../../user-error.js';
import { amountText, amountWords } from '../amounts.js';
import { reason, reasonOf, UsageError, word, type Call, type Command, type Outcome } from '../command.js';
import { withDesk, type Desk } from '../desk.js';
import { many, table, when } from '../text.js';

/** `vafa club member`: one member, with what an owner may do with the membership. */
export const member: Command = {
  name: 'member',
  usage: 'show <id> | block <id> --reason "…" | unblock <id> --reason "…" | erase <id> [--confirm --reason "…"]',
  says: 'Shows a member with all they have; pauses a membership and ends the pause; erases who somebody is, for ever.',
  more: [
    'Who is paused keeps everything, sees that the membership is paused, and neither redeems nor earns by new orders.',
    'Without --confirm, erase only says what it would do. The ledger stays, under a key that leads to nobody.',
  ],
  options: { confirm: { says: 'Erases, after saying what.' }, ...reason },
  examples: ['vafa club member show c-17', 'vafa club member block c-17 --reason "Case 882"', 'vafa club member erase c-17 --confirm --reason "Asked for it by letter"'],
  words: 2,
  run: (call) => {
    const act = word(call, 0, '“show”, “block”, “unblock” or “erase”');
    const deed = deeds.get(act);
    if (!deed) throw new UsageError(`“${act}” is none of ${[...deeds.keys()].join(', ')}.`);
    return withDesk(call, (desk) => deed(call, desk, word(call, 1, 'The member’s id at the shop')));
  },
};

const deeds = new Map<string, (call: Call, desk: Desk, memberId: string) => Promise<Outcome>>([
  ['show', (_, desk, memberId) => show(desk, memberId)],
  ['block', (call, desk, memberId) => pause(call, desk, memberId, 'block')],
  ['unblock', (call, desk, memberId) => pause(call, desk, memberId, 'unblock')],
  ['erase', erase],
]);

async function found({ scope }: Desk, memberId: string): Promise<MemberSheet> {
  const sheet = await readMember(scope, memberId);
  if (!sheet) throw new UserError(`The club knows no member ${memberId}. Their id is the one that the shop’s tokens carry: vafa club export members lists all.`);
  return sheet;
}

async function show(desk: Desk, memberId: string): Promise<Outcome> {
  const sheet = await found(desk, memberId);
  const { program } = desk.scope;
  const { timeZone } = program.shop;
  const since = sheet.joinedAt ? `, since ${when(sheet.joinedAt, timeZone)}` : '';
  const facts = [
    ['id', sheet.memberId],
    ['name', [sheet.name, sheet.email].filter(Boolean).join(', ')],
    ['state', `${states[sheet.state] ?? sheet.state}${since}`],
    ['card', sheet.card ?? ''],
    ['tags', sheet.tags.join('; ')],
    ...program.ladders.map(({ id }) => [`tier:${id}`, sheet.tiers?.[id] ?? '']),
    ...balanceLines(program, sheet),
  ].filter(([, value]) => value !== '');
  const bought = sheet.redemptions.length === 0 ? [] : ['', 'The last things their points bought:', ...redemptionTable(program, sheet.redemptions)];
  return { data: sheet, lines: [...table(['', ''], facts).slice(1), ...bought] };
}

const states: Readonly<Record<string, string>> = { enrolled: 'in the club', blocked: 'paused by the shop', known: 'not in the club' };

function balanceLines(program: Program, { balances }: MemberSheet): string[][] {
  return program.wallets.map((wallet) => {
    const of = (account: string) => Math.abs(balances?.[`${wallet.id} ${account}`] ?? 0);
    const more = ['pending', 'reserved', 'owed'].filter((account) => of(account) > 0).map((account) => `${amountText(of(account), wallet)} ${account}`);
    return [wallet.id, [`${amountWords(of('available'), wallet, program)} to spend`, ...more].join(', ')];
  });
}

/** What points bought, a line each. */
export function redemptionTable({ wallets, shop }: Program, rows: readonly RedemptionRow[]): string[] {
  const cost = ({ walletId, cost: amount }: RedemptionRow) => {
    const wallet = wallets.find(({ id }) => id === walletId);
    return `${wallet ? amountText(amount, wallet) : amount} ${walletId}`;
  };
  return table(['redemption', 'when', 'reward', 'price', 'state'], rows.map((row) => [row.redemptionId, when(row.at, shop.timeZone), row.rewardId, cost(row), row.state]));
}

async function pause(call: Call, { club, name }: Desk, memberId: string, deed: 'block' | 'unblock'): Promise<Outcome> {
  const by = { actor: name, reason: reasonOf(call) };
  const changed = await (await club())[deed](memberId, by);
  const now = deed === 'block' ? 'paused' : 'not paused';
  return { lines: [changed ? `The membership of ${memberId} is ${now} now.` : `Nothing changes: the membership of ${memberId} is ${now} already.`], data: { memberId, changed } };
}

async function erase(call: Call, desk: Desk, memberId: string): Promise<Outcome> {
  const why = call.flag('confirm') ? reasonOf(call) : '';
  const { redemptions, balances } = await found(desk, memberId);
  const { wallets } = desk.scope.program;
  const lost = wallets.flatMap((wallet) => {
    const amount = balances?.[`${wallet.id} available`] ?? 0;
    return amount > 0 ? [amountWords(amount, wallet, desk.scope.program)] : [];
  });
  const pending = redemptions.filter(({ state }) => state === 'pending').length;
  const lines = [
    `Erasing ${memberId} removes their name, e-mail, card and orders’ contents for ever. Whoever comes back with this id is somebody new.`,
    ...(lost.length > 0 ? [`They lose ${lost.join(', ')}.`] : []),
    ...(pending > 0 ? [`${many(pending, 'code')} on the way will be given up.`] : []),
  ];
  if (!call.flag('confirm')) return { lines: [...lines, 'Nothing was changed. To do it, add --confirm and --reason "…" (without personal data: it stays in the audit).'], data: { memberId, erased: false } };
  const erased = await (await desk.club()).erase(memberId, { actor: desk.name, reason: why });
  return { lines: [...lines, 'Done.'], data: { memberId, erased } };
}

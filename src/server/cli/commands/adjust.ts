import { randomUUID } from 'node:crypto';
import type { OwnerReceipt } from '../../club/owner.js';
import type { Program } from '../../club/program/program.js';
import { amountWords, readAmount, walletOf, type ProgramWallet } from '../amounts.js';
import { reason, reasonOf, UsageError, word, type Command, type Outcome } from '../command.js';
import { withDesk } from '../desk.js';

/** `vafa club adjust`: a correction of one balance. */
export const adjust: Command = {
  name: 'adjust',
  usage: '<member> <+amount | -amount> [--wallet <id>] --reason "…"',
  says: 'Corrects a member’s balance. What cannot be taken is owed and comes off the next points.',
  options: {
    wallet: { value: '<id>', says: 'Which wallet; the program’s first.' },
    ...reason,
    key: { value: '<text>', says: 'Makes it once: the same key again changes nothing.' },
  },
  examples: ['vafa club adjust c-17 +120 --reason "Order 1042 was told twice"', 'vafa club adjust c-17 -1 --wallet stamps --reason "Stamped by mistake"'],
  words: 2,
  run: (call) =>
    withDesk(call, async ({ scope: { program }, name: actor, club }) => {
      const memberId = word(call, 0, 'The member’s id at the shop');
      const wallet = walletOf(program, call.text('wallet'));
      const { amount, signed } = readAmount(word(call, 1, 'The amount'), wallet);
      if (!signed || amount === 0) throw new UsageError('The amount needs a sign and may not be 0: +50 gives, -50 takes.');
      const why = reasonOf(call);
      const key = call.text('key') ?? randomUUID();
      const done = await (await club()).adjust(memberId, { walletId: wallet.id, amount, reason: why, actor, key });
      return receipt({ memberId, wallet, amount, done, program });
    }),
};

/** What was done to a balance, in words. */
export function receipt({ memberId, wallet, amount, done, program }: { memberId: string; wallet: ProgramWallet; amount: number; done: OwnerReceipt; program: Program }): Outcome {
  const words = (value: number) => amountWords(value, wallet, program);
  const what = amount > 0 ? `${memberId} was given ${words(amount)}.` : `${words(-amount)} were taken from ${memberId}.`;
  const owed = done.owed > 0 ? [`${words(done.owed)} of it were not there: they come off what is earned next.`] : [];
  return { lines: [what, ...owed, `The balance is ${words(done.balance)} now.`], data: { memberId, walletId: wallet.id, amount, ...done } };
}

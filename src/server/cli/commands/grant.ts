import { randomUUID } from 'node:crypto';
import type { Texts } from '../../club/program/parts.js';
import { UserError } from '../../user-error.js';
import { readAmount, walletOf } from '../amounts.js';
import { reason, reasonOf, UsageError, word, type Call, type Command } from '../command.js';
import { readDay } from '../dates.js';
import { withDesk } from '../desk.js';
import { receipt } from './adjust.js';

/** `vafa club grant`: a gift. */
export const grant: Command = {
  name: 'grant',
  usage: '<member> <amount> --title "…" [--wallet <id>] [--expires <day>] --reason "…"',
  says: 'Gives a member points, spendable at once. They count towards no tier.',
  options: {
    title: { value: '"…"', multiple: true, says: 'What the member reads; once for each language: --title "en=Thank you" --title "fa=سپاس".' },
    wallet: { value: '<id>', says: 'Which wallet; the program’s first.' },
    expires: { value: '<day>', says: 'The last day they are good for, 2027-03-20 or 1405/12/29; the wallet’s own rule without it.' },
    ...reason,
    key: { value: '<text>', says: 'Makes it once: the same key again changes nothing.' },
  },
  examples: ['vafa club grant c-17 50 --title "Sorry for the delay" --reason "Case 881"'],
  words: 2,
  run: (call) =>
    withDesk(call, async ({ scope: { program }, name: actor, club }) => {
      const memberId = word(call, 0, 'The member’s id at the shop');
      const wallet = walletOf(program, call.text('wallet'));
      const { amount } = readAmount(word(call, 1, 'The amount'), wallet);
      if (amount <= 0) throw new UsageError('A grant must be above 0. To take points away: vafa club adjust.');
      const wish = { walletId: wallet.id, amount, title: titleOf(call, program.defaultLocale), expiresAt: expiry(call, program.shop.timeZone) };
      const key = call.text('key') ?? randomUUID();
      const done = await (await club()).grant(memberId, { ...wish, reason: reasonOf(call), actor, key });
      return receipt({ memberId, wallet, amount, done, program });
    }),
};

function titleOf(call: Call, defaultLocale: string): Texts {
  const titles = call.list('title').map((text) => {
    const [, locale = defaultLocale, title = text] = /^([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)=(.+)$/s.exec(text) ?? [];
    return [locale, title.trim()] as const;
  });
  if (titles.length === 0 || titles.some(([, title]) => title === '')) throw new UsageError('--title is missing: say what the member reads beside the points.');
  return Object.fromEntries(titles);
}

function expiry(call: Call, timeZone: string): Date | undefined {
  const text = call.text('expires');
  const day = text === undefined ? undefined : readDay(text, timeZone);
  if (text !== undefined && !day) throw new UserError(`--expires “${text}” is no day. Write 2027-03-20, or 1405/12/29.`);
  return day?.ends;
}

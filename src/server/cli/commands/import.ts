import { readFile } from 'node:fs/promises';
import { importMembers, planImport, type RowPlan } from '../../club/import.js';
import type { Program } from '../../club/program/program.js';
import { UserError } from '../../user-error.js';
import { amountWords } from '../amounts.js';
import { reason, reasonOf, word, type Call, type Command, type Outcome } from '../command.js';
import { withDesk, type Desk } from '../desk.js';
import { readMembers, type FileMistake } from '../members-file.js';
import { many } from '../text.js';
import { utf8 } from '../utf8.js';

/** So many mistakes are shown; who has mended these sees the next. */
const shownMistakes = 50;

/** `vafa club import`: members from elsewhere, with what they have. */
export const importCommand: Command = {
  name: 'import',
  usage: '<members.csv> [--confirm --reason "…"]',
  says: 'Brings members and their balances from a CSV file. Without --confirm it only says what it would do.',
  more: [
    'Columns: member_id, and as you have them name, email, joined_at, tags (separated by ;), one for each wallet by its id',
    '(its opening balance), expires_at (the last day of these balances), and tier:<ladder> (the tier they bring along).',
    'The whole file is taken, or nothing of it. A member’s opening balance is taken once: the same file again changes nothing.',
    'Opening balances count towards no tier, and nothing is given for joining.',
    'What vafa club export members writes is taken as it is; cards are new, and what is pending, reserved or owed is left out.',
  ],
  options: { confirm: { says: 'Does it, after saying what.' }, ...reason },
  examples: ['vafa club import members.csv', 'vafa club import members.csv --confirm --reason "Moved from the old club"'],
  words: 1,
  run: (call) =>
    withDesk(call, async (desk) => {
      const path = word(call, 0, 'The file with the members');
      const bytes = await readFile(path).catch((thrown: unknown) => {
        throw new UserError(`The file ${path} cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)}).`);
      });
      const why = call.flag('confirm') ? reasonOf(call) : '';
      const { rows, mistakes, notes } = readMembers(await utf8(bytes, path), desk.scope.program, desk.scope.now);
      const plans = await planImport(desk.scope, rows);
      const all = [...mistakes, ...plans.flatMap(({ row, mistakes: own }) => own.map((mistake) => ({ line: row.line, ...mistake })))];
      return all.length > 0 ? refused(path, all) : act(call, desk, { plans, why, notes });
    }),
};

interface Wanted {
  readonly plans: readonly RowPlan[];
  readonly why: string;
  readonly notes: readonly string[];
}

function refused(path: string, mistakes: readonly FileMistake[]): Outcome {
  const sorted = mistakes.toSorted((a, b) => a.line - b.line);
  const lines = sorted.slice(0, shownMistakes).map(({ line, column, says }) => `Line ${line}${column === undefined ? '' : `, column ${column}`}: ${says}`);
  const rest = sorted.length > shownMistakes ? [`… and ${sorted.length - shownMistakes} more.`] : [];
  return { failed: true, lines: [...lines, ...rest, `${many(sorted.length, 'mistake')} in ${path}. Nothing was changed.`], data: { imported: false, mistakes: sorted } };
}

async function act(call: Call, { scope, actor }: Desk, { plans, why, notes }: Wanted): Promise<Outcome> {
  const { lines: told, data } = summary(scope.program, plans);
  const lines = [...told, ...notes];
  const nothing = plans.every(({ joins, changes, brings }) => !joins && changes.length + brings.length === 0);
  if (nothing) return { lines: [...lines, 'Nothing to do: all of it is there already.'], data: { imported: false, ...data } };
  if (!call.flag('confirm')) return { lines: [...lines, 'Nothing was changed. To do it, add --confirm and --reason "…".'], data: { imported: false, ...data } };
  const touched = await importMembers(scope, plans, actor('import', why, { members: plans.length }));
  return { lines: [...lines, `Done: ${many(touched, 'member')}.`], data: { imported: true, touched, ...data } };
}

function summary(program: Program, plans: readonly RowPlan[]): Pick<Outcome, 'lines'> & { readonly data: object } {
  const joining = plans.filter(({ joins }) => joins).length;
  const changing = plans.filter(({ joins, changes }) => !joins && changes.length > 0).length;
  const same = plans.filter(({ joins, changes, brings }) => !joins && changes.length + brings.length === 0).length;
  const balances = program.wallets.flatMap((wallet) => {
    const brought = plans.flatMap(({ brings }) => brings.filter(({ walletId }) => walletId === wallet.id));
    const amount = brought.reduce((sum, opening) => sum + opening.amount, 0);
    return brought.length === 0 ? [] : [{ wallet, members: brought.length, amount }];
  });
  return {
    lines: [
      `${many(plans.length, 'member')} in the file: ${joining} new to the club, ${changing} with another name, e-mail or tags, ${same} unchanged.`,
      ...balances.map(({ wallet, members, amount }) => `Opening balances of “${wallet.id}”: ${amountWords(amount, wallet, program)} for ${many(members, 'member')}.`),
    ],
    data: { members: plans.length, joining, changing, unchanged: same, openings: balances.map(({ wallet, ...rest }) => ({ walletId: wallet.id, ...rest })) },
  };
}

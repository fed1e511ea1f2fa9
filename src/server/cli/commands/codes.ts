import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { freeCodes } from '../../club/rewards-read.js';
import { UserError } from '../../user-error.js';
import { UsageError, word, type Call, type Command, type Outcome } from '../command.js';
import { withDesk, type Desk } from '../desk.js';
import { many, table } from '../text.js';
import { utf8 } from '../utf8.js';

/** `vafa club codes`: the pools that rewards take their codes from. */
export const codes: Command = {
  name: 'codes',
  usage: 'upload <pool> <file> | left [<pool>]',
  says: 'Puts codes into a pool, one on each line of the file; or says how many are left.',
  more: ['A code is taken once, for ever: one that the club had before, in whatever pool, is left out and told.'],
  options: { reason: { value: '"…"', says: 'Why; the file’s name without it.' } },
  examples: ['vafa club codes upload tea-box codes.txt', 'vafa club codes left'],
  words: 3,
  run: (call) => {
    const action = word(call, 0, '“upload” or “left”');
    if (action === 'upload') return withDesk(call, (desk) => upload(call, desk));
    if (action === 'left') return withDesk(call, (desk) => left(call.words[1], desk));
    throw new UsageError(`“${action}” is neither “upload” nor “left”.`);
  },
};

async function upload(call: Call, { name, club }: Desk): Promise<Outcome> {
  const pool = word(call, 1, 'The pool');
  const path = word(call, 2, 'The file with the codes');
  const found = linesOf(await utf8(await read(path), path));
  if (found.length === 0) throw new UserError(`${path} holds no code. Write one on each line.`);
  const why = call.text('reason') ?? `from ${basename(path)}`;
  const { added, duplicates } = await (await club()).uploadCodes(pool, found, name, why);
  const known = duplicates.length === 0 ? [] : [`${many(duplicates.length, 'code')} left out, because the club had them before: ${shortened(duplicates)}`];
  return { lines: [`${many(added, 'code')} added to “${pool}”.`, ...known], data: { pool, added, duplicates } };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
}

function shortened(items: readonly string[]): string {
  return `${items.slice(0, 10).join(', ')}${items.length > 10 ? ', …' : ''}`;
}

async function read(path: string): Promise<Buffer> {
  return readFile(path).catch((thrown: unknown) => {
    throw new UserError(`The file ${path} cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)}).`);
  });
}

async function left(wanted: string | undefined, { scope }: Desk): Promise<Outcome> {
  const pools = [...new Set(scope.program.rewards.flatMap(({ fulfil }) => (fulfil.by === 'pool' ? [fulfil.pool] : [])))];
  if (wanted !== undefined && !pools.includes(wanted)) throw new UserError(`No reward takes codes from “${wanted}”. There is ${pools.join(', ') || 'no pool'}.`);
  const asked = wanted === undefined ? pools : [wanted];
  const free = asked.length === 0 ? new Map<string, number>() : await freeCodes(scope, asked);
  const data = asked.map((pool) => ({ pool, left: free.get(pool) ?? 0 }));
  return { data, lines: data.length === 0 ? ['No reward takes its codes from a pool.'] : table(['pool', 'left'], data.map((row) => [row.pool, String(row.left)])) };
}

import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Span } from '../../club/export.js';
import { UserError } from '../../user-error.js';
import { UsageError, word, type Call, type Command } from '../command.js';
import { readDay } from '../dates.js';
import { withDesk } from '../desk.js';
import { sheetNames, sheetOf, type Line, type Sheet, type SheetName } from '../export-rows.js';
import { many } from '../text.js';

/** `vafa club export`: the club as a spreadsheet. */
export const exportCommand: Command = {
  name: 'export',
  usage: `${sheetNames.join(' | ')} [--from <day>] [--to <day>] [--out <file>]`,
  says: 'Writes members, every movement of points, redemptions or the audit as CSV, in UTF-8 for any spreadsheet.',
  more: ['No field is a formula to a spreadsheet. Codes are left out: who reads one can use it. With --json, one object on each line.'],
  options: {
    from: { value: '<day>', says: 'The first day, in the shop’s time zone: 2026-03-21, or 1405/01/01. Of members the day they joined.' },
    to: { value: '<day>', says: 'The last day.' },
    out: { value: '<file>', says: 'A new file, for its owner’s eyes only, instead of the terminal.' },
  },
  examples: ['vafa club export members --out members.csv', 'vafa club export ledger --from 2026-03-21 --to 2026-06-21 --out spring.csv'],
  words: 1,
  run: (call) =>
    withDesk(call, async ({ scope }) => {
      const name = word(call, 0, `One of ${sheetNames.join(', ')}`);
      if (!isSheet(name)) throw new UsageError(`“${name}” is none of ${sheetNames.join(', ')}.`);
      const span = spanOf(call, scope.program.shop.timeZone);
      const written = await write(call, sheetOf(name, scope), span);
      const out = call.text('out');
      // To the terminal the lines themselves are the answer.
      if (out === undefined) return { lines: [], data: undefined };
      return { lines: [`${many(written, 'line')} written to ${out}.`], data: { written, out } };
    }),
};

function isSheet(name: string): name is SheetName {
  return sheetNames.some((each) => each === name);
}

function spanOf(call: Call, timeZone: string): Span {
  const day = (option: 'from' | 'to') => {
    const text = call.text(option);
    const found = text === undefined ? undefined : readDay(text, timeZone);
    if (text !== undefined && !found) throw new UserError(`--${option} “${text}” is no day. Write 2026-03-21, or 1405/01/01.`);
    return found;
  };
  return { from: day('from')?.begins, to: day('to')?.ends };
}

async function write(call: Call, sheet: Sheet, span: Span): Promise<number> {
  const path = call.text('out');
  const target = path === undefined ? undefined : (await newFile(path)).createWriteStream();
  const lines = call.flag('json') ? jsonLines() : csv(sheet.columns);
  const done = target ? pipeline(lines.stream, target) : pipeline(lines.stream, call.io.out, { end: false });
  let written = 0;
  const filled = sheet.read(span, async (batch) => {
    written += batch.length;
    for (const line of batch) if (!lines.put(line)) await Promise.race([once(lines.stream, 'drain'), done]);
  });
  // Whichever fails ends the other: a reader that went away, or the database.
  await Promise.all([done, filled.then(() => void lines.stream.end(), (thrown: unknown) => void lines.stream.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))))]);
  return written;
}

interface Lines {
  readonly stream: Transform;
  /** Whether there is room for more. */
  put(line: Line): boolean;
}

// RFC 4180, with a mark that makes spreadsheets read UTF-8; text that they would take for a formula stands behind an apostrophe.
function csv(columns: readonly string[]): Lines {
  const stream = stringify({ header: true, columns: [...columns], bom: true, escape_formulas: true, record_delimiter: 'windows' });
  return { stream, put: (line) => stream.write(line) };
}

function jsonLines(): Lines {
  const stream = new PassThrough();
  return { stream, put: (line) => stream.write(`${JSON.stringify(line)}\n`) };
}

function newFile(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((thrown: unknown) => {
    const there = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
    throw new UserError(there ? `${path} is there already. Choose another name, or delete it first.` : `${path} cannot be written (${String(thrown)}).`);
  });
}

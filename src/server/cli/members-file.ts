import type { ImportRow } from '../club/import.js';
import type { Program } from '../club/program/program.js';
import { UserError } from '../user-error.js';
import { latinDigits, readAmount, type ProgramWallet } from './amounts.js';
import { messageOf } from '../settings.js';
import { readCsv } from './csv-rows.js';
import { readDay, readInstant } from './dates.js';
import { many } from './text.js';

/** Something in a file that cannot be taken as it is. */
export interface FileMistake {
  readonly line: number;
  /** The column's heading; none for the line as a whole. */
  readonly column?: string | undefined;
  readonly says: string;
}

/** A file of members: what it says, and what is wrong with it. */
export interface MembersFile {
  readonly rows: readonly ImportRow[];
  readonly mistakes: readonly FileMistake[];
  /** What it says that is not taken, and why. */
  readonly notes: readonly string[];
}

const plainColumns: readonly string[] = ['member_id', 'name', 'email', 'joined_at', 'tags', 'expires_at'];

/** Reads members and opening balances from CSV: a line of headings, then a member on each. */
export function readMembers(text: string, program: Program, now: Date): MembersFile {
  const [first, ...rest] = readCsv(text);
  if (!first) throw new UserError('The file is empty. Its first line names the columns, e.g. member_id,name,email,joined_at,tags,points,expires_at.');
  const headings = first.record.map((heading) => heading.trim());
  const wrong = headingMistakes(headings, program);
  if (wrong.length > 0) return { rows: [], mistakes: wrong, notes: [] };
  const mistakes: FileMistake[] = [];
  const left = { outside: 0, moving: 0 };
  const seen = new Map<string, number>();
  const rows = rest.flatMap(({ record, info: { lines: line } }) => {
    const tell = (column: string | undefined, says: string) => void mistakes.push({ line, column, says });
    if (record.length !== headings.length) {
      tell(undefined, `has ${record.length} fields, and the first line names ${headings.length} columns. A field with a comma needs quotation marks.`);
      return [];
    }
    const fields = new Map(headings.map((heading, at) => [heading, plain(record[at] ?? '')]));
    if (fields.get('state') === 'known') {
      left.outside += 1;
      return [];
    }
    if (isMoving(fields, program)) left.moving += 1;
    const row = rowOf(line, fields, { program, now, tell });
    const before = seen.get(row.memberId);
    if (before !== undefined) tell('member_id', `“${row.memberId}” stands in line ${before} already.`);
    seen.set(row.memberId, line);
    return [row];
  });
  return { rows, mistakes, notes: notesOf(left) };
}

function notesOf({ outside, moving }: { readonly outside: number; readonly moving: number }): string[] {
  return [
    ...(outside > 0 ? [`Left out: ${many(outside, 'person', 'people')} who had not joined the club.`] : []),
    ...(moving > 0 ? [`Left out: what was pending, reserved or owed of ${many(moving, 'member')}; it belongs to orders and redemptions that the file does not hold.`] : []),
  ];
}

// What an export tells beside what an import takes.
const movingColumns = ({ wallets }: Program) => wallets.flatMap(({ id }) => [`${id}_pending`, `${id}_reserved`, `${id}_owed`]);

function isMoving(fields: ReadonlyMap<string, string>, program: Program): boolean {
  return movingColumns(program).some((column) => /[1-9]/.test(latinDigits(fields.get(column) ?? '')));
}

// Our own exports put an apostrophe before what a spreadsheet would take for a formula.
function plain(field: string): string {
  return field.trim().replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, '');
}

function headingMistakes(headings: readonly string[], program: Program): FileMistake[] {
  const wallets = program.wallets.map(({ id }) => id);
  const ladders = program.ladders.map(({ id }) => `tier:${id}`);
  const known = new Set([...plainColumns, ...wallets, ...ladders]);
  const exported = new Set(['state', 'card', ...movingColumns(program)]);
  const unknown = headings.filter((heading) => !known.has(heading) && !exported.has(heading));
  const twice = headings.filter((heading, at) => headings.indexOf(heading) !== at);
  const missing = headings.includes('member_id') ? [] : [{ line: 1, column: 'member_id', says: 'is missing: the member’s id at the shop, the same as in their token.' }];
  return [
    ...unknown.map((column) => ({ line: 1, column, says: `is none of ${[...known].join(', ')}. Rename the column, or leave it out.` })),
    ...twice.map((column) => ({ line: 1, column, says: 'stands twice.' })),
    ...missing,
  ];
}

interface Reading {
  readonly program: Program;
  readonly now: Date;
  readonly tell: (column: string, says: string) => void;
}

function rowOf(line: number, fields: ReadonlyMap<string, string>, reading: Reading): ImportRow {
  const field = (name: string) => fields.get(name) || undefined;
  const { program, tell } = reading;
  const memberId = field('member_id') ?? '';
  if (memberId === '') tell('member_id', 'is empty.');
  if (memberId.length > 200) tell('member_id', 'is longer than 200 characters.');
  const email = field('email');
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) tell('email', `“${email}” is no e-mail address.`);
  const expiresAt = expiryOf(field('expires_at'), reading);
  const openings = program.wallets.flatMap((wallet) => {
    const amount = openingOf(field(wallet.id), wallet, reading);
    return amount === 0 ? [] : [{ walletId: wallet.id, amount, expiresAt }];
  });
  const state = field('state');
  if (state !== undefined && state !== 'enrolled' && state !== 'blocked') tell('state', `“${state}” is none of enrolled, blocked, known.`);
  const tags = field('tags')?.split(/[;|،]/).map((tag) => tag.trim()).filter((tag) => tag !== '');
  return { line, memberId, blocked: state === 'blocked', name: field('name'), email, tags, joinedAt: joinedOf(field('joined_at'), reading), openings, tiers: tiersOf(fields, reading) };
}

function joinedOf(text: string | undefined, { program, now, tell }: Reading): Date | undefined {
  if (text === undefined) return undefined;
  const at = readInstant(text, program.shop.timeZone);
  if (!at) tell('joined_at', `“${text}” is no day. Write 2026-03-21, or 1405/01/01.`);
  else if (at > now) tell('joined_at', `“${text}” is in the future.`);
  return at;
}

function expiryOf(text: string | undefined, { program, now, tell }: Reading): Date | undefined {
  if (text === undefined) return undefined;
  const day = readDay(text, program.shop.timeZone);
  if (!day) tell('expires_at', `“${text}” is no day. Write 2027-03-20, or 1405/12/29.`);
  else if (day.ends <= now) tell('expires_at', `“${text}” is over: these points would expire at once.`);
  return day?.ends;
}

function openingOf(text: string | undefined, wallet: ProgramWallet, { tell }: Reading): number {
  if (text === undefined) return 0;
  try {
    const { amount } = readAmount(text, wallet);
    if (amount < 0) tell(wallet.id, `“${text}” is below zero: an opening balance is 0 or more.`);
    return Math.max(0, amount);
  } catch (thrown) {
    tell(wallet.id, messageOf(thrown));
    return 0;
  }
}

function tiersOf(fields: ReadonlyMap<string, string>, { program, tell }: Reading): ImportRow['tiers'] {
  return program.ladders.flatMap(({ id: ladder, tiers }) => {
    const column = `tier:${ladder}`;
    const tier = fields.get(column);
    if (!tier) return [];
    if (!tiers.some(({ id }) => id === tier)) tell(column, `“${tier}” is none of ${tiers.map(({ id }) => id).join(', ')}.`);
    return [{ ladder, tier }];
  });
}

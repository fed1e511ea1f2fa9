import { scaled } from '../../adapters/declarative/decimals.js';
import { digitsOf } from '../../adapters/declarative/functions-numbers.js';
import type { Money } from '../../domain/money.schema.js';
import type { Program } from '../club/program/program.js';
import { UserError } from '../user-error.js';

/** A wallet of the program. */
export type ProgramWallet = Program['wallets'][number];

/** The wallet with this id; the first without one. */
export function walletOf({ wallets }: Program, id: string | undefined): ProgramWallet {
  const found = id === undefined ? wallets[0] : wallets.find((wallet) => wallet.id === id);
  if (!found) throw new UserError(`There is no wallet “${id}”. The program has ${wallets.map((wallet) => wallet.id).join(', ')}.`);
  return found;
}

/** A number as people type it, in Latin, Persian or Arabic digits, with a point or its Persian sign; `undefined` when it is none. */
function decimal(text: string): { readonly negative: boolean; readonly whole: string; readonly rest: string; readonly signed: boolean } | undefined {
  const plain = latinDigits(text.trim()).replaceAll('\u066b', '.').replace(/^[\u2212\u2013]/, '-').replaceAll(/[\u200e\u200f\u061c]/g, '');
  const found = /^([+-]?)(\d{1,16})(?:\.(\d{1,6}))?$/.exec(plain);
  if (!found) return undefined;
  const [, sign = '', whole = '', rest = ''] = found;
  return { negative: sign === '-', signed: sign !== '', whole, rest };
}

/** Latin digits for Persian and Arabic ones. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String((digit.charCodeAt(0) - 0x60) & 0xf));
}

/** An amount as an owner types it, in the unit's own decimals, as the integer of its smallest step. */
export function readAmount(text: string, { id, unit }: ProgramWallet): { readonly amount: number; readonly signed: boolean } {
  const found = decimal(text);
  const bad = (why: string) => new UserError(`“${text}” is no amount of “${id}”: ${why}`);
  if (!found) throw bad('write a number without separators, e.g. 1250.');
  if (found.rest.length > unit.decimals && /[1-9]/.test(found.rest.slice(unit.decimals))) {
    throw bad(unit.decimals === 0 ? 'it has no decimals.' : `it has ${unit.decimals} decimals at most.`);
  }
  const digits = found.whole + found.rest.slice(0, unit.decimals).padEnd(unit.decimals, '0');
  const amount = Number(digits);
  if (!Number.isSafeInteger(amount)) throw bad('it is too large.');
  return { amount: found.negative ? -amount : amount, signed: found.signed };
}

/** An amount in the unit's own decimals: `12.50`. */
export function amountText(amount: number, { unit }: ProgramWallet): string {
  const digits = String(Math.abs(amount)).padStart(unit.decimals + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return unit.decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -unit.decimals)}.${digits.slice(-unit.decimals)}`;
}

/** An amount with what it is of, in English where the program speaks it: `100 points`. */
export function amountWords(amount: number, wallet: ProgramWallet, { defaultLocale }: Program): string {
  const { unit } = wallet;
  const names = Math.abs(amount) === 10 ** unit.decimals ? unit.one : unit.other;
  return `${amountText(amount, wallet)} ${unit.currency ?? names.en ?? names[defaultLocale] ?? wallet.id}`;
}

/** An amount as it is written, in the currency's smallest step; one the shop shows its own way (toman) in the one behind it; `undefined` when it is none. */
export function readMoney(text: string, currency: string, currencies: Program['shop']['currencies']): Money | undefined {
  const unit = currencies.find(({ code }) => code === currency);
  const digits = unit?.decimals ?? digitsOf(currency);
  const minor = digits === undefined ? null : scaled(latinDigits(text), digits);
  if (minor === null || minor < 0) return undefined;
  return unit?.shows ? { minor: Math.round((minor * unit.shows.factor) / 10 ** unit.decimals), currency: unit.shows.of } : { minor, currency };
}

import { Stopped } from './questions.js';

/** What a check found good: in a few words, and what else is worth saying. */
export interface Sound {
  readonly told: string;
  readonly note?: string;
}

/** Fails where codes would be made in another currency than the shop's. */
export function checkCurrency(shops: string, currency: string): void {
  if (shops === currency) return;
  throw new Stopped('valid', `The shop’s currency is ${shops}, and codes.currency is ${currency}.`, `Write "currency": "${shops}" into codes, and amounts of the program in ${shops}: rewards worth another currency are refused.`);
}

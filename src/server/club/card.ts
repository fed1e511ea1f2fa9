import { randomInt } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { shopOf, type Scope } from './scope.js';
import { people } from './tables.js';

/** Digits of a card's number before its check digit. */
const digits = 11;

/** The digit that Luhn's rule puts after these: it finds every single mistyped digit and most swapped neighbours. */
export function checkDigit(number: string): number {
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** A random number of twelve digits that ends with its check digit. It says nothing of whose it is. */
export function cardNumber(): string {
  const number = String(randomInt(10 ** (digits - 1), 10 ** digits));
  return `${number}${checkDigit(number)}`;
}

/** Gives a locked member a card, the one they keep; its number is nobody else's in this shop. */
export async function giveCard(scope: Scope, key: string): Promise<void> {
  const mine = and(eq(people.shopId, shopOf(scope)), eq(people.memberId, key), isNull(people.card));
  for (let tries = 0; tries < 10; tries += 1) {
    const card = cardNumber();
    // A taken number is looked for first: a refusal by the index would end the transaction. Two members who draw the
    // same of 90 thousand million at once are refused by it, and ask again.
    const taken = await scope.sql.select({ card: people.card }).from(people).where(and(eq(people.shopId, shopOf(scope)), eq(people.card, card)));
    if (taken.length > 0) continue;
    await scope.sql.update(people).set({ card }).where(mine);
    return;
  }
}

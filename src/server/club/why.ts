import type { Reckoning } from './earnings.js';
import type { Balances } from './ledger.js';
import type { Texts } from './program/parts.js';
import type { Program } from './program/program.js';
import { whyWords } from './why-words.js';
import type { WalletWords, Words } from './words.js';

/** How an order's units came about: the rule, what counted, full amounts and rest, the tier's share. */
export function whyEarned(program: Program, reckoning: Reckoning, words: Words): string[] {
  const rule = program.earning.find(({ id }) => id === reckoning.rule);
  const wallet = program.wallets.find(({ id }) => id === rule?.wallet);
  // A rule or wallet that is no more cannot be named; the title of the line has to do.
  if (!rule || !wallet) return [];
  return [words.pick(rule.title), ...whyTimes(reckoning, wallet, words), ...whyPercent(program, reckoning, wallet, words)].map(sentence);
}

function whyTimes({ counted, per, gives, times, products }: Reckoning, wallet: WalletWords, words: Words): string[] {
  const units = words.units(wallet, gives);
  if (!per) return [words.fill(products ? whyWords.flatProducts : whyWords.flat, { gives: units })];
  const only = products ? [words.fill(whyWords.products, { counted: words.money(counted) })] : [];
  const rest = { minor: counted.minor - times * per.minor, currency: counted.currency };
  return [
    ...only,
    words.fill(whyWords.times, { per: words.money(per), gives: units, counted: words.money(counted), times: words.number(times) }),
    ...(rest.minor > 0 ? [words.fill(whyWords.rest, { rest: words.money(rest) })] : []),
  ];
}

function whyPercent(program: Program, { percent, tier, gives, times }: Reckoning, wallet: WalletWords, words: Words): string[] {
  if (percent === undefined) return [];
  const named = program.ladders.flatMap(({ tiers }) => tiers).find(({ id }) => id === tier);
  const units = Number((BigInt(times) * BigInt(gives) * BigInt(percent)) / 100n);
  return [words.fill(whyWords.percent, { tier: named ? words.pick(named.name) : (tier ?? ''), percent: words.number(percent), units: words.units(wallet, units) })];
}

/** Explanations remembered for a reader's words, at most. */
const rememberedBalances = 2_000;
const explained = new WeakMap<Words, Map<string, readonly string[]>>();

/** How a balance comes about: all that was earned, and where it went. The books hold it true that this adds up. */
export function whyBalance(wallet: Program['wallets'][number], balances: Balances, words: Words): string[] {
  const { available, pending, reserved, owed, issued, spent, expired } = balances;
  // Pages ask again and again for a balance that has not changed, and writing numbers out is the dearest part of the answer.
  const name = `${wallet.id} ${available} ${pending} ${reserved} ${owed} ${issued} ${spent} ${expired}`;
  const known = explained.get(words) ?? new Map<string, readonly string[]>();
  const sentences = known.get(name) ?? explainBalance(wallet, balances, words);
  if (known.size >= rememberedBalances) known.clear();
  explained.set(words, known.set(name, sentences));
  return [...sentences];
}

function explainBalance(wallet: WalletWords, balances: Balances, words: Words): string[] {
  const { available, pending, reserved, owed, issued, spent, expired } = balances;
  const units = (amount: number) => words.units(wallet, amount);
  const part = (texts: Texts, amount: number) => (amount === 0 ? [] : [words.fill(texts, { amount: units(amount) })]);
  return [
    words.fill(whyWords.lifetime, { amount: units(-issued - pending) }),
    ...part(whyWords.spent, spent),
    ...part(whyWords.lapsed, expired),
    ...part(whyWords.reserved, reserved),
    ...(spent + expired + reserved === 0 ? [] : [words.fill(whyWords.leaves, { amount: units(available + owed) })]),
    ...(owed < 0 ? [words.pick(whyWords.debt)] : []),
    ...part(whyWords.waiting, pending),
  ];
}

// An owner's title may lack its full stop; beside other sentences it needs one.
function sentence(text: string): string {
  return /[.!?؟…:]$/.test(text) ? text : `${text}.`;
}

import type { Mistake } from '../../../domain/mistakes.js';
import type { Program } from './program.js';


/** Looks for names that lead nowhere or stand twice, and for promises that cannot be kept. */
export function mistakesIn(program: Program): Mistake[] {
  return [...twice(program), ...unknownNames(program), ...unknownToIntl(program), ...broken(program)];
}

function twice(program: Program): Mistake[] {
  const lists = {
    wallets: program.wallets,
    earning: program.earning,
    actions: program.actions,
    ladders: program.ladders,
    rewards: program.rewards,
    webhooks: program.webhooks,
    ...Object.fromEntries(program.ladders.map((ladder, at) => [`ladders[${at}].tiers`, ladder.tiers])),
    ...Object.fromEntries(program.ladders.map((ladder, at) => [`ladders[${at}].criteria`, ladder.criteria])),
  };
  return Object.entries(lists).flatMap(([path, items]) => {
    const ids = items.map(({ id }) => id);
    return ids.flatMap((id, at) => (ids.indexOf(id) === at ? [] : [{ path: `${path}[${at}].id`, says: `“${id}” stands twice; give every one an id of its own` }]));
  });
}

function unknownNames(program: Program): Mistake[] {
  const wallets = program.wallets.map(({ id }) => id);
  const rewards = program.rewards.map(({ id }) => id);
  const tiers = program.ladders.flatMap((ladder) => ladder.tiers.map(({ id }) => id));
  const must = (path: string, name: string, names: readonly string[]): Mistake[] =>
    names.includes(name) ? [] : [{ path, says: `“${name}” is none of ${names.map((each) => `“${each}”`).join(', ') || 'none at all'}` }];
  const wallet = (path: string, { wallet: name }: { wallet: string }): Mistake[] => must(`${path}.wallet`, name, wallets);
  return [
    ...program.wallets.flatMap(({ goal }, at) => (goal ? must(`wallets[${at}].goal.rewardId`, goal.rewardId, rewards) : [])),
    ...program.earning.flatMap((rule, at) => [
      ...wallet(`earning[${at}]`, rule),
      ...Object.keys(rule.tiers).flatMap((tier) => must(`earning[${at}].tiers`, tier, tiers)),
    ]),
    ...program.actions.flatMap((action, at) => wallet(`actions[${at}]`, action)),
    ...program.rewards.flatMap((reward, at) => [
      ...wallet(`rewards[${at}]`, reward),
      ...(reward.fulfil.by === 'wallet' ? must(`rewards[${at}].fulfil.wallet`, reward.fulfil.wallet, wallets) : []),
      ...tierNamed(program, `rewards[${at}].requires.tier`, reward.requires?.tier, must),
    ]),
    ...program.ladders.flatMap(({ criteria, tiers }, at) => [
      ...criteria.flatMap((criterion, place) => (criterion.metric === 'points' ? wallet(`ladders[${at}].criteria[${place}]`, criterion) : [])),
      ...tiers.flatMap(({ perks }, tier) =>
        perks.flatMap(({ reward }, perk) => (reward === undefined ? [] : must(`ladders[${at}].tiers[${tier}].perks[${perk}].reward`, reward, rewards))),
      ),
    ]),
  ];
}

// Every read would fail with one that the clock or the words cannot be made of.
function unknownToIntl({ shop: { timeZone }, defaultLocale }: Program): Mistake[] {
  const fails = (make: () => unknown): boolean => {
    try {
      return make() === undefined;
    } catch {
      return true;
    }
  };
  return [
    ...(fails(() => new Intl.DateTimeFormat('en', { timeZone })) ? [{ path: 'shop.timeZone', says: `“${timeZone}” is no time zone; write one of the IANA list, as “Europe/Berlin”` }] : []),
    ...(fails(() => new Intl.Locale(defaultLocale)) ? [{ path: 'defaultLocale', says: `“${defaultLocale}” is no language tag; write one of BCP 47, as “en” or “fa-IR”` }] : []),
  ];
}

type Must = (path: string, name: string, names: readonly string[]) => Mistake[];

function tierNamed(program: Program, path: string, named: { ladder: string; tier: string } | undefined, must: Must): Mistake[] {
  if (!named) return [];
  const ladder = program.ladders.find(({ id }) => id === named.ladder);
  if (!ladder) return must(`${path}.ladder`, named.ladder, program.ladders.map(({ id }) => id));
  return must(`${path}.tier`, named.tier, ladder.tiers.map(({ id }) => id));
}

function broken({ rewards, callback }: Program): Mistake[] {
  if (callback && (callback.url === undefined) !== (callback.secret === undefined)) return [{ path: 'callback', says: 'needs url and secret, or neither where `codes` of vafa.json makes them' }];
  if (callback) return [];
  return rewards.flatMap(({ fulfil: { by } }, at) =>
    by === 'callback' ? [{ path: `rewards[${at}].fulfil`, says: 'the shop makes this code, so the program needs `callback` with the address that does; {} where `codes` of vafa.json makes them' }] : [],
  );
}

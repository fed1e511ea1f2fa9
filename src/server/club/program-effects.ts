import { and, count, countDistinct, eq, inArray, isNotNull, isNull, ne, notInArray } from 'drizzle-orm';
import type { Program } from './program/program.js';
import { shopOf, type Scope } from './scope.js';
import { accounts, codes, redemptions, rewardStock, tierStates } from './tables.js';

/** What another program means for what members have already. */
export interface Effects {
  /** Why it cannot be applied, with what to do. */
  readonly blockers: readonly string[];
  /** What becomes of what members have, and what else to know. */
  readonly notes: readonly string[];
}

/** Looks at what members have, and says what becomes of it under the scope's program. `before` is the one in force. */
export async function effectsOf(scope: Scope, before: Program | undefined): Promise<Effects> {
  const blockers = [...(await lostWallets(scope, before)), ...(await lostMaker(scope))];
  const notes = [...(before ? [] : await unknownUnits(scope)), ...(await lostRewards(scope)), ...(await idleCodes(scope)), ...(await lostLadders(scope)), ...(await soldOut(scope)), ...lostRules(scope, before), ...(await lostUndoing(scope)), ...secretsNeeded(scope)];
  return { blockers, notes };
}

// What stands in a wallet would not be shown any more, or be shown as another amount.
async function lostWallets(scope: Scope, before: Program | undefined): Promise<string[]> {
  const rows = await scope.sql
    .select({ walletId: accounts.walletId, people: countDistinct(accounts.memberId) })
    .from(accounts)
    .where(eq(accounts.shopId, shopOf(scope)))
    .groupBy(accounts.walletId);
  return rows.flatMap(({ walletId, people }) => {
    const [next, was] = [scope.program, before].map((program) => program?.wallets.find(({ id }) => id === walletId)?.unit);
    const used = `the wallet “${walletId}” is used by ${people} ${people === 1 ? 'member' : 'members'}`;
    if (!next) return [`wallets: ${used} and may not be removed. Keep it; without an earning rule nothing is added to it.`];
    if (was && (was.decimals !== next.decimals || was.currency !== next.currency)) {
      return [`wallets: ${used}, so the decimals and currency of its unit may not change. Make a new wallet for the new unit.`];
    }
    return [];
  });
}

// Whoever ran the club before knows what its numbers meant.
async function unknownUnits(scope: Scope): Promise<string[]> {
  const rows = await scope.sql.selectDistinct({ walletId: accounts.walletId }).from(accounts).where(eq(accounts.shopId, shopOf(scope)));
  return rows.map(({ walletId }) => `wallets: members have balances in “${walletId}”, and no program was applied before. Look that its unit has the decimals that the club ran with.`);
}

async function lostMaker(scope: Scope): Promise<string[]> {
  if (scope.program.callback) return [];
  const [row] = await scope.sql.select({ open: count() }).from(redemptions).where(and(eq(redemptions.shopId, shopOf(scope)), isNotNull(redemptions.task)));
  const open = row?.open ?? 0;
  return open === 0 ? [] : [`callback: ${open} codes are being asked for or taken back at this moment, so \`callback\` may not be removed yet. Remove the rewards first, and \`callback\` when these are settled.`];
}

async function lostUndoing(scope: Scope): Promise<string[]> {
  if (scope.program.callback) return [];
  const [row] = await scope.sql
    .select({ held: count() })
    .from(redemptions)
    .where(and(eq(redemptions.shopId, shopOf(scope)), eq(redemptions.state, 'issued'), eq(redemptions.refundable, true)));
  const held = row?.held ?? 0;
  return held === 0 ? [] : [`without \`callback\` ${held} unused ${held === 1 ? 'code' : 'codes'} can no longer be undone by members: nobody could be asked to take them back.`];
}

async function lostRewards(scope: Scope): Promise<string[]> {
  const rewards = scope.program.rewards.map(({ id }) => id);
  const rows = await scope.sql
    .select({ rewardId: redemptions.rewardId, held: count() })
    .from(redemptions)
    .where(and(eq(redemptions.shopId, shopOf(scope)), inArray(redemptions.state, ['pending', 'issued']), notInArray(redemptions.rewardId, rewards)))
    .groupBy(redemptions.rewardId)
    .orderBy(redemptions.rewardId);
  return rows.map(({ rewardId, held }) => `reward “${rewardId}” is not offered any more; ${held} unused ${held === 1 ? 'code' : 'codes'} of it stay good, as they were promised.`);
}

async function idleCodes(scope: Scope): Promise<string[]> {
  const pools = scope.program.rewards.flatMap(({ fulfil }) => (fulfil.by === 'pool' ? [fulfil.pool] : []));
  const rows = await scope.sql
    .select({ pool: codes.pool, left: count() })
    .from(codes)
    .where(and(eq(codes.shopId, shopOf(scope)), isNull(codes.redemptionId), isNotNull(codes.pool), notInArray(codes.pool, pools)))
    .groupBy(codes.pool);
  return rows.map(({ pool, left }) => `no reward takes codes from the pool “${pool}” any more; ${left} codes stay there for one that does.`);
}

async function lostLadders(scope: Scope): Promise<string[]> {
  const ladders = scope.program.ladders.map(({ id }) => id);
  const rows = await scope.sql
    .select({ ladder: tierStates.trackId, held: count() })
    .from(tierStates)
    .where(and(eq(tierStates.shopId, shopOf(scope)), notInArray(tierStates.trackId, ladders)))
    .groupBy(tierStates.trackId);
  return rows.map(({ ladder, held }) => `ladder “${ladder}” is not shown any more; the tiers of ${held} members on it are kept, and are theirs again if it comes back.`);
}

async function soldOut(scope: Scope): Promise<string[]> {
  const rows = await scope.sql.select().from(rewardStock).where(and(eq(rewardStock.shopId, shopOf(scope)), ne(rewardStock.taken, 0)));
  return scope.program.rewards.flatMap(({ id, stock }) => {
    const taken = rows.find(({ rewardId }) => rewardId === id)?.taken ?? 0;
    return stock !== undefined && taken >= stock ? [`reward “${id}” is sold out at once: ${taken} were taken, and \`stock\` is ${stock}.`] : [];
  });
}

function lostRules({ program }: Scope, before: Program | undefined): string[] {
  const there = new Set([...program.earning, ...program.actions].map(({ id }) => id));
  const lost = before ? [...before.earning, ...before.actions].filter(({ id }) => !there.has(id)) : [];
  return lost.map(({ id }) => `“${id}” gives nothing any more; what it gave stays, and what is pending becomes spendable on its day.`);
}

function secretsNeeded({ program }: Scope): string[] {
  const named = [...(program.callback?.secret !== undefined ? [['callback', program.callback.secret]] : []), ...program.webhooks.map(({ id, secret }) => [`webhook “${id}”`, secret])];
  return named.map(([what, secret = '']) => `${what} needs the environment variable ${secret.slice('env:'.length)} where the gateway runs.`);
}

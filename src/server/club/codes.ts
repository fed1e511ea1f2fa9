import { and, eq } from 'drizzle-orm';
import { markUsed } from './owner-redemptions.js';
import { refuse, shopOf, type Scope } from './scope.js';
import { lockRedemption } from './settle.js';
import { codes } from './tables.js';

/** What became of codes that were uploaded. */
export interface Upload {
  readonly added: number;
  /** Codes that the club had already, in whatever pool, or that stood twice in this upload. */
  readonly duplicates: readonly string[];
}

/** So many rows go into one statement. */
const batch = 1_000;

/** Puts codes into a pool. A code is in one pool of a shop, once, for ever. */
export async function addCodes(scope: Scope, pool: string, given: readonly string[]): Promise<Upload> {
  checkPool(scope, pool);
  const seen = new Set<string>();
  const duplicates: string[] = [];
  for (const text of given) {
    const code = text.trim();
    if (code === '' || code.length > 200) refuse('rejected', `“${code.slice(0, 40)}” is no code: it must be 1 to 200 characters long.`, { code: 'code' });
    if (seen.has(code)) duplicates.push(code);
    seen.add(code);
  }
  const wanted = [...seen];
  const added = new Set<string>();
  for (let from = 0; from < wanted.length; from += batch) {
    const rows = wanted.slice(from, from + batch).map((code) => ({ shopId: shopOf(scope), pool, code, at: scope.now }));
    const made = await scope.sql.insert(codes).values(rows).onConflictDoNothing().returning({ code: codes.code });
    for (const { code } of made) added.add(code);
  }
  return { added: added.size, duplicates: [...duplicates, ...wanted.filter((code) => !added.has(code))] };
}

function checkPool({ program }: Scope, pool: string): void {
  const pools = program.rewards.flatMap(({ fulfil }) => (fulfil.by === 'pool' ? [fulfil.pool] : []));
  if (pools.includes(pool)) return;
  const names = [...new Set(pools)].map((name) => `“${name}”`).join(', ');
  refuse('not_found', `No reward of the program takes codes from the pool “${pool}”. There is ${names || 'no pool'}: see rewards[].fulfil.pool.`, { code: 'pool_unknown' });
}

/** A code was used at the till; answers whether that was news. */
export async function codeUsed(scope: Scope, told: string, at: Date): Promise<boolean> {
  const code = told.trim();
  const [found] = await scope.sql
    .select({ redemptionId: codes.redemptionId })
    .from(codes)
    .where(and(eq(codes.shopId, shopOf(scope)), eq(codes.code, code)));
  const row = found?.redemptionId ? await lockRedemption(scope, found.redemptionId) : undefined;
  if (!row) return refuse('not_found', 'The club gave nobody this code. Check `data.code`.', { code: 'code_unknown' });
  return markUsed(scope, row, at);
}

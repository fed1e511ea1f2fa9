import * as z from 'zod/mini';
import type { Session } from '../../adapters/port.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import type { ClubContext } from './context.js';
import { askFor, type Ask, type Statement } from './database.js';
import { Gathered } from './gathered.js';
import { balancesFrom } from './ledger.js';
import { enrolled, signedIn } from './read.js';
import type { Scope } from './scope.js';
import { instantColumn } from './sql-values.js';
import { accountNames } from './tables.js';
import { walletsOf } from './wallet-read.js';
import { wordsFor } from './words.js';

// A number of JSON that was rounded is no safe integer any more, and refused.
const account = z.object({ walletId: z.string(), account: z.enum(accountNames), balance: z.int() });
const lot = z.object({
  walletId: z.string(),
  remaining: z.int(),
  expiresAt: z.nullable(instantColumn),
  availableAt: z.nullable(instantColumn),
  activatesAt: instantColumn,
});
const state = z.enum(['known', 'enrolled', 'blocked', 'erased']);
const told = z.optional(z.object({ key: z.string(), state, balances: z.array(account), remaining: z.array(lot) }));

/** One statement sees one state of the database, as the transaction around several reads does. */
const statement = {
  name: 'vafa_balances',
  text: `select p.external_id as who, json_build_object('key', m.member_id, 'state', m.state,
      'balances', array(select json_build_object('walletId', wallet_id, 'account', account, 'balance', balance)
        from accounts where shop_id = m.shop_id and member_id = m.member_id),
      'remaining', array(select json_build_object('walletId', wallet_id, 'remaining', remaining, 'expiresAt', expires_at,
          'availableAt', available_at, 'activatesAt', activates_at)
        from lots where shop_id = m.shop_id and member_id = m.member_id and remaining > 0)) as told
    from people p join members m using (shop_id, member_id) where p.shop_id = $1 and p.external_id = any($2)`,
  // Each reader checks what is theirs: a fault in one member's numbers is not the others'.
  row: z.object({ who: z.string(), told: z.unknown() }),
} as const satisfies Statement<z.core.$ZodType>;

/** Asks for the balances of members by their ids at the shop. */
export function gatherBalances(ask: Ask, shopId: string): Gathered<unknown> {
  return new Gathered(async (names) => new Map((await askFor(ask, statement, [shopId, names])).map((row) => [row.who, row.told])));
}

/** A member's wallets without a transaction: the read that pages make most. */
export async function readBalance(club: ClubContext, session: Session, locale: string | undefined): Promise<Wallet[]> {
  const memberId = signedIn({ session });
  const scope: Scope = { sql: club.sql, program: club.program, now: club.now() };
  const found = z.parse(told, await club.balances.get(memberId));
  const words = wordsFor(scope.program, locale);
  enrolled({ scope, session, known: found, words });
  const { balances = [], remaining = [] } = found ?? {};
  return walletsOf(scope, { balances: balancesFrom(balances), remaining }, words);
}

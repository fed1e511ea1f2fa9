import * as z from 'zod/mini';
import type { Session } from '../../adapters/port.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import type { ClubContext } from './context.js';
import { askFor, type Statement } from './database.js';
import { balancesFrom } from './ledger.js';
import { enrolled, signedIn } from './read.js';
import type { Scope } from './scope.js';
import { instantColumn } from './sql-values.js';
import { accountNames } from './tables.js';
import { walletsOf } from './wallet-read.js';
import { wordsFor } from './words.js';

const told = z.object({
  key: z.string(),
  state: z.enum(['known', 'enrolled', 'blocked', 'erased']),
  // A number of JSON that was rounded is no safe integer any more, and refused.
  balances: z.array(z.object({ walletId: z.string(), account: z.enum(accountNames), balance: z.int() })),
  remaining: z.array(
    z.object({
      walletId: z.string(),
      remaining: z.int(),
      expiresAt: z.nullable(instantColumn),
      availableAt: z.nullable(instantColumn),
      activatesAt: instantColumn,
    }),
  ),
});

/** One statement sees one state of the database, as the transaction around several reads does. */
const balance = {
  name: 'vafa_balance',
  text: `select json_build_object('key', m.member_id, 'state', m.state,
      'balances', array(select json_build_object('walletId', wallet_id, 'account', account, 'balance', balance)
        from accounts where shop_id = m.shop_id and member_id = m.member_id),
      'remaining', array(select json_build_object('walletId', wallet_id, 'remaining', remaining, 'expiresAt', expires_at,
          'availableAt', available_at, 'activatesAt', activates_at)
        from lots where shop_id = m.shop_id and member_id = m.member_id and remaining > 0)) as told
    from people p join members m using (shop_id, member_id) where p.shop_id = $1 and p.external_id = $2`,
  row: z.object({ told }),
} as const satisfies Statement<z.core.$ZodType>;

/** A member's wallets by a single statement: the read that pages make most. */
export async function readBalance(club: ClubContext, session: Session, locale: string | undefined): Promise<Wallet[]> {
  const memberId = signedIn({ session });
  const scope: Scope = { sql: club.sql, program: club.program, now: club.now() };
  const [row] = await askFor(club.ask, balance, [session.shopId, memberId]);
  const words = wordsFor(scope.program, locale);
  enrolled({ scope, session, known: row?.told, words });
  const { balances = [], remaining = [] } = row?.told ?? {};
  return walletsOf(scope, { balances: balancesFrom(balances), remaining }, words);
}

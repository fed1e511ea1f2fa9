import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import { rowsOf, type Sql } from './club/database.js';
import { makeTables, sweeper } from './gateway-tables.js';
import { codeLimits, codeSeconds, type CodeLimits, type CodeStore } from './gateway/identity/code-store.js';
import type { Nonces } from './gateway/identity/nonces.js';
import type { IdentityStrategy } from './gateway/identity/strategies.js';

const answered = z.object({ answer: z.boolean() });

/**
 * One-time codes in a gateway’s database: they outlive a restart, and several gateways share them. Each call is one
 * statement on one row, which the database lets nobody get between, and writes that row whatever it answers, so that
 * the time says nothing. What is old goes by the database’s clock: that of one gateway may be wrong.
 */
export async function codesInDatabase(db: Sql, shopId: string, limits: Partial<Omit<CodeLimits, 'remembered'>> = {}): Promise<CodeStore> {
  const { perHour, perDay, guesses } = { ...codeLimits, ...limits };
  await makeTables(db, [
    `create table if not exists vafa_codes (
      address text primary key, offered timestamptz[] not null, code text, until timestamptz not null, guesses_left integer not null,
      answer boolean not null, touched timestamptz not null default now())`,
    'create index if not exists vafa_codes_touched on vafa_codes (touched)',
  ]);
  const sweep = sweeper(() => db.execute(sql`delete from vafa_codes where touched < now() - interval '25 hours'`));
  const ask = async (statement: SQL): Promise<boolean> => {
    await sweep();
    return (await rowsOf(db, statement, answered))[0]?.answer === true;
  };
  return {
    offer: (address, code, now) => ask(offering({ address: nameOf(shopId, address), code, at: momentOf(now) }, { perHour, perDay, guesses })),
    guess: (address, code, now) => ask(guessing({ address: nameOf(shopId, address), code, at: momentOf(now) })),
  };
}

interface Asked {
  readonly address: string;
  readonly code: string;
  /** By the gateway’s clock, which also says until when a code is good. */
  readonly at: SQL;
}

function offering({ address, code, at }: Asked, { perHour, perDay, guesses }: Omit<CodeLimits, 'remembered'>): SQL {
  const until = sql`${at} + make_interval(secs => ${codeSeconds})`;
  return sql`insert into vafa_codes as kept (address, offered, code, until, guesses_left, answer) values (${address}, array[${at}], ${code}, ${until}, ${guesses}, true)
    on conflict (address) do update set (offered, code, until, guesses_left, answer, touched) = (
      select case when fits then recent || ${at} else kept.offered end, case when fits then excluded.code else kept.code end,
        case when fits then excluded.until else kept.until end, case when fits then excluded.guesses_left else kept.guesses_left end, fits, now()
      from (select coalesce(array_agg(time), '{}') as recent, count(*) < ${perDay} and count(*) filter (where time > ${at} - interval '1 hour') < ${perHour} as fits
        from unnest(kept.offered) as time where time > ${at} - interval '1 day') as counted)
    returning answer`;
}

// Every expression of an update sees the row as it was; what is returned is the row as it is.
function guessing({ address, code, at }: Asked): SQL {
  return sql`insert into vafa_codes as kept (address, offered, until, guesses_left, answer) values (${address}, '{}', ${at}, 0, false)
    on conflict (address) do update set answer = coalesce(kept.code = ${code} and kept.until > ${at}, false), guesses_left = greatest(kept.guesses_left - 1, 0),
      code = case when kept.guesses_left > 1 and not (kept.code = ${code} and kept.until > ${at}) then kept.code end, touched = now()
    returning answer`;
}

/** Signed requests that came, in a gateway’s database: what was taken by one gateway is taken by none of them again. */
export async function noncesInDatabase(db: Sql, shopId: string, now: () => Date): Promise<Nonces> {
  await makeTables(db, [
    'create table if not exists vafa_nonces (nonce text primary key, until timestamptz not null, taken timestamptz not null default now())',
    'create index if not exists vafa_nonces_over on vafa_nonces (greatest(until, taken))',
  ]);
  // A day longer than must be: the clock of one gateway may be wrong, and what is forgotten could come again.
  const sweep = sweeper(() => db.execute(sql`delete from vafa_nonces where greatest(until, taken) < now() - interval '1 day'`));
  return {
    first: async (nonce, until) => {
      await sweep();
      const taken = sql`insert into vafa_nonces as known (nonce, until) values (${nameOf(shopId, nonce)}, ${momentOf(until)})
        on conflict (nonce) do update set until = excluded.until, taken = now() where known.until <= ${momentOf(now())} returning true as answer`;
      return (await rowsOf(db, taken, answered)).length > 0;
    },
  };
}

/** The strategies, with what they must remember in the database, where they were given no place of their own. */
export async function remembering(identity: readonly IdentityStrategy[] | undefined, db: Sql, shopId: string, now: () => Date = () => new Date()): Promise<readonly IdentityStrategy[] | undefined> {
  return identity && Promise.all(identity.map(async (strategy) => {
    if (strategy.type === 'one-time-code') return { ...strategy, store: strategy.store ?? (await codesInDatabase(db, shopId)) };
    if (strategy.type === 'session-exchange') return { ...strategy, nonces: strategy.nonces ?? (await noncesInDatabase(db, shopId, now)) };
    return strategy;
  }));
}

// One database may serve several shops, which may even have a secret in common.
function nameOf(shopId: string, name: string): string {
  return createHash('sha256').update(JSON.stringify([shopId, name])).digest('base64url');
}

function momentOf(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}

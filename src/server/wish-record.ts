import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { Claim, OnceStore } from '../adapters/declarative/once.js';
import { rowsOf, type Sql } from './club/database.js';
import { makeTables, sweeper } from './gateway-tables.js';

/** Hours a wish is remembered: longer than any page keeps one that it heard nothing of. */
const keptHours = 48;
/** Minutes after which a process that began a wish and said no more is taken for gone. */
const goneMinutes = 2;

const row = z.object({ digest: z.string(), state: z.enum(['busy', 'unknown', 'done']), answer: z.nullable(z.string()), begun: z.coerce.number(), gone: z.boolean() });

/**
 * The gateway’s own record of wishes in its database, for vendors that keep none: it outlives a restart, and several
 * gateways share it. A wish that was begun by a process which is gone counts as lost. Wishes are kept by a digest of
 * their names, which hold ids of members.
 */
export async function wishRecord(db: Sql): Promise<OnceStore> {
  await makeTables(db, [
    `create table if not exists vafa_wishes (
      wish text primary key, digest text not null, state text not null check (state in ('busy', 'unknown', 'done')),
      answer text, begun timestamptz not null default now(), check ((state = 'done') = (answer is not null)))`,
    'create index if not exists vafa_wishes_begun on vafa_wishes (begun)',
  ]);
  const end = async (wish: string, state: 'unknown' | 'done', answer: string | null): Promise<void> => {
    await db.execute(sql`update vafa_wishes set state = ${state}, answer = ${answer} where wish = ${nameOf(wish)}`);
  };
  const sweep = sweeper(() => db.execute(sql`delete from vafa_wishes where begun < now() - make_interval(hours => ${keptHours})`));
  return {
    claim: async (wish, digest) => {
      await sweep();
      return claim(db, nameOf(wish), digest);
    },
    done: (wish, answer) => end(wish, 'done', JSON.stringify(answer ?? null)),
    lost: (wish) => end(wish, 'unknown', null),
    release: async (wish) => void (await db.execute(sql`delete from vafa_wishes where wish = ${nameOf(wish)}`)),
  };
}

function nameOf(wish: string): string {
  return createHash('sha256').update(wish).digest('base64url');
}

async function claim(db: Sql, wish: string, digest: string): Promise<Claim> {
  const taken = await rowsOf(db, sql`insert into vafa_wishes (wish, digest, state) values (${wish}, ${digest}, 'busy') on conflict (wish) do nothing returning wish`, z.object({ wish: z.string() }));
  if (taken.length > 0) return { kind: 'fresh' };
  const [known] = await rowsOf(
    db,
    sql`select digest, state, answer, floor(extract(epoch from begun) * 1000)::float8 as begun, begun < now() - make_interval(mins => ${goneMinutes}) as gone from vafa_wishes where wish = ${wish}`,
    row,
  );
  // Released in between: whoever asks again takes it.
  if (!known) return { kind: 'busy' };
  if (known.digest !== digest) return { kind: 'other' };
  if (known.state === 'done') return { kind: 'done', answer: JSON.parse(known.answer ?? 'null') as unknown };
  return known.state === 'busy' && !known.gone ? { kind: 'busy' } : { kind: 'unknown', begun: known.begun };
}

import type { PortalBackend } from '../../adapters/port.js';
import type { ShopPort } from '../../adapters/shop-port.js';
import { PortalError } from '../../domain/errors.js';
import { shopEvent, type ShopEvent } from '../../domain/shop-event.schema.js';
import * as z from 'zod/mini';
import { ChangeHub } from './changes.js';
import type { ClubDatabase } from './database.js';
import { take } from './events.js';
import { runDue, type JobReport } from './jobs.js';
import { findMember, forget, lockMember, touch } from './members.js';
import { migrate } from './migrate.js';
import { ClubPort, type ClubContext } from './port.js';
import { parseProgram, type Program } from './program/program.js';
import type { Scope } from './scope.js';
import { asPortalError, transact, type OnError } from './transaction.js';

/** What a club is made of. */
export interface ClubOptions {
  readonly database: ClubDatabase;
  readonly program: Program;
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** Told of failures whose cause members and the shop must not see. */
  readonly onError?: OnError;
}

/** The starter club: a portal for members, a port for the shop, and the work that falls due with time. */
export interface Club extends PortalBackend, ShopPort {
  /** The shop it is for. */
  readonly shopId: string;
  /** Releases, expires and renews what is due by now. Safe to run at any time, by several processes at once. */
  runJobs(now?: Date): Promise<JobReport>;
  /** Erases what says who a member is, for ever; answers whether there was such a member. The ledger stays. */
  erase(memberId: string): Promise<boolean>;
  /** Ends all watching and lets go of the database. */
  close(): Promise<void>;
}

/** Opens a club on a database, bringing its schema up to date first. */
export async function openClub(options: ClubOptions): Promise<Club> {
  const { database, now = () => new Date(), onError = console.error } = options;
  const program = parseProgram(options.program);
  await migrate(database.sql);
  const hub = await ChangeHub.open(database, program.shop.id);
  const context: ClubContext = { sql: database.sql, program, now, hub, onError };
  return {
    shopId: program.shop.id,
    open: (session) => new ClubPort(context, session),
    receive: (event) => inTransaction(context, async (scope) => take(scope, checked(event))),
    runJobs: (at = now()) => runDue(database.sql, program, at, onError),
    erase: (memberId) => inTransaction(context, (scope) => erase(scope, memberId)),
    close: async () => {
      await hub.close();
      await database.close();
    },
  };
}

async function inTransaction<T>({ sql, program, now, onError }: ClubContext, work: (scope: Scope) => Promise<T>): Promise<T> {
  try {
    return await transact(sql, (tx) => work({ sql: tx, program, now: now() }));
  } catch (thrown) {
    throw asPortalError(thrown, onError);
  }
}

// The club is reached without the gateway too, so it does not trust that somebody else has checked the event.
function checked(event: ShopEvent): ShopEvent {
  const parsed = z.safeParse(shopEvent, event);
  if (parsed.success) return parsed.data;
  throw new PortalError({ kind: 'rejected', detail: z.prettifyError(parsed.error), code: 'event' });
}

async function erase(scope: Scope, memberId: string): Promise<boolean> {
  const found = await findMember(scope, memberId);
  if (!found) return false;
  const { key } = await lockMember(scope, found.key);
  // Told before the row that says whom to tell is gone.
  await touch(scope, key, ['member', 'wallets', 'tiers', 'activity']);
  await forget(scope, key);
  return true;
}

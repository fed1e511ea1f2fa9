import type { PortalBackend } from '../../adapters/port.js';
import type { ShopPort } from '../../adapters/shop-port.js';
import { PortalError } from '../../domain/errors.js';
import { shopEvent, type ShopEvent } from '../../domain/shop-event.schema.js';
import * as z from 'zod/mini';
import type { Actor } from './audit.js';
import { gatherBalances } from './balance-read.js';
import { CallbackIssuer } from './callback.js';
import { ChangeHub } from './changes.js';
import { addCodes, type Upload } from './codes.js';
import type { ClubContext } from './context.js';
import type { ClubDatabase } from './database.js';
import { take } from './events.js';
import { Deliverer, type Delivered } from './deliverer.js';
import type { CodeIssuer } from './issuer.js';
import { runDue, type JobReport } from './jobs.js';
import { LiveProgram } from './live-program.js';
import { migrate } from './migrate.js';
import { adjust, grant, type Adjustment, type Grant, type OwnerReceipt } from './owner.js';
import { block, erase, type OwnerWord, unblock } from './owner-members.js';
import { type Cancelled, cancelByOwner, useByOwner } from './owner-redemptions.js';
import { ClubPort } from './port.js';
import { parseProgram, type Program } from './program/program.js';
import { Pursuits } from './pursuit.js';
import { freeCodes } from './rewards-read.js';
import type { Scope } from './scope.js';
import { asPortalError, transact, withoutValues, type OnError } from './transaction.js';

/** What a club is made of. */
export interface ClubOptions {
  readonly database: ClubDatabase;
  /** In force until one is applied to the database; its shop is the club's. */
  readonly program: Program;
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** Told of failures whose cause members and the shop must not see. */
  readonly onError?: OnError;
  /** The secret that a program names as `env:NAME`; the environment variable by default. */
  readonly secrets?: (name: string) => string | undefined;
  /** Makes the codes that no pool has; by default the shop's server, asked as the program's `callback` says. */
  readonly issuer?: CodeIssuer;
  /** How webhooks are called; the platform's by default. */
  readonly fetch?: typeof fetch;
  /** Between 0 and 1; spreads tries that failed together. */
  readonly random?: () => number;
}

/** The starter club: a portal for members, a port for the shop, what an owner does, and the work that falls due with time. */
export interface Club extends PortalBackend, ShopPort {
  /** The shop it is for. */
  readonly shopId: string;
  /** The program in force. */
  readonly program: Program;
  /** Releases, expires, renews, reminds and tells what is due by now, and goes on with codes that are on their way. Safe to run at any time, by several processes at once. */
  runJobs(now?: Date): Promise<JobReport>;
  /** Tells webhooks what is due; a part of `runJobs` that may also be run as soon as something happens. */
  deliver(now?: Date): Promise<Delivered>;
  /** Calls the listener when something happened, in any process, that webhooks are told of; the answer stops it. */
  onNews(listener: () => void): () => void;
  /** Erases what says who a member is, for ever; answers whether there was such a member. The ledger stays. */
  erase(memberId: string, by?: OwnerWord): Promise<boolean>;
  /** Pauses a membership; answers whether that was news. */
  block(memberId: string, by: OwnerWord): Promise<boolean>;
  /** Ends the pause of a membership; answers whether there was one. */
  unblock(memberId: string, by: OwnerWord): Promise<boolean>;
  /** Cancels what points bought, also where the member may not. */
  cancelRedemption(redemptionId: string, by: OwnerWord): Promise<Cancelled>;
  /** Notes that what points bought was used; answers whether that was news. */
  useRedemption(redemptionId: string, by: OwnerWord): Promise<boolean>;
  /** Corrects a balance; what cannot be taken is owed, and told. */
  adjust(memberId: string, wish: Adjustment): Promise<OwnerReceipt>;
  /** Gives points, spendable at once. */
  grant(memberId: string, wish: Grant): Promise<OwnerReceipt>;
  /** Puts codes into a pool that rewards take theirs from; `actor` is who does it. */
  uploadCodes(pool: string, codes: readonly string[], actor: string, reason?: string): Promise<Upload>;
  /** How many codes of a pool nobody has yet. */
  codesLeft(pool: string): Promise<number>;
  /** Ends all watching and lets go of the database. */
  close(): Promise<void>;
}

/** Opens a club on a database, bringing its schema up to date first. A program that was applied to the database is in force, not the one given. */
export async function openClub(options: ClubOptions): Promise<Club> {
  const { database, secrets = (name) => process.env[name] } = options;
  const onError: OnError = (thrown) => (options.onError ?? console.error)(withoutValues(thrown));
  await migrate(database.sql);
  const issuerFor = (program: Program) => options.issuer ?? issuerOf(program, secrets);
  const live = await LiveProgram.open({ sql: database.sql, given: parseProgram(options.program), issuerFor, onError });
  const heard = new Set<() => void>();
  const hub = await ChangeHub.open(database, live.program.shop.id, {
    program: () => void context.takeUpProgram(),
    outbox: () => heard.forEach((listener) => listener()),
  });
  const context = contextOf({ ...options, onError, secrets }, live, hub);
  // One that was applied before the hub heard of it.
  await context.takeUpProgram();
  return clubOf(context, database, heard);
}

function contextOf({ database: { sql, ask }, now = () => new Date(), onError, secrets, fetch, random }: Opened, live: LiveProgram, hub: ChangeHub): ClubContext {
  // The program is looked up at each use: it changes while the club runs.
  const common = {
    ...{ sql, now, onError, secrets, fetch, random },
    get program() { return live.program; },
    get issuer() { return live.issuer; },
  };
  const takeUpProgram = async () => {
    if (await live.refresh()) hub.programChanged();
  };
  return {
    ...{ sql, ask, now, onError },
    hub,
    takeUpProgram,
    balances: gatherBalances(ask, live.program.shop.id),
    pursuits: new Pursuits(common),
    deliverer: new Deliverer(common),
    get program() { return live.program; },
    get revision() { return live.revision; },
    get issuer() { return live.issuer; },
  };
}

type Opened = ClubOptions & Required<Pick<ClubOptions, 'onError' | 'secrets'>>;

function clubOf(context: ClubContext, database: ClubDatabase, heard: Set<() => void>): Club {
  const { hub, pursuits, deliverer, now } = context;
  return {
    shopId: context.program.shop.id,
    get program() { return context.program; },
    open: (session) => new ClubPort(context, session),
    receive: async (told, call) => {
      const event = checked(told);
      const actor = { actor: 'shop', action: event.type, requestId: call?.requestId, detail: { eventId: event.id } } as const;
      return inTransaction(context, actor, (scope) => take(scope, event));
    },
    runJobs: (at = now()) => runDue(context, at),
    deliver: (at = now()) => deliverer.run(at),
    onNews: (listener) => {
      heard.add(listener);
      return () => void heard.delete(listener);
    },
    ...ownerOf(context),
    close: async () => {
      await Promise.all([pursuits.stop(), deliverer.stop()]);
      await hub.close();
      await database.close();
    },
  };
}

type OwnerDeeds = Pick<Club, 'erase' | 'block' | 'unblock' | 'cancelRedemption' | 'useRedemption' | 'adjust' | 'grant' | 'uploadCodes' | 'codesLeft'>;

function ownerOf(context: ClubContext): OwnerDeeds {
  const as = (action: string, { actor, reason }: Partial<OwnerWord>, detail?: Actor['detail']): Actor => ({ actor: 'owner', action, name: actor, reason, detail });
  const moved = ({ walletId, amount, reason, actor }: Adjustment) => [{ actor, reason }, { walletId, amount }] as const;
  return {
    erase: (memberId, by) => inTransaction(context, by ? as('erase', by) : { actor: 'system', action: 'erase' }, (scope) => erase(scope, memberId)),
    block: (memberId, by) => inTransaction(context, as('block', by), (scope) => block(scope, memberId)),
    unblock: (memberId, by) => inTransaction(context, as('unblock', by), (scope) => unblock(scope, memberId)),
    cancelRedemption: (redemptionId, by) => inTransaction(context, as('redemption.cancel', by, { redemptionId }), (scope) => cancelByOwner(scope, redemptionId)),
    useRedemption: (redemptionId, by) => inTransaction(context, as('redemption.use', by, { redemptionId }), (scope) => useByOwner(scope, redemptionId)),
    adjust: (memberId, wish) => inTransaction(context, as('adjust', ...moved(wish)), (scope) => adjust(scope, memberId, wish)),
    grant: (memberId, wish) => inTransaction(context, as('grant', ...moved(wish)), (scope) => grant(scope, memberId, wish)),
    uploadCodes: (pool, codes, actor, reason) => inTransaction(context, as('codes.upload', { actor, reason }, { pool, codes: codes.length }), (scope) => addCodes(scope, pool, codes)),
    codesLeft: async (pool) => (await freeCodes({ sql: context.sql, program: context.program, now: context.now() }, [pool])).get(pool) ?? 0,
  };
}

function issuerOf({ callback }: Program, secrets: (name: string) => string | undefined): CodeIssuer | undefined {
  if (!callback) return undefined;
  const { url, secret: reference } = callback;
  if (url === undefined || reference === undefined) throw new Error('callback of the program names no url and secret, so the codes are made by `codes` of vafa.json, and nothing is there. Write either.');
  const name = reference.slice('env:'.length);
  const secret = secrets(name);
  if (secret) return new CallbackIssuer({ url, secret });
  throw new Error(`callback.secret of the program is ${reference}, but ${name} is not set. Set it to the secret that the shop's server knows.`);
}

async function inTransaction<T>({ sql, program, now, onError }: ClubContext, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  try {
    return await transact(sql, actor, (tx) => work({ sql: tx, program, now: now() }));
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

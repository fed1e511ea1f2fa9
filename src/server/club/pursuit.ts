import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { Sql } from './database.js';
import { CodeRefused, type CodeIssuer } from './issuer.js';
import type { Program } from './program/program.js';
import { promise } from './promise.js';
import { untilAborted, type Scope } from './scope.js';
import { codeCame, giveUp, isRedemption, lockRedemption, move, refund } from './settle.js';
import { codes, redemptions, type StoredRedemption } from './tables.js';
import { transact, withoutValues, type OnError } from './transaction.js';

/** For so long nobody else takes up what somebody is at. */
export const leaseSeconds = 30;
/** The longest that the maker of a code is listened to. */
const attemptSeconds = 20;

/** So many are asked for at once by the job. */
const together = 10;

/** What a pursuit needs of the club. */
export interface PursuitOptions {
  readonly sql: Sql;
  readonly program: Program;
  readonly now: () => Date;
  readonly onError: OnError;
  readonly issuer: CodeIssuer | undefined;
}

/**
 * Goes after what must be asked of the maker of codes (a code to make, one to take back) until it is known. Each try
 * is written down before it is made, so that after a crash another process goes on, and asking twice is harmless.
 */
export class Pursuits {
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(private readonly options: PursuitOptions) {}

  /** The first try for a redemption that this process has just written down; answers when it is over or has taken too long for a member to wait. */
  async first(redemptionId: string, signal?: AbortSignal): Promise<void> {
    const { waitSeconds = 0 } = this.options.program.callback ?? {};
    const tried = this.#once(redemptionId, () => this.#first(redemptionId));
    await sooner(tried, waitSeconds * 1_000, AbortSignal.any([this.#stopping.signal, ...(signal ? [signal] : [])]));
  }

  /** One try for everything that is due; answers how many redemptions came to an end of it. */
  async runDue(now: Date): Promise<number> {
    const scope = this.#scope(this.options.sql);
    const due = await scope.sql
      .select({ id: redemptions.redemptionId })
      .from(redemptions)
      .where(and(eq(redemptions.shopId, scope.program.shop.id), isNotNull(redemptions.task), lte(redemptions.nextTryAt, now)))
      .orderBy(redemptions.nextTryAt)
      .limit(500);
    let ended = 0;
    // Some side by side: a maker that does not answer must not keep hundreds of others waiting.
    for (let from = 0; from < due.length; from += together) {
      const tried = due.slice(from, from + together).map(async ({ id }) => {
        await this.#once(id, () => this.#try(id, now));
        return (await this.#task(id)) === null;
      });
      ended += (await Promise.all(tried)).filter(Boolean).length;
    }
    return ended;
  }

  /** Ends all trying; what is not known yet waits for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The club is closing.'));
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running.values());
  }

  // Two who ask for one redemption in one process share the try.
  #once(id: string, work: () => Promise<void>): Promise<void> {
    const running = this.#running.get(id);
    if (running) return running;
    const started = work()
      .catch((thrown: unknown) => this.options.onError(thrown))
      .finally(() => this.#running.delete(id));
    this.#running.set(id, started);
    return started;
  }

  // Whoever wrote the task down holds its lease and need not claim it; a repetition of the request must.
  async #first(id: string): Promise<void> {
    const [row] = await this.options.sql.select().from(redemptions).where(isRedemption(this.#scope(this.options.sql), id));
    if (!row?.task) return;
    const mine = row.attempts === 0 ? row.nextTryAt : null;
    await this.#try(id, mine ?? this.options.now());
  }

  async #task(id: string): Promise<StoredRedemption['task'] | undefined> {
    const [row] = await this.options.sql.select({ task: redemptions.task }).from(redemptions).where(isRedemption(this.#scope(this.options.sql), id));
    return row?.task;
  }

  async #try(id: string, dueBy: Date): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const row = await this.#claim(id, dueBy);
    if (!row) return;
    try {
      await this.#attempt(row);
    } catch (thrown) {
      if (this.#stopping.signal.aborted) return;
      const cause = withoutValues(thrown);
      this.options.onError(new Error(`${row.task} of redemption ${id}, try ${row.attempts}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause }));
      await this.#later(row);
    }
  }

  // One of several processes gets it: the others find that it is not due any more.
  async #claim(id: string, dueBy: Date): Promise<StoredRedemption | undefined> {
    const { sql: db, now } = this.options;
    const until = new Date(Math.max(now().getTime(), dueBy.getTime()) + leaseSeconds * 1_000);
    const [row] = await db
      .update(redemptions)
      .set({ nextTryAt: until, attempts: sql`${redemptions.attempts} + 1` })
      .where(and(isRedemption(this.#scope(db), id), isNotNull(redemptions.task), lte(redemptions.nextTryAt, dueBy)))
      .returning();
    return row;
  }

  async #attempt(row: StoredRedemption): Promise<void> {
    const { issuer } = this.options;
    const overdue = row.task === 'issue' && row.deadlineAt !== null && row.deadlineAt <= this.options.now();
    if (overdue) return this.#settle(row, 'too_late', (scope, now) => giveUp(scope, now, 'too_late'));
    if (!issuer) throw new Error('The program has no `callback` any more, so nobody can be asked.');
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(attemptSeconds * 1_000)]);
    switch (row.task) {
      case 'issue':
        return this.#issue(row, issuer, signal);
      case 'cancel':
      case 'revoke':
        return this.#revoke(row, issuer, signal);
      case null:
        return;
      default:
        return row.task satisfies never;
    }
  }

  async #issue(row: StoredRedemption, issuer: CodeIssuer, signal: AbortSignal): Promise<void> {
    const { redemptionId, rewardId, expiresAt } = row;
    const { kind, product, worth, minimumBasket } = z.parse(promise, row.promise);
    const wish = { redemptionId, rewardId, kind, product, worth, minimumBasket, validUntil: expiresAt?.toISOString() };
    const answer = await untilAborted(issuer.issue(wish, { signal }), signal).catch((thrown: unknown) => {
      if (thrown instanceof CodeRefused) return thrown;
      throw thrown;
    });
    if (answer instanceof CodeRefused) {
      // Refused at the first try, there never was a code; after a try that nobody knows the end of, there may be one.
      await this.#settle(row, 'refused', (scope, now) => giveUp(scope, now, 'refused', row.attempts > 1));
      // The member only reads that it failed; whoever can change it reads why.
      return this.options.onError(new Error(`issue of redemption ${redemptionId} was refused: ${answer.message}`));
    }
    const became = await this.#transact('code.issued', redemptionId, (scope) => codeCame(scope, redemptionId, answer));
    if (became === 'late') await this.#unwanted(row);
    if (became !== 'issued') await this.#again(redemptionId, 0);
    if (became === 'code_taken') this.options.onError(new Error(`The maker of codes answered for redemption ${redemptionId} a code that was given before. Each must be new.`));
  }

  async #revoke(row: StoredRedemption, issuer: CodeIssuer, signal: AbortSignal): Promise<void> {
    const { redemptionId, rewardId } = row;
    const [given] = await this.options.sql.select({ code: codes.code }).from(codes).where(and(eq(codes.shopId, row.shopId), eq(codes.redemptionId, redemptionId)));
    const answer = await untilAborted(issuer.revoke({ redemptionId, rewardId, code: given?.code }, { signal }), signal);
    await this.#settle(row, `code.${answer}`, async (scope, now) => {
      if (now.task === 'cancel' && answer === 'revoked') return refund(scope, now);
      const used = now.task === 'cancel' ? ({ state: 'used', usedAt: scope.now } as const) : {};
      await move(scope, now, { ...used, task: null, nextTryAt: null });
    });
    if (answer === 'used' && row.task === 'revoke') this.options.onError(new Error(`The code of redemption ${redemptionId} was used although its points went back.`));
  }

  // A code came after it was given up: it must not stay good.
  async #unwanted(row: StoredRedemption): Promise<void> {
    await this.#transact('code.late', row.redemptionId, async (scope) => {
      const now = await lockRedemption(scope, row.redemptionId);
      if (now?.state === 'failed') await move(scope, now, { task: 'revoke', nextTryAt: scope.now, attempts: 0 });
    });
  }

  async #settle(row: StoredRedemption, action: string, work: (scope: Scope, now: StoredRedemption) => Promise<void>): Promise<void> {
    const went = await this.#transact(action, row.redemptionId, async (scope) => {
      const now = await lockRedemption(scope, row.redemptionId);
      if (now?.task !== row.task) return false;
      await work(scope, now);
      return true;
    });
    if (went) await this.#again(row.redemptionId, 0);
  }

  async #later(row: StoredRedemption): Promise<void> {
    const { sql: db, now } = this.options;
    const seconds = Math.min(3_600, 2 ** Math.min(12, row.attempts - 1));
    const next = new Date(now().getTime() + seconds * 1_000);
    const until = row.task === 'issue' && row.deadlineAt !== null && row.deadlineAt < next ? row.deadlineAt : next;
    await db.update(redemptions).set({ nextTryAt: until }).where(and(isRedemption(this.#scope(db), row.redemptionId), eq(redemptions.attempts, row.attempts)));
    await this.#again(row.redemptionId, Math.max(0, until.getTime() - now().getTime()));
  }

  // The job would come to it too, within a minute; a member who waits should not.
  async #again(id: string, milliseconds: number): Promise<void> {
    if (this.#stopping.signal.aborted || (await this.#task(id)) === null) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#once(id, () => this.#try(id, this.options.now()));
    }, milliseconds).unref();
    this.#timers.add(timer);
  }

  #transact<T>(action: string, redemptionId: string, work: (scope: Scope) => Promise<T>): Promise<T> {
    const actor = { actor: 'system', action, detail: { redemptionId } } as const;
    return transact(this.options.sql, actor, (sql) => work(this.#scope(sql)));
  }

  #scope(sql: Sql): Scope {
    return { sql, program: this.options.program, now: this.options.now() };
  }
}

// Whichever comes first; the work goes on.
function sooner(work: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    void work.finally(end);
    if (signal.aborted) end();
  });
}

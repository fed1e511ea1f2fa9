import type { Call, Include, JoinInput, PortalAdapter, Session, Snapshot, WriteCall, Written } from '../../adapters/port.js';
import type { Change } from '../../domain/snapshot.schema.js';
import type { ActivityQuery } from '../../domain/activity.schema.js';
import type { Member } from '../../domain/member.schema.js';
import type { ChangeHub } from './changes.js';
import type { Sql } from './database.js';
import { enrollMember } from './join.js';
import { memberOf, meetMember } from './members.js';
import { answerBefore, claimKey, keepAnswer, type Write } from './once.js';
import type { Program } from './program/program.js';
import { abilities, readerOf, readParts, reads, signedIn, versionOf, type Reader } from './read.js';
import { refuse, type Scope } from './scope.js';
import { readAnswer, writeAnswer } from './stored-answer.js';
import { asPortalError, reading, transact, type OnError } from './transaction.js';
import { wordsFor } from './words.js';

/** What the club's parts share. */
export interface ClubContext {
  readonly sql: Sql;
  readonly program: Program;
  readonly now: () => Date;
  readonly hub: ChangeHub;
  readonly onError: OnError;
}

/** The club's port for one session. */
export class ClubPort implements PortalAdapter {
  constructor(
    private readonly club: ClubContext,
    private readonly session: Session,
  ) {}

  capabilities(call?: Call) {
    return this.#guarded(call, async () => abilities);
  }

  shop(call?: Call) {
    return this.#read(call, async (reader) => reads.shop(reader));
  }

  member(call?: Call) {
    return this.#read(call, async (reader) => reads.member(reader));
  }

  wallets(call?: Call) {
    return this.#read(call, reads.wallets);
  }

  tiers(call?: Call) {
    return this.#read(call, reads.tiers);
  }

  activity(query: ActivityQuery, call?: Call) {
    return this.#read(call, (reader) => reads.activity(reader, query));
  }

  snapshot(includes: readonly Include[], call?: Call & { readonly since?: number }): Promise<Snapshot> {
    return this.#guarded(call, () =>
      reading(this.club.sql, async (tx) => {
        const reader = await readerOf(this.#scope(tx), this.session, call?.locale);
        const version = versionOf(reader);
        if (version === undefined || version !== call?.since) return readParts(reader, includes);
        return { version, at: reader.scope.now.toISOString(), unchanged: true, parts: [] };
      }),
    );
  }

  join(input: JoinInput, call: WriteCall): Promise<Written<Member>> {
    return this.#guarded(call, () => transact(this.club.sql, (tx) => this.#join(this.#scope(tx), input, call)));
  }

  async *watch(call?: Call): AsyncGenerator<Change, void, undefined> {
    const watcher = this.club.hub.watch(signedIn({ session: this.session }), call?.signal);
    try {
      // First the present version, read after the hearing began: what changed before it was heard shows in it.
      const { version = 0 } = await this.snapshot([], { signal: call?.signal });
      yield { version, keys: [] };
      for (let next = await watcher.next(); next; next = await watcher.next()) {
        // The bell of a change that the present version already holds may ring late.
        if (next.version === undefined || next.version > version) yield next;
      }
    } catch (thrown) {
      if (!call?.signal?.aborted) throw thrown;
    } finally {
      watcher.end();
    }
  }

  async #join(scope: Scope, input: JoinInput, call: WriteCall): Promise<Written<Member>> {
    const memberId = signedIn({ session: this.session });
    const write: Write = { memberId, operation: 'join', key: call.key, input: { acceptTerms: input.acceptTerms } };
    await claimKey(scope, write);
    const { name, email } = this.session;
    const member = await meetMember(scope, { memberId, name, email });
    const before = await answerBefore(scope, member.key, write);
    if (before !== undefined) return readAnswer(before);
    if (!input.acceptTerms) {
      const { terms } = scope.program.refusals;
      refuse('rejected', '`acceptTerms` must be true.', { code: 'terms', userMessage: wordsFor(scope.program, call.locale).pick(terms) });
    }
    await enrollMember(scope, member, scope.now, call.locale);
    const reader = await readerOf(scope, this.session, call.locale);
    const answer = { ...(await readParts(reader, call.includes ?? [])), result: memberOf(memberId, reader.known, this.session) };
    const text = writeAnswer(answer);
    await keepAnswer(scope, member.key, write, text);
    // Read back from the text, so that the first answer and its repetitions are the same to the letter.
    return readAnswer(text);
  }

  #read<T>(call: Call | undefined, read: (reader: Reader) => Promise<T>): Promise<T> {
    return this.#guarded(call, () =>
      reading(this.club.sql, async (tx) => read(await readerOf(this.#scope(tx), this.session, call?.locale))),
    );
  }

  #scope(sql: Sql): Scope {
    return { sql, program: this.club.program, now: this.club.now() };
  }

  // Every failure leaves as a `PortalError`; an aborted call ends at once, whatever the database is still doing.
  async #guarded<T>(call: Call | undefined, work: () => Promise<T>): Promise<T> {
    call?.signal?.throwIfAborted();
    if (this.session.shopId !== this.club.program.shop.id) refuse('not_found', `This club is of another shop than ${this.session.shopId}.`);
    const answer = work().catch((thrown: unknown) => {
      throw asPortalError(thrown, this.club.onError);
    });
    return call?.signal ? untilAborted(answer, call.signal) : answer;
  }
}

// The answer, or the signal's reason as soon as it is aborted.
function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

import type { Operation } from '../../domain/capabilities.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { Call, Session } from '../port.js';
import { Accounts, vendorNameOf } from './accounts.js';
import type { Answers } from './answers.js';
import type { Description, Operating } from './description.js';
import { defined, failing, mapped, shaped, type Mapped } from './operation.js';
import type { Root } from './root.js';
import { runAll, untouched, type Progress, type Run } from './runner.js';
import type { Describable, Shaped, Shapes } from './shape.js';
import type { Trace } from './trace.js';
import type { Transport } from './transport.js';
import { untilAborted } from './until-aborted.js';

/** What one question is asked with. */
export interface Question {
  readonly session: Session;
  readonly input: unknown;
  readonly call: Call | undefined;
  /** Of a write: its key, of this member alone. */
  readonly key?: string;
  /** Of a write: how far it has come. */
  readonly progress?: Progress;
  /** Of a write whose answer was lost: when it was begun, in milliseconds. */
  readonly begun?: number | undefined;
}

/** As much of an operation as asking takes. */
type Asked = Pick<Operating, 'at' | 'before' | 'requests' | 'map' | 'guest' | 'idempotency' | 'codes'>;

/** What an asker is made of. */
export interface AskerParts {
  readonly description: Description;
  readonly transport: Transport;
  readonly shapes: Shapes;
  readonly answers: Answers;
  readonly now: () => Date;
  readonly trace: Trace | undefined;
}

/** Seconds for one operation where the description says nothing. */
const usualSeconds = 8;
/** Letters of all answers that one operation asks for. */
const mostLetters = 20_000_000;

/** Asks a vendor, as its description says. */
export class Asker {
  readonly #accounts = new Accounts();

  constructor(private readonly parts: AskerParts) {}

  /** How an operation is described; fails as `unsupported` when it is not. */
  operating(name: Operation): Operating {
    const operating = this.parts.description.ops.get(name);
    if (operating) return operating;
    throw new PortalError({ kind: 'unsupported', detail: `This backend does not offer \`${name}\`.` });
  }

  /** The answer to an operation, as the kit has it. */
  async ask<N extends Describable>(name: N, question: Question): Promise<Shaped[N]> {
    const { value } = await this.mapped(name, this.operating(name), question);
    return this.held(name, value);
  }

  /** What was mapped, held against the kit’s schema. */
  held<N extends Describable>(name: N, value: unknown): Shaped[N] {
    return shaped(name, this.parts.shapes[name], value);
  }

  /** What the description makes of the vendor’s answers. `write` is for what changes something. */
  async mapped(name: Operation, operating: Asked, question: Question, write = false): Promise<Mapped> {
    const { session, call } = question;
    call?.signal?.throwIfAborted();
    if (session.memberId === undefined && !operating.guest) throw new PortalError({ kind: 'unauthenticated', detail: 'Nobody is signed in.' });
    const late = AbortSignal.timeout((this.parts.description.document.timeoutSeconds ?? usualSeconds) * 1_000);
    const work = this.#run(name, operating, question, write, late);
    return call?.signal ? untilAborted(work, call.signal) : work;
  }

  /** The member changed something: what was kept for them is out of date. */
  forget({ memberId = '' }: Session): void {
    this.parts.answers.forget(memberId);
    this.#accounts.forget(memberId);
  }

  async #run(name: Operation, operating: Asked, question: Question, write: boolean, signal: AbortSignal): Promise<Mapped> {
    const { description } = this.parts;
    const run: Run = { ...this.parts, ...description, codes: operating.codes, write, idempotency: operating.idempotency, session: question.session, progress: question.progress ?? untouched(), room: { left: mostLetters }, signal };
    return failing(operating.at, signal, async () => {
      const root = await this.#root(name, operating, question, run);
      return mapped(description, operating, root, run);
    });
  }

  async #root(name: Operation, { guest }: Pick<Operating, 'guest'>, { session, input, call, key = '', begun }: Question, run: Run): Promise<Root> {
    const { description } = this.parts;
    const { memberId = null, email = null, name: called = null, shopId } = session;
    const ctx = { shopId, memberId, accountId: vendorNameOf(description, session), email, name: called, locale: call?.locale ?? 'en', now: this.parts.now().toISOString(), key: key === '' ? null : key, begun: begun === undefined ? null : new Date(begun).toISOString() };
    const root: Root = { ctx, input, settings: description.settings, define: {} };
    if (memberId === null || !description.lookup) return root;
    const accountId = await this.#account(memberId, root, run);
    const strangersToo = guest || name === 'member' || name === 'join';
    if (accountId === null && !strangersToo) throw new PortalError({ kind: 'not_enrolled', detail: 'member.lookup: the vendor knows no such member.' });
    return { ...root, ctx: { ...ctx, accountId } };
  }

  #account(memberId: string, root: Root, run: Run): Promise<string | null> {
    const { lookup } = this.parts.description;
    if (!lookup) return Promise.resolve(root.ctx.accountId);
    // Looking is a read, also before a write.
    return this.#accounts.of(memberId, lookup.keep, () =>
      failing('member.lookup', run.signal, async () => {
        const ran = await runAll(lookup.requests, defined(this.parts.description, root), { ...run, write: false, codes: new Map() });
        return lookup.id(ran.root);
      }),
    );
  }
}

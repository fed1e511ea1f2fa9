import { desc, eq } from 'drizzle-orm';
import type { Sql } from './database.js';
import type { CodeIssuer } from './issuer.js';
import { programs } from './owner-tables.js';
import { parseProgram, type Program } from './program/program.js';
import type { OnError } from './transaction.js';

/** A program as it was applied last. */
export interface Applied {
  readonly revision: number;
  readonly at: Date;
  /** As it was written. */
  readonly document: unknown;
}

/** The program that is in force by the database; `undefined` when none was ever applied. */
export async function appliedProgram(sql: Sql, shopId: string): Promise<Applied | undefined> {
  const [row] = await sql.select().from(programs).where(eq(programs.shopId, shopId)).orderBy(desc(programs.revision)).limit(1);
  return row;
}

/** The shops whose program was applied to this database. */
export async function appliedShops(sql: Sql): Promise<string[]> {
  const rows = await sql.selectDistinct({ shopId: programs.shopId }).from(programs).orderBy(programs.shopId);
  return rows.map(({ shopId }) => shopId);
}

/** What a program in force is taken from. */
export interface ProgramSource {
  readonly sql: Sql;
  /** In force until one is applied; it also names the shop. */
  readonly given: Program;
  /** The maker of codes that a program asks for. Fails when it cannot be reached as the program says. */
  readonly issuerFor: (program: Program) => CodeIssuer | undefined;
  readonly onError: OnError;
}

interface InForce {
  readonly program: Program;
  /** 0 while none was applied. */
  readonly revision: number;
  readonly issuer: CodeIssuer | undefined;
}

/** The program in force, followed while it changes. One that cannot be used is told of, and the one before stays. */
export class LiveProgram {
  #refused = 0;
  #looking: Promise<boolean> = Promise.resolve(false);

  private constructor(
    private readonly source: ProgramSource,
    private now: InForce,
  ) {}

  /** Takes up the program in force; fails when it cannot be used. */
  static async open(source: ProgramSource): Promise<LiveProgram> {
    const applied = await appliedProgram(source.sql, source.given.shop.id);
    return new LiveProgram(source, applied ? inForce(source, applied) : { program: source.given, revision: 0, issuer: source.issuerFor(source.given) });
  }

  get program(): Program {
    return this.now.program;
  }

  get revision(): number {
    return this.now.revision;
  }

  get issuer(): CodeIssuer | undefined {
    return this.now.issuer;
  }

  /** Looks whether another was applied, and takes it up; answers whether that was so. One look at a time, in order. */
  refresh(): Promise<boolean> {
    return (this.#looking = this.#looking.then(() => this.#look()));
  }

  async #look(): Promise<boolean> {
    try {
      const applied = await appliedProgram(this.source.sql, this.program.shop.id);
      if (!applied || applied.revision <= Math.max(this.revision, this.#refused)) return false;
      this.#refused = applied.revision;
      this.now = inForce(this.source, applied);
      return true;
    } catch (thrown) {
      this.source.onError(thrown);
      return false;
    }
  }
}

function inForce({ issuerFor }: ProgramSource, { revision, document }: Applied): InForce {
  try {
    const program = parseProgram(document);
    return { program, revision, issuer: issuerFor(program) };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Error(`Revision ${revision} of the program cannot be used: ${reason}\nApply one that can: vafa club apply vafa.program.json`, { cause: thrown });
  }
}

import type { ChangeHub } from './changes.js';
import type { Sql } from './database.js';
import type { CodeIssuer } from './issuer.js';
import type { Program } from './program/program.js';
import type { Pursuits } from './pursuit.js';
import type { OnError } from './transaction.js';

/** What the club's parts share. */
export interface ClubContext {
  readonly sql: Sql;
  readonly program: Program;
  readonly now: () => Date;
  readonly hub: ChangeHub;
  readonly onError: OnError;
  /** Maker of the codes that no pool has; absent when the program needs none. */
  readonly issuer: CodeIssuer | undefined;
  readonly pursuits: Pursuits;
}

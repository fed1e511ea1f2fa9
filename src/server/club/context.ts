import type { ChangeHub } from './changes.js';
import type { Ask, Sql } from './database.js';
import type { Deliverer } from './deliverer.js';
import type { Gathered } from './gathered.js';
import type { CodeIssuer } from './issuer.js';
import type { Program } from './program/program.js';
import type { Pursuits } from './pursuit.js';
import type { OnError } from './transaction.js';

/** What the club's parts share. */
export interface ClubContext {
  readonly sql: Sql;
  readonly ask: Ask;
  /** Members' balances by their ids at the shop, unchecked. */
  readonly balances: Gathered<unknown>;
  /** The program in force at this moment; an owner may apply another at any time, so read it once for each piece of work. */
  readonly program: Program;
  /** Its revision in the database; 0 while none was applied. */
  readonly revision: number;
  /** Looks whether another program was applied, and lets it be in force. */
  takeUpProgram(): Promise<void>;
  readonly now: () => Date;
  readonly hub: ChangeHub;
  readonly onError: OnError;
  /** Maker of the codes that no pool has; absent when the program needs none. */
  readonly issuer: CodeIssuer | undefined;
  readonly pursuits: Pursuits;
  readonly deliverer: Deliverer;
}

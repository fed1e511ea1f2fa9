import type { Writable } from 'node:stream';
import type { Fetch } from '../../adapters/declarative/transport.js';
import { UserError } from '../user-error.js';

/** What a command speaks to: the process, or a test. */
export interface Io {
  readonly out: Writable;
  readonly err: Writable;
  readonly env: NodeJS.ProcessEnv;
  /** Who sits at the keyboard, where nobody says otherwise. */
  readonly user: string;
  readonly now: () => Date;
  /** Reaches shop systems; over the network without it. */
  readonly fetch?: Fetch;
  /** Aborts when the process is told to stop; what runs on ends in order. */
  readonly stop?: AbortSignal;
  /** Asks whoever sits at the keyboard; absent where nobody does. An empty answer is the given one. */
  readonly ask?: (question: string, given: string) => Promise<string>;
}

/** One `--option` of a command. */
export interface OptionSpec {
  /** What stands after it; without it the option is a switch. */
  readonly value?: string;
  /** It may be given several times. */
  readonly multiple?: boolean;
  readonly says: string;
}

/** What was typed after a command's name. */
export interface Call {
  readonly io: Io;
  readonly words: readonly string[];
  /** The last value of an option. */
  readonly text: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

/** What a command did: told in lines, or as one JSON document. Exports have written already and tell nothing. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly data: unknown;
  /** It found something that keeps it from being done. */
  readonly failed?: boolean;
}

/** One thing an owner can do. */
export interface Command {
  readonly name: string;
  /** The word before its name, e.g. `club`; commands of `vafa` itself have none. */
  readonly topic?: string;
  /** Its arguments, as the help shows them. */
  readonly usage: string;
  readonly says: string;
  /** Further lines of the help. */
  readonly more?: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly string[];
  /** How many words it takes at most, after its name. */
  readonly words: number;
  run(call: Call): Promise<Outcome>;
}

/** It was typed in a way the command does not take; exit code 2. */
export class UsageError extends UserError {}

/** How a command is typed: `vafa club apply`. */
export function typed({ topic, name }: Pick<Command, 'topic' | 'name'>): string {
  return ['vafa', topic, name].filter((word) => word !== undefined).join(' ');
}

/** The word at a place, which must be there. */
export function word(call: Call, at: number, name: string): string {
  const found = call.words[at];
  if (found === undefined || found === '') throw new UsageError(`${name} is missing.`);
  return found;
}

/** Why it is done; kept in the audit, so every change must say it. */
export function reasonOf(call: Call): string {
  const reason = call.text('reason')?.trim();
  if (!reason) throw new UsageError('--reason is missing: say why, it is kept in the audit.');
  return reason;
}

/** The option that every change takes. */
export const reason: Readonly<Record<string, OptionSpec>> = { reason: { value: '"…"', says: 'Why; kept in the audit.' } };

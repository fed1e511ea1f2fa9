import { PortalError } from '../../domain/errors.js';
import { UserError } from '../user-error.js';
import { readArgs } from './args.js';
import { typed, UsageError, type Command, type Io, type Outcome } from './command.js';
import { adjust } from './commands/adjust.js';
import { apply } from './commands/apply.js';
import { audit } from './commands/audit.js';
import { codes } from './commands/codes.js';
import { deadLettersCommand } from './commands/dead-letters.js';
import { doctor } from './commands/doctor.js';
import { exportCommand } from './commands/export.js';
import { grant } from './commands/grant.js';
import { importCommand } from './commands/import.js';
import { importOrders } from './commands/import-orders.js';
import { init } from './commands/init.js';
import { member } from './commands/member.js';
import { page } from './commands/page.js';
import { program } from './commands/program.js';
import { redemption } from './commands/redemption.js';
import { serve } from './commands/serve.js';
import { helpOf, overview } from './help.js';

const clubCommands = [apply, program, member, adjust, grant, redemption, codes, importCommand, importOrders, exportCommand, audit, deadLettersCommand].map((command) => ({ ...command, topic: 'club' }));

/** Everything that can be typed, in the order of the help. */
export const commands: readonly Command[] = [serve, doctor, init, page, ...clubCommands];

/** Runs what was typed after `vafa`; answers the exit code: 0 done, 1 not possible, 2 typed wrongly. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [first, second] = args;
  if (first === undefined || isHelp(first) || (first === 'club' && (second === undefined || isHelp(second)))) return print(io, overview(commands));
  const command = commands.find(({ topic, name }) => (topic === undefined ? first === name : first === topic && second === name));
  if (!command) return wrong(io, unknownOf(first, second), 'vafa --help');
  const rest = args.slice(command.topic === undefined ? 1 : 2);
  return rest.includes('--help') ? print(io, helpOf(command)) : runCommand(command, rest, io);
}

function isHelp(word: string): boolean {
  return word === 'help' || word === '--help';
}

function unknownOf(first: string, second: string | undefined): string {
  if (first === 'club') return `“${second}” is none of ${clubCommands.map(({ name }) => name).join(', ')}.`;
  return `“${first}” is nothing that vafa does.`;
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<number> {
  const asJson = args.includes('--json');
  try {
    const call = readArgs(command, args, io);
    return print(io, textOf(await command.run(call), asJson));
  } catch (thrown) {
    if (isClosedPipe(thrown)) return 0;
    if (thrown instanceof UsageError) return wrong(io, thrown.message, `${typed(command)} --help`, asJson);
    const message = messageFor(thrown, io);
    io.err.write(asJson ? `${JSON.stringify({ error: message })}\n` : `${message}\n`);
    return 1;
  }
}

interface Printed {
  readonly text: string;
  readonly code: number;
}

function textOf({ lines, data, failed = false }: Outcome, asJson: boolean): Printed {
  const code = failed ? 1 : 0;
  if (asJson) return { code, text: data === undefined ? '' : `${JSON.stringify(data, undefined, 2)}\n` };
  return { code, text: lines.map((line) => `${line}\n`).join('') };
}

function print(io: Io, { text, code }: Printed): number {
  if (text !== '') io.out.write(text);
  return code;
}

function wrong(io: Io, message: string, help: string, asJson = false): number {
  io.err.write(asJson ? `${JSON.stringify({ error: message })}\n` : `${message} See: ${help}\n`);
  return 2;
}

// One line that says what to do; of a fault of ours what the machine says, and where to look for more.
function messageFor(thrown: unknown, { env }: Io): string {
  if (thrown instanceof UserError || thrown instanceof PortalError) return thrown.message;
  if (env.VAFA_DEBUG && thrown instanceof Error) return thrown.stack ?? thrown.message;
  return `This went wrong: ${deepest(thrown)}. Nothing was changed. With VAFA_DEBUG=1 it says more.`;
}

// The query builder's own message repeats values, and those are personal.
function deepest(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined ? thrown.message : deepest(thrown.cause);
}

// `vafa club export … | head` has read enough.
function isClosedPipe(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'EPIPE' || thrown.code === 'ERR_STREAM_PREMATURE_CLOSE');
}

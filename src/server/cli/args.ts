import { parseArgs } from 'node:util';
import { UsageError, type Call, type Command, type Io, type OptionSpec } from './command.js';

const everywhere: Readonly<Record<string, OptionSpec>> = {
  json: { says: 'One JSON document instead of text.' },
  help: { says: 'This help.' },
};
const ofClubs: Readonly<Record<string, OptionSpec>> = {
  data: { value: '<folder>', says: 'Folder of the embedded database; VAFA_DATA, or .vafa. With DATABASE_URL set, PostgreSQL is used instead.' },
  shop: { value: '<id>', says: 'The shop, where a database holds several.' },
  by: { value: '<name>', says: 'Who does this, for the audit; VAFA_ACTOR, or the name you are signed in with.' },
};

/** Every option that a command takes: its own, and those of all of its kind. */
export function optionsOf({ topic, options }: Pick<Command, 'topic' | 'options'>): Readonly<Record<string, OptionSpec>> {
  return { ...options, ...(topic === 'club' && ofClubs), ...everywhere };
}

/** Reads what was typed after a command's name; what the command does not know is a `UsageError`. */
export function readArgs(command: Command, args: readonly string[], io: Io): Call {
  const specs = optionsOf(command);
  const options = Object.fromEntries(Object.entries(specs).map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string', multiple: true } as const]));
  const { values, positionals } = parsed([...args].map(signed), options);
  if (positionals.length > command.words) throw new UsageError(`“${positionals[command.words]}” is one word too many. Put quotation marks around a text of several words.`);
  const list = (name: string) => (values[name] ?? []).filter((value) => typeof value === 'string');
  for (const [name, { multiple }] of Object.entries(specs)) {
    if (!multiple && (values[name] ?? []).length > 1) throw new UsageError(`--${name} stands twice.`);
  }
  return { io, words: positionals, text: (name) => list(name).at(-1), list, flag: (name) => (values[name] ?? []).some(Boolean) };
}

// `-50` is an amount and no option: it is handed on with a real minus sign.
function signed(arg: string): string {
  return /^-[\d\u06f0-\u06f9\u0660-\u0669.]/.test(arg) ? `\u2212${arg.slice(1)}` : arg;
}

type Options = Readonly<Record<string, { readonly type: 'boolean' | 'string'; readonly multiple: true }>>;

function parsed(args: readonly string[], options: Options): { values: Record<string, (string | boolean)[] | undefined>; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (thrown) {
    throw new UsageError(plain(thrown));
  }
}

// Node's own words, without the advice about `--` that follows.
function plain(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const sentence = message.split(/\.\s|\n/)[0] ?? message;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

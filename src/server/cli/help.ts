import { optionsOf } from './args.js';
import { typed, type Command, type OptionSpec } from './command.js';

interface Printed {
  readonly text: string;
  readonly code: number;
}

/** All commands, a line each. */
export function overview(commands: readonly Command[]): Printed {
  const width = Math.max(...commands.map((command) => typed(command).length));
  const list = (own: readonly Command[]) => own.map((command) => `  ${typed(command).padEnd(width)}  ${command.says}`);
  const club = commands.filter(({ topic }) => topic === 'club');
  const lines = [
    ...['A gateway, and the backend behind it:', '', ...list(commands.filter((command) => !club.includes(command))), ''],
    ...['What an owner does with a club:', '', ...list(club), ''],
    'vafa <command> --help shows its options and examples.',
    'The club’s database: DATABASE_URL, or the embedded one in --data <folder>.',
  ];
  return { code: 0, text: `${lines.join('\n')}\n` };
}

/** One command, with everything it takes. */
export function helpOf(command: Command): Printed {
  const { usage, says, more = [], examples } = command;
  const specs = Object.entries(optionsOf(command)).map(optionName);
  const width = Math.max(...specs.map(([left]) => left.length));
  const lines = [
    `${typed(command)} ${usage}`.trimEnd(),
    ...['', says, ...more, ''],
    ...specs.map(([left, text]) => `  ${left.padEnd(width)}  ${text}`),
    ...['', examples.length > 1 ? 'Examples:' : 'Example:', ...examples.map((example) => `  ${example}`)],
  ];
  return { code: 0, text: `${lines.join('\n')}\n` };
}

function optionName([name, { value, says }]: [string, OptionSpec]): readonly [string, string] {
  return [`--${name}${value === undefined ? '' : ` ${value}`}`, says];
}

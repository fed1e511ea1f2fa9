import { common } from './args.js';
import type { Command, OptionSpec } from './command.js';

interface Printed {
  readonly text: string;
  readonly code: number;
}

/** All commands, a line each. */
export function overview(commands: readonly Command[]): Printed {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const list = commands.map(({ name, says }) => `  vafa club ${name.padEnd(width)}  ${says}`);
  const lines = ['What an owner does with a club:', '', ...list, '', 'vafa club <command> --help shows its options and examples.', 'The database: DATABASE_URL, or the embedded one in --data <folder>.'];
  return { code: 0, text: `${lines.join('\n')}\n` };
}

/** One command, with everything it takes. */
export function helpOf({ name, usage, says, more = [], options, examples }: Command): Printed {
  const specs = Object.entries({ ...options, ...common }).map(optionName);
  const width = Math.max(...specs.map(([left]) => left.length));
  const lines = [
    `vafa club ${name} ${usage}`.trimEnd(),
    ...['', says, ...more, ''],
    ...specs.map(([left, text]) => `  ${left.padEnd(width)}  ${text}`),
    ...['', examples.length > 1 ? 'Examples:' : 'Example:', ...examples.map((example) => `  ${example}`)],
  ];
  return { code: 0, text: `${lines.join('\n')}\n` };
}

function optionName([name, { value, says }]: [string, OptionSpec]): readonly [string, string] {
  return [`--${name}${value === undefined ? '' : ` ${value}`}`, says];
}

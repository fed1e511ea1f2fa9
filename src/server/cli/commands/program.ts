import { appliedProgram } from '../../club/live-program.js';
import { shopOf } from '../../club/scope.js';
import type { Command } from '../command.js';
import { withDesk } from '../desk.js';

/** `vafa club program`: the program in force. */
export const program: Command = {
  name: 'program',
  usage: '',
  says: 'Prints the program in force, to be changed and applied again.',
  options: {},
  examples: ['vafa club program > vafa.program.json'],
  words: 0,
  run: (call) =>
    withDesk(call, async ({ scope }) => {
      const applied = await appliedProgram(scope.sql, shopOf(scope));
      const data = applied ? applied.document : scope.program;
      return { data, lines: JSON.stringify(data, undefined, 2).split('\n') };
    }),
};

import { applyProgram, planProgram, reviewMembers, type Moving, type ProgramPlan } from '../../club/apply-program.js';
import type { ProgramChange } from '../../club/program/changes.js';
import { parseProgram, type Program } from '../../club/program/program.js';
import { readProgramFile } from '../../program-file.js';
import { messageOf } from '../../settings.js';
import { UserError } from '../../user-error.js';
import { reason, reasonOf, word, type Call, type Command, type Outcome } from '../command.js';
import { withProgram, type Desk } from '../desk.js';
import { many } from '../text.js';

/** `vafa club apply`: another program for the club. */
export const apply: Command = {
  name: 'apply',
  usage: '<vafa.program.json> [--dry-run] --reason "…"',
  says: 'Puts a program in force: checks it, says what changes, and stores it as a new revision.',
  more: ['Gateways on PostgreSQL take it up at once, without a restart. Nobody loses a tier, code or point by it before its day.'],
  options: { ...reason, 'dry-run': { says: 'Says what would change, and changes nothing.' } },
  examples: ['vafa club apply vafa.program.json --dry-run', 'vafa club apply vafa.program.json --reason "Silver from 250 points on"'],
  words: 1,
  run: async (call) => {
    const path = word(call, 0, 'The program’s file');
    const why = call.flag('dry-run') ? '' : reasonOf(call);
    const document = await readProgramFile(path);
    return withProgram(call, parsed(document, path), (desk) => act(call, desk, document, why));
  },
};

function parsed(document: unknown, path: string): Program {
  try {
    return parseProgram(document);
  } catch (thrown) {
    throw new UserError(`${path}: ${messageOf(thrown)}`);
  }
}

async function act(call: Call, desk: Desk, document: unknown, why: string): Promise<Outcome> {
  const plan = await planProgram(desk.scope, desk.given);
  const told = [...plan.changes.flatMap(changeLines), ...plan.moving.map(movingLine), ...plan.notes.map((note) => `Note: ${note}`)];
  if (plan.changes.length === 0) return { lines: [`Nothing changes: revision ${plan.revision} says the same.`], data: outcome(plan, false) };
  if (plan.blockers.length > 0) return { failed: true, lines: [...told, ...plan.blockers.map((line) => `Not possible: ${line}`)], data: outcome(plan, false) };
  if (call.flag('dry-run')) return { lines: [...told, ...(plan.moving.length === 0 ? ['Nobody moves to another tier.'] : []), 'Nothing was changed. Without --dry-run, and with --reason, this is put in force.'], data: outcome(plan, false) };
  const actor = desk.actor('program.apply', why, { revision: plan.revision + 1 });
  const revision = await applyProgram(desk.scope, { document, plan, actor });
  const moved = await reviewMembers(desk.scope, revision, actor);
  const done = `Revision ${revision} is in force.${moved > 0 ? ` ${many(moved, 'member')} moved to another tier.` : ''}`;
  return { lines: [...told, done], data: { ...outcome(plan, true), revision, moved } };
}

function outcome({ revision, changes, moving, notes, blockers }: ProgramPlan, applied: boolean) {
  return { applied, revision, changes, moving, notes, blockers };
}

function changeLines({ kind, what, details }: ProgramChange): string[] {
  const sign = { added: '+', removed: '-', changed: '~' }[kind];
  return [`${sign} ${what} ${kind}`, ...details.map((detail) => `    ${detail}`)];
}

function movingLine({ ladder, from, to, members }: Moving): string {
  const begin = from === undefined ? `come onto ladder “${ladder}” with tier “${to}”` : `move from tier “${from}” to “${to}” of “${ladder}”`;
  return `Tiers: ${many(members, 'member')} ${members === 1 ? begin.replace(/^(come|move)/, '$1s') : begin} at once.`;
}

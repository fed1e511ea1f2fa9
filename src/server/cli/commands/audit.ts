import { readAudit, type AuditRow } from '../../club/audit-read.js';
import { UsageError, type Command } from '../command.js';
import { withDesk } from '../desk.js';
import { table, when } from '../text.js';

/** `vafa club audit`: who did what, newest first. */
export const audit: Command = {
  name: 'audit',
  usage: '[--member <id>] [--limit <n>]',
  says: 'Shows who changed what and why, newest first. For all of it: vafa club export audit.',
  options: { member: { value: '<id>', says: 'Only what was done to this member.' }, limit: { value: '<n>', says: 'So many lines; 50 without it, 1000 at most.' } },
  examples: ['vafa club audit --member c-17', 'vafa club audit --limit 200'],
  words: 0,
  run: (call) =>
    withDesk(call, async ({ scope }) => {
      const limit = Number(call.text('limit') ?? 50);
      if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new UsageError('--limit must be a whole number from 1 to 1000.');
      const rows = await readAudit(scope, { member: call.text('member'), limit });
      const line = (row: AuditRow) => [when(row.at, scope.program.shop.timeZone), [row.actor, row.name].filter(Boolean).join(' '), row.action, row.memberId ?? '', row.reason ?? ''];
      return { data: rows, lines: rows.length === 0 ? ['Nothing was done yet.'] : table(['when', 'who', 'what', 'member', 'why'], rows.map(line)) };
    }),
};

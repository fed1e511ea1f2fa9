import type { ClubDatabase } from './club/database.js';
import { appliedProgram, appliedShops } from './club/live-program.js';
import { migrate } from './club/migrate.js';
import { parseProgram, type Program } from './club/program/program.js';
import { readProgramFile } from './program-file.js';
import { mendable } from './settings.js';
import { UserError } from './user-error.js';

/** The program in a file. What is wrong with it is a `UserError`. */
export async function programOf(path: string): Promise<Program> {
  const document = await readProgramFile(path);
  return mendable(() => parseProgram(document));
}

/** The program of the one club that a database holds; none where none was applied. */
export async function appliedTo({ sql }: ClubDatabase): Promise<Program | undefined> {
  await migrate(sql);
  const [shopId, ...others] = await appliedShops(sql);
  if (others.length > 0) throw new UserError(`it holds the clubs ${[shopId, ...others].join(', ')}. Set VAFA_PROGRAM to the file of the one to serve.`);
  const applied = shopId === undefined ? undefined : await appliedProgram(sql, shopId);
  return applied && parseProgram(applied.document);
}

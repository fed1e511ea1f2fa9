import { readJsonFile } from './json-file.js';

/** Reads a program's JSON as it was written; a file that is none is a `UserError` that says where. */
export function readProgramFile(path: string): Promise<unknown> {
  return readJsonFile(path, 'program');
}

import { UserError } from '../user-error.js';

/** A file's text; one that is not UTF-8 is refused, for its Persian names would be garbled. */
export async function utf8(bytes: Buffer, path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${path} is not UTF-8. Save it again as “CSV UTF-8”, or as text in UTF-8.`);
  }
}

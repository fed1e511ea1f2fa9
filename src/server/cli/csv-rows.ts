import { parse } from 'csv-parse/sync';
import * as z from 'zod/mini';
import { messageOf } from '../settings.js';
import { UserError } from '../user-error.js';

const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** The lines of a CSV file, with where each ends. What is none is a `UserError`. */
export function readCsv(text: string): z.infer<typeof records> {
  // What a spreadsheet calls CSV is separated by semicolons or tabs where the comma is a decimal sign.
  const head = /^[^\r\n]*/.exec(text.replace(/^\uFEFF/, ''))?.[0] ?? '';
  const delimiter = [',', ';', '\t'].find((each) => head.includes(each)) ?? ',';
  try {
    return z.parse(records, parse(text, { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true }));
  } catch (thrown) {
    throw new UserError(`The file is no CSV: ${messageOf(thrown)}. Look for a quotation mark that is not closed.`);
  }
}

import * as z from 'zod/mini';
import { asWritten, explained } from '../../domain/explain.js';
import { compiled, DescriptionError, type Description } from './description.js';
import { adapterDocument } from './document.schema.js';
import type { SettingValues } from './settings.js';

/** Reads a description of a vendor’s API. Fails with a `DescriptionError`. */
export function describe(input: unknown, values: SettingValues = {}): Description {
  const parsed = z.safeParse(adapterDocument, input, asWritten);
  if (!parsed.success) throw new DescriptionError(explained(adapterDocument, parsed.error.issues, 'the adapter'));
  return compiled(parsed.data, values);
}

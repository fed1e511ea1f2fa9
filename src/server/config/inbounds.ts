import { DescriptionError } from '../../adapters/declarative/description.js';
import { MissingSecret, type Secrets } from '../../adapters/declarative/secrets.js';
import type { Inbound } from '../gateway/inbound.js';
import { inboundOf } from '../inbound/inbound.js';
import { readJsonFile } from '../json-file.js';
import { UserError } from '../user-error.js';
import type { LoadedConfig } from './config.js';
import type { InboundChoice } from './config.schema.js';
import { inboundPresetOf } from './presets.js';

/** The webhooks of a configuration. What is wrong is a `UserError` that names the path. */
export async function inboundsOf({ config, path }: LoadedConfig, parts: { readonly secrets: Secrets; readonly shopId: string; readonly now: () => Date }): Promise<Inbound[]> {
  return Promise.all(config.inbound.map(async (choice, at) => {
    const document = await inboundDocumentOf(choice, path);
    return mendable(`inbound[${at}]`, () => inboundOf(document, { ...parts, ...(choice.settings && { settings: choice.settings }) }));
  }));
}

/** The description that a choice names. */
export function inboundDocumentOf(choice: InboundChoice, path: (written: string) => string): Promise<unknown> {
  return 'preset' in choice ? inboundPresetOf(choice.preset) : readJsonFile(path(choice.file), 'description');
}

function mendable<T>(at: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof DescriptionError || thrown instanceof MissingSecret) throw new UserError(`${at}: ${thrown.message}`);
    throw thrown;
  }
}

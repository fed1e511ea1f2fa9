import { version } from './version.js';

/** What the runtime hands to a chunk: frozen, of one exact version. */
export interface Kit {
  readonly version: string;
}

/** The kit of this runtime. The build fills it with every shared binding that chunks import; from source there is nothing to hand over. */
export const kit = (): Kit => Object.freeze({ version });

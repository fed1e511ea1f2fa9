import type { Client } from './client.js';
import { readText, writeText } from './tab-storage.js';

/** A code that was sent, and not entered yet. The code itself is never kept. */
export interface Step {
  readonly address: string;
  /** When it was sent, and until when it is good, in milliseconds of this device's clock. */
  readonly at: number;
  readonly until: number;
  /** How many wrong ones were entered. */
  readonly wrong: number;
}

const nameOf = ({ config: { api = '' } }: Client): string => `vafa:sign-in:${api}`;

/** The step this tab was at before it was loaded again: somebody looked for the mail. */
export function keptStep(client: Client): Step | undefined {
  const [at, until, wrong, address] = readText(nameOf(client)).split(' ');
  if (!address || !/^\d+ \d+ \d+$/.test(`${at} ${until} ${wrong}`)) return undefined;
  const step = { address: decoded(address), at: Number(at), until: Number(until), wrong: Number(wrong) };
  if (step.address && Date.now() < step.until) return step;
  forgetStep(client);
  return undefined;
}

/** Keeps the step through a reload of the tab; where that keeps nothing, a reload begins anew. */
export function keepStep(client: Client, { at, until, wrong, address }: Step): void {
  writeText(nameOf(client), `${at} ${until} ${wrong} ${encodeURIComponent(address)}`);
}

/** Forgets it. */
export function forgetStep(client: Client): void {
  writeText(nameOf(client), '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

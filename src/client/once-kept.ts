import { onceInMemory, type Begun, type OnceStore } from '../adapters/declarative/once.js';
import { PortalError } from '../domain/errors.js';
import { readText, writeText } from './tab-storage.js';
import { traceOf } from './trace.js';
import { hasUnsettled } from './unsettled.js';

/** A record of wishes that this tab keeps. */
export interface OnceKept extends OnceStore {
  /** Forgets all of it: nobody is signed in any more. */
  forget(): void;
}

/** Milliseconds a wish is remembered. */
const keptFor = 86_400_000;

/**
 * Remembers, through a reload of the tab, which wishes went out to a vendor that keeps no record of its own: they are not
 * sent a second time. Only traces are stored, no answers: after a reload the vendor is asked what became of a wish. The tab's
 * own storage is enough, as it is for the keys themselves (`unsettled.ts`): a key is known to one tab alone. Where it keeps
 * the key and has no room for the record, the wish is refused before it is sent: after a reload it would be sent again.
 */
export function onceKept(api: string, now: () => number = Date.now): OnceKept {
  const name = `vafa:once:${api}`;
  const begun = new Map(readText(name).split('\n').flatMap(readLine).filter(({ at }) => at > now() - keptFor).map((each) => [each.wish, each]));
  let memory = onceInMemory(now, [...begun.values()]);
  const save = (): boolean => isKept(name, [...begun.values()]);
  const release = (wish: string): Promise<void> => {
    begun.delete(wish);
    save();
    return memory.release(wish);
  };
  return {
    claim: async (wish, digest) => {
      const line: Begun = { wish: traceOf(api, wish), digest: traceOf(api, digest), at: now() };
      const claim = await memory.claim(line.wish, line.digest);
      if (claim.kind !== 'fresh') return claim;
      begun.set(line.wish, line);
      if (save() || !hasUnsettled(api)) return claim;
      await release(line.wish);
      throw new PortalError({ kind: 'unsupported', detail: 'The storage of this tab (sessionStorage) is full, so the wish was not sent.' });
    },
    done: (wish, answer) => memory.done(traceOf(api, wish), answer),
    lost: (wish) => memory.lost(traceOf(api, wish)),
    release: (wish) => release(traceOf(api, wish)),
    forget: () => {
      begun.clear();
      save();
      memory = onceInMemory(now);
    },
  };
}

/** Keeps the lines, and tells whether the tab had room for them. */
function isKept(name: string, lines: readonly Begun[]): boolean {
  return writeText(name, lines.map(({ wish, digest, at }) => `${wish} ${digest} ${at}`).join('\n'));
}

/** What a line says; nothing where it is not one of ours. */
function readLine(line: string): Begun[] {
  const [, wish, digest, at] = /^([0-9a-z]+) ([0-9a-z]+) (\d{1,15})$/.exec(line) ?? [];
  return wish !== undefined && digest !== undefined && at !== undefined ? [{ wish, digest, at: Number(at) }] : [];
}

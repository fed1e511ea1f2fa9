import { onceInMemory, type Begun, type OnceStore } from '../adapters/declarative/once.js';
import { readText, writeText } from './tab-storage.js';
import { traceOf } from './trace.js';

/** Milliseconds a wish is remembered. */
const keptFor = 86_400_000;

/**
 * Remembers, through a reload of the tab, which wishes went out to a vendor that keeps no record of its own: they are not
 * sent a second time. Only traces are stored, no answers: after a reload the vendor is asked what became of a wish. The tab's
 * own storage is enough, as it is for the keys themselves (`unsettled.ts`): a key is known to one tab alone.
 */
export function onceKept(api: string, now: () => number = Date.now): OnceStore {
  const name = `vafa:once:${api}`;
  const begun = new Map(readText(name).split('\n').flatMap(readLine).filter(({ at }) => at > now() - keptFor).map((each) => [each.wish, each]));
  const memory = onceInMemory(now, [...begun.values()]);
  const save = (): void => writeText(name, [...begun.values()].map(({ wish, digest, at }) => `${wish} ${digest} ${at}`).join('\n'));
  return {
    claim: async (wish, digest) => {
      const line: Begun = { wish: traceOf(api, wish), digest: traceOf(api, digest), at: now() };
      const claim = await memory.claim(line.wish, line.digest);
      if (claim.kind === 'fresh') {
        begun.set(line.wish, line);
        save();
      }
      return claim;
    },
    done: (wish, answer) => memory.done(traceOf(api, wish), answer),
    lost: (wish) => memory.lost(traceOf(api, wish)),
    release: (wish) => {
      begun.delete(traceOf(api, wish));
      save();
      return memory.release(traceOf(api, wish));
    },
  };
}

/** What a line says; nothing where it is not one of ours. */
function readLine(line: string): Begun[] {
  const [, wish, digest, at] = /^([0-9a-z]+) ([0-9a-z]+) (\d{1,15})$/.exec(line) ?? [];
  return wish !== undefined && digest !== undefined && at !== undefined ? [{ wish, digest, at: Number(at) }] : [];
}

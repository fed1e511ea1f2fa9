import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { EngineName } from './engines.js';
import { Rig } from './rig.js';

/** One rig for each engine and test file: starting a browser takes longer than most tests. */
const rigs = new Map<EngineName, Rig>();

/** The same tests in several engines. */
export function inEngines(names: readonly EngineName[], title: string, tests: (rig: () => Rig) => void): void {
  describe.each(names)(`${title}, in %s`, (name) => {
    const started = (): Rig => {
      const rig = rigs.get(name);
      if (!rig) throw new Error('The rig has not started.');
      return rig;
    };
    beforeAll(async () => {
      if (!rigs.has(name)) rigs.set(name, await Rig.start(name));
    });
    afterEach(() => started().reset());
    tests(started);
  });
}

afterAll(async () => {
  await Promise.all([...rigs.values()].map((rig) => rig.stop()));
  rigs.clear();
});

/** All engines. */
export const everyEngine = ['Chromium', 'Firefox', 'WebKit'] as const satisfies readonly EngineName[];

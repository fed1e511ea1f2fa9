import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { EngineName } from './engines.js';
import { Rig } from './rig.js';

/** The same tests in several engines, each with a rig of its own. */
export function inEngines(names: readonly EngineName[], title: string, tests: (rig: () => Rig) => void): void {
  describe.each(names)(`${title}, in %s`, (name) => {
    let rig: Rig | undefined;
    const started = (): Rig => {
      if (!rig) throw new Error('The rig has not started.');
      return rig;
    };
    beforeAll(async () => {
      rig = await Rig.start(name);
    });
    afterEach(() => {
      started().api.reset();
      started().cdnFault = undefined;
      started().fetched.length = 0;
    });
    afterAll(() => rig?.stop());
    tests(started);
  });
}

/** All engines. */
export const everyEngine = ['Chromium', 'Firefox', 'WebKit'] as const satisfies readonly EngineName[];

import { defineConfig } from 'vitest/config';

/** Suites that start servers or browsers run one file at a time, so that none is measured while another works. */
const alone = { fileParallelism: false, maxWorkers: 1 } as const;

/** Pages are waited for as long as a busy machine may need: a wait that is too short says nothing of the page. */
const patient = { poll: { timeout: 45_000 } };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/{domain,i18n,adapters,presets,tools,demo}/**/*.test.ts', 'test/client/**/*.node.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'server', include: ['test/{server,contract}/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 } },
      { test: { name: 'embed', include: ['test/embed/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, expect: patient, ...alone } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, expect: patient, ...alone } },
      { test: { name: 'packages', include: ['test/packages/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, ...alone } },
    ],
  },
});

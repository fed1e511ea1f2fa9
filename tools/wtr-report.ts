import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner-core';
import type { Counts } from './report.js';

/** A reporter for web-test-runner that writes the counts to a file, for `npm test` to add up. A file that could not be loaded counts as failed. */
export function countTo(file: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const counts: Counts = { passed: 0, failed: 0 };
      for (const session of sessions) {
        const before = counts.failed;
        if (session.testResults) add(session.testResults, counts);
        if (!session.passed && counts.failed === before) counts.failed++;
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function add({ tests, suites }: TestSuiteResult, counts: Counts): void {
  for (const test of tests) {
    if (test.skipped) continue;
    if (test.passed) counts.passed++;
    else counts.failed++;
  }
  for (const suite of suites) add(suite, counts);
}

/**
 * `npm test`: everything that holds the kit together, in order, and one line of numbers at the end.
 * Names of steps may follow, to run only these: `npm test -- unit embed`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provide } from './test/provide.js';
import { run, type Outcome } from './test/run.js';
import { steps, type Step } from './test/steps.js';

async function main(wanted: readonly string[]): Promise<void> {
  const chosen = choose(wanted);
  provide();
  const folder = await mkdtemp(join(tmpdir(), 'vafa-test-'));
  const outcomes: Outcome[] = [];
  try {
    for (const step of chosen) {
      console.log(`\n── ${step.title} ──`);
      outcomes.push(await run(step, join(folder, `${step.name}.json`)));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  tell(outcomes);
}

function choose(wanted: readonly string[]): readonly Step[] {
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) throw new Error(`There is no step ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}.`);
  return wanted.length > 0 ? steps.filter(({ name }) => wanted.includes(name)) : steps;
}

function tell(outcomes: readonly Outcome[]): void {
  console.log('\n── All steps ──');
  for (const { step, passed, failed, seconds } of outcomes)
    console.log(`${failed > 0 ? '✗' : '✓'} ${step.title.padEnd(34)} ${String(passed).padStart(5)} ✓ ${String(failed).padStart(4)} ✗ ${seconds.toFixed(0).padStart(5)} s`);
  const sum = (key: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}

// Ending the command ends what it started: a step's own process group hears nothing of Ctrl+C.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
await main(process.argv.slice(2));

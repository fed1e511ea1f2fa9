import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Step } from './steps.js';

/** How a step went. */
export interface Outcome {
  readonly step: Step;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(project, 'node_modules', '.bin');

/** No step takes that long unless it hangs. */
const patience = 35 * 60_000;

const ownCounts = z.object({ passed: z.number(), failed: z.number() });
const vitestCounts = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numTotalTests: z.number() });

/** Runs a step and counts. A step that crashes, hangs or leaves no counts has failed. */
export async function run(step: Step, report: string): Promise<Outcome> {
  const begun = performance.now();
  const code = await ended(step, report);
  const counts = await countsOf(step, report, code);
  const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { step, passed: counts.passed, failed, seconds: (performance.now() - begun) / 1_000 };
}

function ended({ command, env, title }: Step, report: string): Promise<number> {
  const [program = '', ...args] = command.map((part) => part.replace('REPORT', report));
  const windows = process.platform === 'win32';
  const child = spawn(join(bin, windows ? `${program}.cmd` : program), args, {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
    // In a group of its own, so that what it started ends with it.
    detached: !windows,
    env: { ...process.env, ...env, VAFA_REPORT: report, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  return new Promise((resolve) => {
    const end = (): void => void (child.pid !== undefined && endGroup(child.pid));
    const late = setTimeout(() => {
      console.error(`${title}: ended after ${patience / 60_000} minutes.`);
      end();
    }, patience);
    process.once('exit', end);
    const done = (code: number): void => {
      clearTimeout(late);
      process.off('exit', end);
      resolve(code);
    };
    child.once('error', (fault) => {
      console.error(`${title}: ${fault.message}`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function countsOf({ counts }: Step, report: string, code: number): Promise<{ passed: number; failed: number }> {
  const crashed = { passed: 0, failed: 1 };
  if (counts === 'exit') return code === 0 ? { passed: 1, failed: 0 } : crashed;
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return crashed;
  if (counts === 'own') return ownCounts.parse(JSON.parse(text));
  const { numPassedTests, numFailedTests, numTotalTests } = vitestCounts.parse(JSON.parse(text));
  return numTotalTests === 0 ? crashed : { passed: numPassedTests, failed: numFailedTests };
}

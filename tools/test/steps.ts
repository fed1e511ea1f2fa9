/** One step of `npm test`. */
export interface Step {
  readonly name: string;
  readonly title: string;
  /** A program of `node_modules/.bin` with its arguments. REPORT stands for the file that the counts go to. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How the counts are found: a file in our own form, vitest's JSON, or the exit code alone. */
  readonly counts: 'own' | 'vitest' | 'exit';
}

const exit = (name: string, title: string, ...command: string[]): Step => ({ name, title, command, counts: 'exit' });

const own = (name: string, title: string, ...command: string[]): Step => ({ name, title, command, counts: 'own' });

const vitest = (project: string, title: string): Step => ({
  name: project,
  title,
  command: ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', '--outputFile.json=REPORT'],
  counts: 'vitest',
});

const component = (engine: string, title: string): Step => ({
  name: engine,
  title: `Elements in ${title}`,
  command: ['web-test-runner'],
  env: { VAFA_ENGINE: engine },
  counts: 'own',
});

/** All steps, in the order in which they find faults soonest. */
export const steps: readonly Step[] = [
  exit('types', 'Types', 'tsc', '-p', '.'),
  exit('lint', 'Lint', 'eslint', '.'),
  vitest('unit', 'Domain, languages, tools, shop'),
  vitest('server', 'Adapters, club and gateway'),
  exit('build', 'Build', 'tsx', 'tools/build.ts'),
  own('size', 'Size', 'tsx', 'tools/size.ts'),
  component('chromium', 'Chromium'),
  component('firefox', 'Firefox'),
  component('webkit', 'WebKitGTK'),
  vitest('embed', 'The script on hostile pages'),
  vitest('e2e', 'The demo shop, end to end'),
  exit('storybook', 'Storybook builds', 'storybook', 'build', '--disable-telemetry', '--quiet'),
  own('stories', 'Every story, with axe', 'tsx', 'tools/stories.ts'),
  vitest('packages', 'Packages'),
];

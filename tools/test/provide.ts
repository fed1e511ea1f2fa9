import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { find, tools, type Tool } from '../browsers.js';

/** Makes sure that browsers and servers are there: on Debian, as root, it installs what is missing; elsewhere it says what to install. */
export function provide(): void {
  const all: readonly Tool[] = Object.values(tools);
  const missing = all.filter((tool) => !find(tool));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((tool) => tool.packages))];
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) install(packages);
  const still = all.filter((tool) => !find(tool));
  if (still.length === 0) return;
  const lines = still.map((tool) => `  ${tool.title}: set ${tool.variable} to its file, or install it (Debian: ${tool.packages.join(' ')})`);
  throw new Error(`The tests need programs that were not found:\n${lines.join('\n')}`);
}

function install(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio: 'inherit' });
}

/** What no built file may hold, and why. */
const forbidden: readonly { pattern: RegExp; why: string }[] = [
  { pattern: /define\.amd/, why: 'announces itself to RequireJS, which then breaks on the page' },
  { pattern: /\beval\(|new Function\b/, why: 'needs `unsafe-eval`' },
  { pattern: /document\.write/, why: 'writes into the page' },
  { pattern: /\d(?:rem)\b/, why: 'sizes by the root element, which pages set to anything; use em' },
  { pattern: /\sstyle="/, why: 'is refused by `style-src` without unsafe-inline' },
  { pattern: /\bzod\b/i, why: 'brings a validator that dies on pages with a polluted Object.prototype' },
  { pattern: /sourceMappingURL/, why: 'points to a source map, which is not published' },
  { pattern: /^\s*@\w+\(/m, why: 'is a decorator that was not compiled' },
  { pattern: /process\.env/, why: 'is code for Node' },
];

/** Lit's own uses of `innerHTML`, in the one place where it makes a template; chunks have none. */
const innerHtmlUses = { runtime: 1, chunk: 0 } as const;

/** Fails, naming file and reason, when a built file holds what it must not. */
export function checkFiles(files: ReadonlyMap<string, string>): void {
  const faults = [...files].flatMap(([file, code]) => faultsOf(file, code));
  if (faults.length > 0) throw new Error(`The built files are not fit for a page:\n${faults.join('\n')}`);
}

function faultsOf(file: string, code: string): string[] {
  const faults = forbidden.flatMap(({ pattern, why }) => {
    const found = pattern.exec(code);
    return found ? [`${file}: \`${around(code, found.index)}\` ${why}.`] : [];
  });
  const allowed = innerHtmlUses[file.startsWith('vafa.') ? 'runtime' : 'chunk'];
  const uses = code.match(/\b(inner|outer)HTML\b|insertAdjacentHTML/g)?.length ?? 0;
  if (uses > allowed) faults.push(`${file}: writes markup ${uses} times, ${allowed} allowed; draw with templates.`);
  return faults;
}

function around(code: string, index: number): string {
  return code.slice(Math.max(0, index - 20), index + 30).replaceAll('\n', ' ');
}

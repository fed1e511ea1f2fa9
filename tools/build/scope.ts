import { readFile } from 'node:fs/promises';
import { minifySync } from 'vite';
import { globalsOf } from './globals.js';

/** A runtime in its private scope, as one classic script. `code` is a bundle without a scope of its own. */
export async function wrapRuntime(code: string, file: string, banner: string): Promise<string> {
  const template = await readFile(new URL('private-scope.js', import.meta.url), 'utf8');
  const handed = replaced(code, file);
  const wrapped = template
    .replace('PARAMETERS) => {', () => `${handed.map(({ name }) => name).join(', ')}) => {`)
    .replace('BUNDLE;', () => code)
    .replace('})(ARGUMENTS)', () => `})(${handed.map(({ replacement }) => replacement).join(', ')})`);
  // The leading semicolon ends whatever an optimiser puts in front of the file.
  return `${banner};${minified(wrapped, file, false)}\n`;
}

/** A chunk as an ES module: its default export takes the kit of the runtime and gives what the chunk defines. */
export function wrapChunk(code: string, file: string, banner: string): string {
  const handed = replaced(code, file);
  const inner = `((${handed.map(({ name }) => name).join(', ')}) => {\n'use strict';\n${code}\nreturn vafaChunk;\n})`;
  const outer = `export default (__vafaKit) => { const scope = __vafaKit.scope, optional = scope.optional; return ${inner}(${handed.map(({ replacement }) => replacement).join(', ')}); };`;
  return `${banner}${minified(outer, file, true)}\n`;
}

function replaced(code: string, file: string): { name: string; replacement: string }[] {
  return globalsOf(code, file, ['__vafaKit']).flatMap(({ name, replacement }) => (replacement === undefined ? [] : [{ name, replacement }]));
}

function minified(code: string, file: string, module: boolean): string {
  const result = minifySync(file, code, {
    module,
    compress: { target: 'es2022' },
    mangle: { toplevel: true },
    codegen: { removeWhitespace: true, legalComments: 'none' },
  });
  if (result.errors.length > 0) throw new Error(`${file} cannot be minified: ${result.errors.map(({ message }) => message).join('; ')}`);
  return result.code.trim();
}

import { readFile } from 'node:fs/promises';
import { minify } from 'terser';
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
  return `${banner};${await minified(wrapped, file, false)}\n`;
}

/** A chunk as an ES module: its default export takes the kit of the runtime and gives what the chunk defines. */
export async function wrapChunk(code: string, file: string): Promise<string> {
  const handed = replaced(code, file);
  const inner = `((${handed.map(({ name }) => name).join(', ')}) => {\n'use strict';\n${code}\nreturn vafaChunk;\n})`;
  const head = handed.length > 0 ? 'const scope = __vafaKit.scope, optional = scope.optional;' : '';
  const outer = `export default (__vafaKit) => { ${head} return ${inner}(${handed.map(({ replacement }) => replacement).join(', ')}); };`;
  return `${await minified(outer, file, true)}\n`;
}

function replaced(code: string, file: string): { name: string; replacement: string }[] {
  return globalsOf(code, file, ['__vafaKit']).flatMap(({ name, replacement }) => (replacement === undefined ? [] : [{ name, replacement }]));
}

/** Two minifiers in turn: each folds what the other leaves, 1.5 % less than either alone. */
async function minified(code: string, file: string, module: boolean): Promise<string> {
  const first = minifySync(file, code, {
    module,
    compress: { target: 'es2022' },
    mangle: { toplevel: true },
    codegen: { removeWhitespace: true, legalComments: 'none' },
  });
  if (first.errors.length > 0) throw new Error(`${file} cannot be minified: ${first.errors.map(({ message }) => message).join('; ')}`);
  const second = await minify(first.code, {
    module,
    ecma: 2020,
    compress: { passes: 3, keep_fargs: false },
    mangle: { toplevel: true },
    // A classic script is read in the page's charset, a module always in UTF-8.
    format: { comments: false, ascii_only: !module },
  });
  if (second.code === undefined) throw new Error(`${file} cannot be minified.`);
  return second.code;
}

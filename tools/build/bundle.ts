import { build, type Plugin } from 'vite';
import { staticProperties } from './decorators.js';
import { leanKy } from './ky.js';
import { quietLit } from './lit.js';
import { minifyTemplates } from './templates.js';

/** One bundle to make. */
export interface BundleOptions {
  readonly root: string;
  /** The entry, from `root`, or the id of a module that a plugin gives. */
  readonly entry: string;
  readonly define: Readonly<Record<string, string>>;
  readonly plugins?: readonly Plugin[];
}

/** One entry with all it reaches as plain statements that leave the entry's default export, if any, in `vafaChunk`; not minified. */
export async function bundle({ root, entry, define, plugins = [] }: BundleOptions): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    mode: 'production',
    // Named, because inside a test runner Vite would take the development builds of libraries.
    resolve: { conditions: ['module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    plugins: [staticProperties(`${root}/src/`), minifyTemplates(`${root}/src/`), quietLit(), leanKy(), ...plugins],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      lib: { entry: `${root}/${entry}`, formats: ['iife'], name: 'vafaChunk', fileName: 'bundle' },
      rolldownOptions: {
        treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
        output: { exports: 'auto', comments: false },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [];
  const files = outputs.flatMap(({ output }) => output);
  const [file, ...more] = files;
  if (file?.type !== 'chunk' || more.length > 0) throw new Error(`${entry} must give one file; it gave ${files.map(({ fileName }) => fileName).join(', ')}.`);
  return file.code;
}

import { join } from 'node:path';
import ts from 'typescript';

/** Compiles entries of `src`, and what they reach, into a folder as ES modules with declarations. */
export function emit(project: string, entries: readonly string[], outDir: string, types: string[]): void {
  const configFile = join(project, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, project);
  const program = ts.createProgram({
    rootNames: entries.map((entry) => join(project, 'src', entry)),
    options: { ...options, noEmit: false, declaration: true, outDir, rootDir: join(project, 'src'), types, configFilePath: configFile },
  });
  const { diagnostics } = program.emit();
  const faults = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (faults.length === 0) return;
  const host = { getCurrentDirectory: () => project, getCanonicalFileName: (name: string) => name, getNewLine: () => '\n' };
  throw new Error(`The library does not compile by itself:\n${ts.formatDiagnostics(faults, host)}`);
}

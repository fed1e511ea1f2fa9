import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

/** Takes the white space and comments out of our html and css templates. */
export function minifyTemplates(folder: string): Plugin {
  return {
    name: 'vafa-minify-templates',
    enforce: 'pre',
    async transform(code, id) {
      if (!id.startsWith(folder) || !id.endsWith('.ts') || !/\b(html|svg|css)`/.test(code)) return null;
      const result = await minifyHTMLLiterals(code, { fileName: id, sourceMap: false });
      return result && { code: shortTokens(result.code, folder), map: null };
    },
  };
}

let names: ReadonlyMap<string, string> | undefined;

/** Gives the tokens that are ours alone (`--_surface`) names of a letter or two: the same in every file and every build. */
function shortTokens(code: string, folder: string): string {
  names ??= new Map([...tokensIn(folder)].sort().map((token, at) => [token, `--${at.toString(36)}_`]));
  return code.replace(token, (name) => names?.get(name) ?? name);
}

const token = /--_\w+/g;

function tokensIn(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Set(files.flatMap((file) => readFileSync(join(folder, file), 'utf8').match(token) ?? []));
}

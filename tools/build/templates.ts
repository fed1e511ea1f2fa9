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
      return result && { code: result.code, map: null };
    },
  };
}

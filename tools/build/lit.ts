import type { Plugin } from 'vite';

interface Change {
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

const reactiveElement = /@lit\/reactive-element\/reactive-element\.js$/;
const litHtml = /\/lit-html\/lit-html\.js$/;

/** What is changed in Lit's code; each must be found once, or the build fails. `globalThis` is the private scope there. */
const changes: readonly Change[] = [
  {
    file: reactiveElement,
    from: 'Symbol.metadata??=Symbol("metadata")',
    to: 'globalThis.metadata??=Symbol()',
    why: 'adds `Symbol.metadata` to the page; only standard decorators need it, and none are used',
  },
  { file: reactiveElement, from: 'this[Symbol.metadata]', to: 'this[globalThis.metadata]', why: 'reads `Symbol.metadata`' },
  {
    file: litHtml,
    from: '.currentNode=l,',
    to: '.currentNode=globalThis.realDocument,',
    why: 'hands the document to a tree walker, which takes nothing but the real one',
  },
  {
    file: litHtml,
    from: 's.innerHTML=t,s',
    to: 'globalThis.fillTemplate(s,t),s',
    why: 'fills a template by `innerHTML`, which a page may forbid',
  },
];

/** Keeps Lit from changing the page's own objects. */
export function quietLit(): Plugin {
  return {
    name: 'vafa-quiet-lit',
    transform(code, id) {
      let text = code;
      for (const { file, from, to, why } of changes) {
        if (id.startsWith('\0') || !file.test(id)) continue;
        if (text.split(from).length !== 2) this.error(`Lit no longer ${why} with \`${from}\` in ${id}: adapt tools/build/lit.ts.`);
        text = text.replace(from, () => to);
      }
      return text === code ? null : { code: text, map: null };
    },
  };
}

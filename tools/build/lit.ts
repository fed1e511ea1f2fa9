import type { Plugin } from 'vite';

interface Change {
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

const reactiveElement = /@lit\/reactive-element\/reactive-element\.js$/;
const litHtml = /\/lit-html\/lit-html\.js$/;

const cssTag = /@lit\/reactive-element\/css-tag\.js$/;

const litElement = /\/lit-element\/lit-element\.js$/;

/** What is changed in Lit's code; each must be found once, or the build fails. `globalThis` is the private scope there. */
const changes: readonly Change[] = [
  {
    file: reactiveElement,
    from: 'case Object:case Array:t=null==t?t:JSON.stringify(t)}',
    to: '}',
    why: 'writes objects into attributes, which no element of the kit has',
  },
  {
    file: reactiveElement,
    from: 'break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}}',
    to: '}',
    why: 'reads objects from attributes, which no element of the kit has',
  },
  { file: reactiveElement, from: 'p=a.reactiveElementPolyfillSupport,', to: 'p=void 0,', why: 'looks for polyfills and counts its copies, which a private scope never has' },
  { file: reactiveElement, from: ',(a.reactiveElementVersions??=[]).push("2.1.2")', to: '', why: 'looks for polyfills and counts its copies, which a private scope never has' },
  { file: litHtml, from: 'B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");', to: 'B=0;', why: 'looks for polyfills and counts its copies, which a private scope never has' },
  { file: litElement, from: ',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});', to: ';', why: 'looks for polyfills and counts its copies, which a private scope never has' },
  { file: litElement, from: '(s.litElementVersions??=[]).push("4.2.2");', to: '', why: 'looks for polyfills and counts its copies, which a private scope never has' },
  {
    file: cssTag,
    from: 't.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype',
    to: 'true',
    why: 'asks for constructed style sheets, which every engine that draws our styles has',
  },
  {
    file: cssTag,
    from: `throw Error("Value passed to 'css' function must be a 'css' function result: "+t+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")`,
    to: 'throw Error(t)',
    why: 'explains css tags to those who write styles; they read it in the library build',
  },
  {
    file: cssTag,
    from: 'throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.")',
    to: 'throw Error()',
    why: 'explains css tags to those who write styles',
  },
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

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

/**
 * What is changed in Lit's code; each must be found once, or the build fails. `globalThis` is the private scope there. What no
 * template or element of the kit uses is left out (1 kB); lint holds the source to that.
 */
const changes: readonly Change[] = [
  {
    file: cssTag,
    from: 'const t=globalThis,e=t.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,s=Symbol(),o=new WeakMap;class n{constructor(t,e,o){if(this._$cssResult$=!0,o!==s)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o;const s=this.t;if(e&&void 0===t){const e=void 0!==s&&1===s.length;e&&(t=o.get(s)),void 0===t&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),e&&o.set(s,t))}return t}toString(){return this.cssText}}const r=t=>new n("string"==typeof t?t:t+"",void 0,s),i=(t,...e)=>{const o=1===t.length?t[0]:e.reduce((e,s,o)=>e+(t=>{if(!0===t._$cssResult$)return t.cssText;if("number"==typeof t)return t;throw Error("Value passed to \'css\' function must be a \'css\' function result: "+t+". Use \'unsafeCSS\' to pass non-literal values, but take care to ensure page security.")})(s)+t[o+1],t[0]);return new n(o,t,s)},S=(s,o)=>{if(e)s.adoptedStyleSheets=o.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(const e of o){const o=document.createElement("style"),n=t.litNonce;void 0!==n&&o.setAttribute("nonce",n),o.textContent=e.cssText,s.appendChild(o)}},c=e?t=>t:t=>t instanceof CSSStyleSheet?(t=>{let e="";for(const s of t.cssRules)e+=s.cssText;return r(e)})(t):t;',
    to: 'const e=true;class n{constructor(t){this.cssText=t}get styleSheet(){this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText);return this.o}}const r=t=>new n(t),i=t=>r(t[0]),c=t=>t,S=(s,o)=>{s.adoptedStyleSheets=o.map(t=>t.styleSheet)};',
    why: 'puts styles together from values, or into style elements; the kit writes each sheet as one text, for engines with constructed sheets',
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
    file: reactiveElement,
    from: '_$ET(t,s){const i=this.constructor.elementProperties.get(t),e=this.constructor._$Eu(t,i);if(void 0!==e&&!0===i.reflect){const h=(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type);this._$Em=t,null==h?this.removeAttribute(e):this.setAttribute(e,h),this._$Em=null}}',
    to: '',
    why: 'writes properties into attributes, which no element of the kit does',
  },
  { file: reactiveElement, from: 'this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),', to: '', why: 'writes properties into attributes' },
  { file: reactiveElement, from: ',!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}', to: ')}', why: 'writes properties into attributes' },
  { file: reactiveElement, from: '||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))', to: '', why: 'keeps defaults of attributes' },
  { file: reactiveElement, from: 'i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(', to: '(', why: 'keeps defaults of attributes' },
  { file: reactiveElement, from: 'this[e]=r??this._$Ej?.get(e)??r,', to: 'this[e]=r,', why: 'keeps defaults of attributes' },
  { file: reactiveElement, from: 'this.hasUpdated||i||(s=void 0)', to: 'this.hasUpdated||(s=void 0)', why: 'keeps defaults of attributes' },
  { file: reactiveElement, from: '{useDefault:i,reflect:e,wrapped:h},r)', to: '{wrapped:h},r)', why: 'keeps defaults of attributes' },
  {
    file: reactiveElement,
    from: 'toAttribute(t,s){switch(s){case Boolean:t=t?l:null;break;case Object:case Array:t=null==t?t:JSON.stringify(t)}return t},',
    to: '',
    why: 'writes properties into attributes',
  },
  { file: reactiveElement, from: ',l=c?c.emptyScript:""', to: '', why: 'writes properties into attributes' },
  {
    file: reactiveElement,
    from: 'if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(d("properties"))){const t=this.properties,s=[...r(t),...o(t)];for(const i of s)this.createProperty(i,t[i])}const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
    to: 'this.finalized=!0,this._$Ei();for(const t of r(this.properties??{}))this.createProperty(t,this.properties[t]);',
    why: 'reads standard decorators; ours are `static properties` by now',
  },
  { file: reactiveElement, from: ',getOwnPropertySymbols:o,', to: ',', why: 'reads properties named by symbols, which no element of the kit has' },
  {
    file: reactiveElement,
    from: 'h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;',
    to: 'h=u;',
    why: 'reads attributes by converters of their own, which no element of the kit has',
  },
  { file: reactiveElement, from: 'type:String,converter:u,reflect:!1,useDefault:!1,', to: '', why: 'names what every property is unless it says otherwise' },
  { file: reactiveElement, from: 'Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', to: '', why: 'adds `Symbol.metadata` to the page, for standard decorators' },
  { file: reactiveElement, from: 'static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', to: '', why: 'runs initializers of decorators' },
  { file: reactiveElement, from: ',void 0!==t.l&&(this.l=[...t.l]),', to: ',', why: 'runs initializers of decorators' },
  { file: reactiveElement, from: ',this.constructor.l?.forEach(t=>t(this))', to: '', why: 'runs initializers of decorators' },
  {
    file: litHtml,
    from: 'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    to: '',
    why: 'fills the text of scripts, styles and text areas, which no template does',
  },
  { file: litHtml, from: '(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', to: 'c=p', why: 'fills the text of scripts, styles and text areas' },
  { file: litHtml, from: 'if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}l++', to: 'r.data===n&&d.push({type:2,index:l});l++', why: 'fills comments, which no template does' },
  { file: litHtml, from: 'else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', to: '', why: 'hands elements to directives, which no template does' },
  { file: litHtml, from: ':6===r.type&&(i=new Z(h,this,t))', to: ':0', why: 'hands elements to directives' },
  { file: litHtml, from: 'if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}', to: 'this.el=S.createElement(f,e);P.currentNode=this.el.content;', why: 'makes templates of svg and mathml alone' },
  { file: litHtml, from: 'l=2===i?"<svg>":3===i?"<math>":""', to: 'l=""', why: 'makes templates of svg and mathml alone' },
  { file: litHtml, from: '+(2===i?"</svg>":3===i?"</math>":"")', to: '', why: 'makes templates of svg and mathml alone' },
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
  {
    file: litHtml,
    from: 'function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}',
    to: 'function M(){}',
    why: 'asks directives, which no template has',
  },
  { file: litHtml, from: '_$AI(t,i=this){t=M(this,t,i),a(t)?', to: '_$AI(t){a(t)?', why: 'asks directives' },
  { file: litHtml, from: '_$AI(t,i=this,s,e){const h=this.strings;let o=!1;if(void 0===h)t=M(this,t,i,0),o=', to: '_$AI(t,i,s,e){const h=this.strings;let o=!1;if(void 0===h)o=', why: 'asks directives' },
  { file: litHtml, from: 'r=M(this,e[s+n],i,n),', to: 'r=e[s+n],', why: 'asks directives' },
  { file: litHtml, from: '_$AI(t,i=this){if((t=M(this,t,i,0)??A)===E)return;', to: '_$AI(t){if((t??=A)===E)return;', why: 'asks directives' },
  { file: litHtml, from: 'for(this._$AP?.(!1,!0,s);t!==this._$AB;)', to: 'for(;t!==this._$AB;)', why: 'tells directives that they leave' },
  { file: litHtml, from: 'setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', to: '', why: 'tells directives that they leave' },
  { file: litHtml, from: 'this._$AV=[],this._$AN=void 0,', to: 'this._$AV=[],', why: 'tells directives that they leave' },
  { file: litHtml, from: 'get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}', to: '', why: 'shows directives where they are' },
  { file: litHtml, from: 'get _$AU(){return this._$AM?._$AU??this._$Cv}', to: '', why: 'shows directives where they are' },
  { file: litHtml, from: 'this.type=2,this._$AH=A,this._$AN=void 0,', to: 'this._$AH=A,', why: 'shows directives where they are' },
  { file: litHtml, from: ',this._$Cv=e?.isConnected??!0}', to: '}', why: 'shows directives where they are' },
  { file: litHtml, from: 'get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}', to: '', why: 'shows directives where they are' },
  { file: litHtml, from: 'get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}', to: '', why: 'shows directives where they are' },
  { file: litHtml, from: 'this.type=1,this._$AH=A,this._$AN=void 0,', to: 'this._$AH=A,', why: 'shows directives where they are' },
  { file: litHtml, from: 'constructor(){super(...arguments),this.type=3}', to: '', why: 'shows directives where they are' },
  { file: litHtml, from: 'constructor(){super(...arguments),this.type=4}', to: '', why: 'shows directives where they are' },
  { file: litHtml, from: 'constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', to: '', why: 'shows directives where they are' },
  { file: litHtml, from: '(t?.creationScope??l).importNode(i,!0)', to: 'l.importNode(i,!0)', why: 'draws for another document' },
  { file: litElement, from: 'this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),', to: '', why: 'tells directives that they leave' },
  { file: litElement, from: 'connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}', to: '', why: 'tells directives that they leave' },
  { file: reactiveElement, from: 'removeController(t){this._$EO?.delete(t)}', to: '', why: 'lets go of controllers, which those of the kit never ask for' },
  { file: reactiveElement, from: 'get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}', to: 'get updateComplete(){return this._$ES}', why: 'waits for more than its own update' },
  { file: reactiveElement, from: 't=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)):this._$EM()', to: 't=!0,this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)', why: 'asks whether to update' },
  { file: reactiveElement, from: 'shouldUpdate(t){return!0}', to: '', why: 'asks whether to update' },
];

/** Keeps Lit from changing the page's own objects, and leaves out what the kit does not use. */
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

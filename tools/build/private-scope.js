/*
 * What stands around the script, and why (shared by every file of one runtime; chunks receive it through the kit).
 *
 * The script runs on pages nobody controls. Two things of such a page reach into foreign code: page-wide registries and policies
 * (two copies of Lit meet in `globalThis.litPropertyMetadata` and in the Trusted Types policy `lit-html`), and elements whose id or
 * name shadows what code reads (`<a id="litHtmlVersions">` becomes a global, `<img name="createElement">` a member of `document`).
 * So the bundle's `globalThis` is the object `scope` below, its `document` is `scope.document`, and both inherit nothing from the page.
 *
 * tools/build/scope.ts puts the bundle in place of BUNDLE, and hands it as parameters what it reads: PARAMETERS, from ARGUMENTS.
 */
((window) => {
  'use strict';
  const { document } = window;
  const documentMembers = Object.getPrototypeOf(document);
  const methods = new Map();

  /** A global that not every engine has. Where it is missing, an element with that id would take its place: only own members count. */
  const optional = (name) => (Object.hasOwn(window, name) ? window[name] : undefined);

  const trustedTypes = optional('trustedTypes');

  /** Reads a member of the document past the elements that shadow it; methods run on the real document, looked up at each call. */
  const read = (name) => {
    if (methods.has(name)) return methods.get(name);
    const value = Reflect.get(documentMembers, name, document);
    if (typeof value !== 'function') return value;
    const method = (...args) =>
      Reflect.apply(
        Reflect.get(documentMembers, name, document),
        document,
        args.map((arg) => (arg === scope.document ? document : arg)),
      );
    methods.set(name, method);
    return method;
  };

  /** Our own policy, made at the first template: pages that give one, or forbid ours, see no attempt before it is needed. */
  let ownPolicy;
  const policy = () => {
    if (scope.policy !== undefined) return scope.policy;
    if (ownPolicy === undefined) {
      ownPolicy = null;
      try {
        ownPolicy = trustedTypes?.createPolicy('vafa', { createHTML: (markup) => markup }) ?? null;
      } catch {
        // The page allows other policies only; `fillTemplate` copes.
      }
    }
    return ownPolicy;
  };

  const scope = {
    __proto__: null,

    /** Where a page put `get` or `value` on every object, a descriptor would have it too: ours consist of their own members. */
    Object: {
      __proto__: Object,
      defineProperty: (target, name, descriptor) => Object.defineProperty(target, name, { __proto__: null, ...descriptor }),
    },

    /** Set by src/private-scope.ts: the page's policy, `null` for none, `undefined` for our own. */
    policy: undefined,
    optional,

    document: new Proxy(
      { __proto__: null },
      {
        __proto__: null,
        get: (_, name) => read(name),
        set: (_, name, value) => Reflect.set(documentMembers, name, value, document),
        has: (_, name) => name in documentMembers,
      },
    ),

    realDocument: document,

    /** On a page that allows no policy of ours, the browser's sanitizer makes the template: it leaves out scripts only, and we have none. */
    fillTemplate: (template, markup) => {
      if (trustedTypes && policy() === null && template.setHTML)
        template.setHTML(markup, { sanitizer: { removeElements: [], removeAttributes: [], comments: true } });
      else template.innerHTML = markup;
    },

    /** What Lit keeps page-wide, kept here; and the interface that it makes a policy of. */
    litPropertyMetadata: new WeakMap(),
    trustedTypes: {
      __proto__: null,
      emptyScript: trustedTypes?.emptyScript ?? '',
      createPolicy: () => ({ __proto__: null, createHTML: (markup) => policy()?.createHTML(markup) ?? markup }),
    },

    /** Looked up at each use: a page may patch it at any time. */
    fetch: (...args) => window.fetch(...args),
  };

  /** What ky reads from `globalThis`, looked up at each use as well. */
  for (const name of ['Request', 'Response', 'Headers', 'AbortController', 'AbortSignal'])
    Object.defineProperty(scope, name, { __proto__: null, get: () => window[name] });

  ((PARAMETERS) => {
    BUNDLE;
  })(ARGUMENTS);
})(window);

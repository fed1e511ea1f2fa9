import { Linter } from 'eslint';

/**
 * Globals that every supported engine has as the window's own. An element's id cannot take their place, because named elements
 * come after what the window has itself. test/embed holds this list against real engines.
 */
export const everywhere: ReadonlySet<string> = new Set(
  (
    'AbortController AbortSignal Array ArrayBuffer BigInt Blob Boolean BroadcastChannel CSSStyleSheet CustomEvent DOMException Date Document Element Error ' +
    'Event EventTarget HTMLDialogElement HTMLElement HTMLInputElement HTMLScriptElement HTMLSelectElement Infinity IntersectionObserver Intl JSON Map Math MouseEvent MutationObserver NaN Node Number ' +
    'Object Promise Proxy RangeError Reflect RegExp Request ResizeObserver Response Set ShadowRoot String Symbol SyntaxError TextDecoder ' +
    'TextEncoder TypeError URL URLSearchParams Uint8Array WeakMap WeakRef WeakSet addEventListener cancelAnimationFrame clearInterval ' +
    'clearTimeout console crypto customElements decodeURIComponent encodeURIComponent fetch getComputedStyle history isSecureContext ' +
    'localStorage location matchMedia navigator parseInt performance queueMicrotask removeEventListener reportError ' +
    'requestAnimationFrame sessionStorage setInterval setTimeout structuredClone undefined window File FormData Headers ' +
    'ReadableStream ShadowRoot TransformStream XMLHttpRequest btoa atob isFinite isNaN parseFloat'
  ).split(' '),
);

/** What the private scope puts in a global's place. */
const scoped: Readonly<Record<string, string>> = {
  globalThis: 'scope',
  __vafaScope: 'scope',
  document: 'scope.document',
  Object: 'scope.Object',
  litPropertyMetadata: 'scope.litPropertyMetadata',
};

/** Globals that some engine lacks: read only if they are the window's own. */
const optional = new Set(['requestIdleCallback', 'cancelIdleCallback', 'scheduler', 'trustedTypes', 'navigation', 'EditContext']);

/** A global that a bundle reads, and the expression that the private scope gives for it; `undefined` when the page's own is safe. */
export interface Global {
  readonly name: string;
  readonly replacement: string | undefined;
}

/** The globals that a bundle reads, but for those it is `given`. Fails on one that is not known to be safe from a page's elements. */
export function globalsOf(code: string, file: string, given: readonly string[] = []): Global[] {
  const names = freeNames(code, file);
  for (const name of given) names.delete(name);
  for (const member of windowMembers(code)) if (!everywhere.has(member) && member !== 'vafa') names.add(`window.${member}`);
  const unknown = [...names].filter((name) => !Object.hasOwn(scoped, name) && !optional.has(name) && !everywhere.has(name));
  if (unknown.length > 0)
    throw new Error(
      `${file} reads ${unknown.map((name) => `\`${name}\``).join(', ')}, which an element with that id could replace. ` +
        'Add the name to tools/build/globals.ts: to `everywhere` if every supported engine has it, else to `optional`.',
    );
  return [...names].sort().map((name) => ({ name, replacement: replacementOf(name) }));
}

function replacementOf(name: string): string | undefined {
  return optional.has(name) ? `optional(${JSON.stringify(name)})` : scoped[name];
}

function freeNames(code: string, file: string): Set<string> {
  const messages = new Linter().verify(
    code,
    { languageOptions: { ecmaVersion: 2022, sourceType: 'script' }, rules: { 'no-undef': ['error', { typeof: true }] }, linterOptions: { reportUnusedDisableDirectives: 'off', noInlineConfig: true } },
    { filename: `${file}.js` },
  );
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${file}: line ${fatal.line} is not plain JavaScript of 2022: ${fatal.message}`);
  return new Set([...builtIns(code), ...messages.flatMap(({ message }) => /^'([^']+)' is not defined/.exec(message)?.[1] ?? [])]);
}

/** ESLint takes the language's own globals for granted; of these the replaced ones matter. */
function builtIns(code: string): string[] {
  if (/instanceof Object\b|[^.\w]Object\(/.test(code)) throw new Error('Object is not the real one in the script: it can neither be called nor be asked about.');
  return ['globalThis', 'Object'].filter((name) => new RegExp(`\\b${name}\\b`).test(code));
}

function windowMembers(code: string): string[] {
  return [...code.matchAll(/\bwindow\.([\w$]+)/g)].flatMap(([, name]) => name ?? []);
}

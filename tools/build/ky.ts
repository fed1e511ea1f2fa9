import type { Plugin } from 'vite';

/**
 * Leaves out of ky what `src/adapters/portal-api/http.ts` does not use: hooks, progress, search parameters, JSON
 * schemas, prefixes and its own timeouts (one signal bounds headers, retries and body). Measured with ky 2.0.2: from
 * 6.6 kB alone to about 2.1 kB of the script (`npm run weigh`). Every cut names the text it replaces; another version of ky fails the build here.
 */
export function leanKy(): Plugin {
  return {
    name: 'vafa:lean-ky',
    enforce: 'pre',
    transform(code, id) {
      const file = /\/ky\/distribution\/(.+\.js)$/.exec(id.split('?')[0] ?? '')?.[1];
      if (file === undefined) return undefined;
      const whole = modules.get(file);
      if (whole !== undefined) return { code: whole, map: null };
      return file === 'core/Ky.js' ? { code: leanCore(code), map: null } : undefined;
    },
  };
}

/** What the core asks of its environment; every engine the script runs in has it. */
function kyConstants(): string {
  return `export const supportsRequestStreams = false, supportsAbortController = true, supportsAbortSignal = true,
    supportsResponseStreams = true, supportsFormData = false, maxSafeTimeout = 2147483647, responseTypes = {}, requestMethods = [];
    export const stop = Symbol();
    export const retry = undefined;
    export class RetryMarker {}`;
}

/** The defaults of a retry that http.ts leaves alone. */
function kyNormalize(): string {
  return `const defaults = { statusCodes: [408, 413, 429, 500, 502, 503, 504], afterStatusCodes: [413, 429, 503], backoffLimit: Infinity,
    delay: (count) => 300 * 2 ** (count - 1) };
    export const normalizeRequestMethod = (method) => method.toUpperCase();
    export const normalizeRetryOptions = (retry) => ({ ...defaults, ...retry });`;
}

/** Modules whose every export has a small stand-in. */
const modules: ReadonlyMap<string, string> = new Map<string, string>([
  ['utils/body.js', 'export const streamResponse = (response) => response; export const streamRequest = (request) => request;'],
  [
    'utils/merge.js',
    `export const deletedParametersSymbol = Symbol();
    export const cloneShallow = (value) => value;
    export const replaceOption = (value) => value;
    export const mergeHeaders = (first, second = first) => new globalThis.Headers(second);
    export const mergeHooks = () => ({});
    export const validateAndMerge = (...sources) => Object.assign({}, ...sources);`,
  ],
  ['core/constants.js', kyConstants()],
  ['utils/normalize.js', kyNormalize()],
  ['utils/is-network-error.js', 'export default (error) => error instanceof TypeError;'],
  ['utils/options.js', "export const findUnknownOptions = ({ cache }) => ({ cache }); export const hasSearchParameters = () => false;"],
  ['utils/timeout.js', 'export default (request, init, controller, { fetch }) => fetch(request, init);'],
]);

/** Methods whose bodies shrink to one statement. */
const methods: readonly (readonly [string, string])[] = [
  ['async #runBeforeRequestHooks()', ''],
  ['async #runAfterResponseHooks(response)', 'return response;'],
  ['#decorateResponse(response)', 'return response;'],
  ['#wrapRequestWithUploadProgress(request, originalBody)', 'return request;'],
  ['#getNormalizedOptions()', ''],
  ['#getErrorDataTimeout()', ''],
  ['async #readResponseText(response, timeoutMs)', 'return response.text().catch(() => undefined);'],
  ['async #parseJson(text, response, timeoutMs, request)', 'try { return JSON.parse(text); } catch { return undefined; }'],
  ['#isJsonContentType(contentType)', "return contentType.includes('json');"],
  ['#getResponseRequest(response)', 'return this.request;'],
  ['#setResponseRequest(response, request)', 'return response;'],
  ['#getRemainingTotalTimeout()', ''],
  ['#throwIfTotalTimeoutExhausted()', ''],
  ['#consumeReturnedResponseFromBeforeRetryHook()', 'return false;'],
  ['static #normalizeSearchParams(searchParams)', ''],
];

/** Conditions and loops that never hold here; the minifier drops what they guard. */
const texts: readonly (readonly [string, string])[] = [
  ['initHooks.length > 0 ? cloneInitHookOptions(options) : options', 'options'],
  ['const initHooks = options.hooks?.init ?? [];', 'const initHooks = [];'],
  ['for (const hook of initHooks) {', 'while (false) { const hook = undefined;'],
  ['for (const hook of ky.#options.hooks.beforeError) {', 'while (false) { const hook = undefined;'],
  ['for (const hook of this.#options.hooks.beforeRetry) {', 'while (false) { const hook = undefined;'],
  ['if (ky.#options.onDownloadProgress) {', 'if (false) {'],
  ['if (this.#options.onUploadProgress && ', 'if (false && '],
  ['if (hasSearchParameters(this.#options.searchParams)) {', 'if (false) {'],
  ['if (this.#options.prefix) {', 'if (false) {'],
  ['if (this.#options.baseUrl) {', 'if (false) {'],
  ['if (this.#options.json !== undefined) {', 'if (false) {'],
  ["if (Object.hasOwn(options, 'prefixUrl')) {", 'if (false) {'],
  ['if (supportsRequestStreams) {', 'if (false) {'],
  ['if (this.#input instanceof globalThis.Request\n', 'if (false\n'],
  ['if (error instanceof ForceRetryError && error.customRequest) {', 'if (false) {'],
  ['if (errorObject instanceof ForceRetryError) {', 'if (false) {'],
  ['if (!(error instanceof ForceRetryError)) {', 'if (true) {'],
  ["if (typeof ky.#options.timeout === 'number' && ", 'if (false && '],
  ["if (typeof ky.#options.totalTimeout === 'number' && ", 'if (false && '],
  ['for (const [type, mimeType] of Object.entries(responseTypes)) {', 'while (false) { const type = 0, mimeType = 0;'],
  ['if (ky.#beforeRetryHookErrors.has(error)) {', 'if (false) {'],
  ["if (typeof this.#input !== 'string' && ", 'if (false && '],
  ['if (this.#abortController?.signal.aborted) {', 'if (false) {'],
  ['if (this.#options.retry.shouldRetry !== undefined) {', 'if (false) {'],
  ['if (isTimeoutError(error)) {', 'if (false) {'],
];

function leanCore(code: string): string {
  const lean = methods.reduce((text, [head, body]) => replaceMethod(text, head, body), code);
  return texts.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw missing(from);
    return text.replaceAll(from, to);
  }, lean);
}

function replaceMethod(code: string, head: string, body: string): string {
  const start = code.indexOf(`\n    ${head} {\n`);
  const end = code.indexOf('\n    }\n', start);
  if (start < 0 || end < 0) throw missing(head);
  return `${code.slice(0, start)}\n    ${head} { ${body} }${code.slice(end + '\n    }'.length)}`;
}

function missing(text: string): Error {
  return new Error(`tools/build/ky.ts: ky has no “${text}” any more; read its changes and mend the cuts, or pin ky again.`);
}

import { advise } from '../client/advise.js';
import { settingNames } from '../client/config.js';

/** Where the script's settings stand on the page, the most important channel first. */
export interface Channels {
  readonly settings: readonly unknown[];
  /** The folder the script came from, where the page tells. */
  readonly folder: string | undefined;
}

/**
 * Reads the script's own attributes and address. `currentScript` is empty for a module, an injected copy or a
 * concatenated file, and may be any element that calls itself so: then only the other channels speak.
 */
export function scriptChannels(): Channels {
  const script: Element | null = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return { settings: [], folder: undefined };
  const data = pick((name) => script.dataset[name]);
  if (!script.src) return { settings: [data], folder: undefined };
  const { searchParams, origin, pathname } = new URL(script.src);
  const query = pick((name) => searchParams.get(name) ?? undefined);
  return { settings: [data, query], folder: /^https?:/.test(script.src) ? origin + pathname.replace(/[^/]*$/, '') : undefined };
}

/** Reads `<script type="application/json" data-vafa>`, for pages whose tools strip attributes. */
export function jsonChannel(): unknown {
  const text = document.querySelector('script[type="application/json"][data-vafa]')?.textContent;
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    advise('json');
    return undefined;
  }
}

/** The settings a text channel can carry. Other attributes on the tag belong to other tools. */
function pick(read: (name: string) => string | undefined): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of settingNames) {
    const text = read(name);
    if (text !== undefined) found[name] = name === 'deadline' ? Number(text) : text;
  }
  return found;
}

/** What the first script of every test page notes down. */
export interface Oracle {
  readonly errors: string[];
  readonly violations: string[];
  /** The page's own things, as they were before the kit came. */
  before: Record<string, string[]>;
  /** The page's own things, as they are now. */
  look(): Record<string, string[]>;
}

declare global {
  interface Window {
    oracle: Oracle;
  }
}

/** Runs in the page, before anything else: notes errors, policy reports, and the members of what the page shares with everybody. */
export function startOracle(): void {
  // Taken before a page's script changes them.
  const { ownKeys } = Reflect;
  const shared: Record<string, object> = {
    window, document, Symbol,
    'Object.prototype': Object.prototype,
    'Array.prototype': Array.prototype,
    'String.prototype': String.prototype,
    'Function.prototype': Function.prototype,
    'HTMLElement.prototype': HTMLElement.prototype,
  };
  const names = Object.keys(shared);
  const look = (): Record<string, string[]> => {
    const found: Record<string, string[]> = Object.create(null);
    for (let at = 0; at < names.length; at++) {
      const name = names[at] ?? '';
      // Frames are numbered; WebKit's driver leaves a symbol of its own.
      found[name] = ownKeys(shared[name] ?? {}).map(String).filter((key) => !/^\d+$|automation/.test(key)).sort();
    }
    return found;
  };
  const oracle: Oracle = { errors: [], violations: [], before: look(), look };
  Object.defineProperty(window, 'oracle', { value: oracle });
  window.addEventListener('error', (event) => void (event.message && oracle.errors.push(event.message)));
  window.addEventListener('unhandledrejection', ({ reason }) => void oracle.errors.push(`rejection: ${String(reason)}`));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    // The browser itself asks for the page's icon.
    if (!/favicon\.ico$/.test(blockedURI)) oracle.violations.push([violatedDirective, blockedURI, sample].join(' | '));
  });
}

/** How an element looks to a test. */
export interface Seen {
  readonly defined: boolean;
  /** What it says; where it draws nothing itself, what the page wrote between its tags. */
  readonly text: string;
  readonly states: readonly string[];
  readonly heading: string | undefined;
}

/** Runs in the page, also in one whose elements shadow members of the document. */
export function look(tag: string): Seen {
  const element = Document.prototype.querySelector.call(document, tag);
  const root = element?.shadowRoot;
  const text = (root?.textContent || element?.textContent || '').replace(/\s+/g, ' ').trim();
  const known = ['loading', 'guest', 'not-enrolled', 'blocked', 'failed', 'ready', 'refreshing', 'stale', 'empty'];
  const states = known.filter((state) => {
    try {
      return element?.matches(`:state(${state})`) ?? false;
    } catch {
      return false;
    }
  });
  return { defined: customElements.get(tag) !== undefined, text, states, heading: root?.querySelector('h1,h2,h3,[role=heading]')?.textContent?.trim() };
}

import '../src/define.js';
import type { Memory } from '../src/adapters/memory/memory.js';
import type { PortalAdapter } from '../src/adapters/port.js';
import type { VafaConfig } from '../src/client/config.js';
import type { VafaPoints } from '../src/elements/points/points.js';
import type { VafaPointsPreview } from '../src/elements/points-preview/points-preview.js';
import type { VafaProvider } from '../src/elements/provider/provider.js';
import type { VafaRewards } from '../src/elements/rewards/rewards.js';
import type { VafaSignIn } from '../src/elements/sign-in/sign-in.js';
import type { VafaTier } from '../src/elements/tier/tier.js';
import { memberId } from './clubs.js';

/** The elements that have states. */
export type Tag = 'vafa-points' | 'vafa-points-preview' | 'vafa-rewards' | 'vafa-sign-in' | 'vafa-tier';

/** The states an element marks for `:state(…)`. */
export type Shown = 'loading' | 'guest' | 'not-enrolled' | 'blocked' | 'failed' | 'ready' | 'refreshing' | 'stale' | 'empty' | SignInShown;

/** Those of signing in. */
type SignInShown = 'sending' | 'sent' | 'checking' | 'wrong' | 'limited' | 'unsupported' | 'elsewhere';

/** The club behind an element, and how the page is set up. */
export interface Scene {
  readonly club: Memory;
  /** Nobody is signed in. */
  readonly asGuest?: boolean;
  readonly config?: VafaConfig;
}

/** One state of an element, as the stories show it and the tests judge it. */
export interface State {
  readonly name: string;
  /** A fresh club each time, so that no test or story sees another's traces. */
  readonly scene: () => Scene;
  /** What the element marks when it is there. */
  readonly shows: Shown;
  /** Attributes of the element. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Leads from a first state into this one. */
  readonly act?: { readonly from: Shown; run(stage: Stage): void | Promise<void> };
  /** What can be read there, among other things. */
  readonly says: { readonly en: readonly string[]; readonly fa: readonly string[] };
}

/** An element on a page, with the club behind it. */
export interface Stage {
  readonly element: VafaPoints | VafaPointsPreview | VafaRewards | VafaSignIn | VafaTier;
  readonly provider: VafaProvider;
  readonly club: Memory;
  readonly state: State;
}

/** Where and how a state is put on a page. */
export interface Place {
  readonly into: Element;
  /** Settings over those of the state. */
  readonly config?: VafaConfig;
  /** Stands between the element and the club. */
  readonly wrap?: (adapter: PortalAdapter) => PortalAdapter;
}

let count = 0;
const copy = crypto.getRandomValues(new Uint32Array(2)).join('');

/** The settings of a page that shows a state. Its address is nobody else's, so that two pages at once do not hear each other. */
export function settingsOf({ club, asGuest = false, config }: Scene, { config: more, wrap = (adapter) => adapter }: Omit<Place, 'into'> = {}): VafaConfig {
  const adapter = wrap(club.open({ shopId: 'memory', ...(!asGuest && { memberId }) }));
  const getToken = (): string | null => (asGuest ? null : 'a-token');
  return { api: `https://club-${copy}-${count++}.example`, adapter, getToken, signInUrl: '#sign-in', ...config, ...more };
}

/** Puts an element in a state on the page; `arrive` waits until it is there. */
export function put(tag: Tag, state: State, place: Place): Stage {
  const scene = state.scene();
  const provider = document.createElement('vafa-provider');
  provider.config = settingsOf(scene, place);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(state.attributes ?? {})) element.setAttribute(name, value);
  provider.append(element);
  place.into.append(provider);
  return { element, provider, club: scene.club, state };
}

/** Waits until the element is in the state it was put up for, leading it there where it takes a step. */
export async function arrive(stage: Stage): Promise<Stage> {
  const { element, state } = stage;
  if (state.act) {
    await showing(element, state.act.from);
    await state.act.run(stage);
  }
  await showing(element, state.shows);
  return stage;
}

/** Waits until an element shows a state, and all that belongs to it has been fetched. */
export async function showing(element: Element, shown: Shown): Promise<void> {
  await until(() => element.matches(`:state(${shown})`) && (shown === 'loading') === (find(element, '.body > .bone, .stack > .bone') !== null), `${element.localName} ${shown}`);
}

/** An element inside the shadow of another. */
export function find(element: Element, selector: string): HTMLElement | null {
  return element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
}

/** As `find`, where it must be there. */
export function get(element: Element, selector: string): HTMLElement {
  const found = find(element, selector);
  if (!found) throw new Error(`<${element.localName}> shows no ${selector}.`);
  return found;
}

/** Waits for a condition; fails with what never came. */
export async function until(condition: () => unknown, what: string): Promise<void> {
  const last = performance.now() + 8_000;
  while (!condition()) {
    if (performance.now() > last) throw new Error(`Never came: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
}

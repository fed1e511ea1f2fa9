import { clubOf } from '../../stories/clubs.js';
import { rightCode, type Codes } from '../../stories/codes.js';
import { pointsState } from '../../stories/points.states.js';
import { ask, signInState, submit } from '../../stories/sign-in.states.js';
import { get, put, showing, type Stage } from '../../stories/stage.js';
import { room } from './support.js';

/** A page with the element, over a gateway that the test holds. */
export function enterAt(codes: Codes, config: object = {}, attributes: Record<string, string> = {}): Stage {
  const scene = () => ({ club: clubOf({ member: { name: 'Sara' } }), config: { api: codes.api, getToken: undefined, ...config } });
  return put('vafa-sign-in', { ...signInState('guest'), attributes, scene }, { into: room() });
}

/** Another element on the same page, with a club of its own at the same address: what another page of the site would show. */
export function pointsAt(codes: Codes): Stage {
  const state = pointsState('ready');
  return put('vafa-points', { ...state, scene: () => ({ ...state.scene(), config: { api: codes.api, getToken: undefined } }) }, { into: room() });
}

/** The one field there is. */
export function field({ element }: Stage): HTMLInputElement {
  const found = get(element, 'input');
  if (!(found instanceof HTMLInputElement)) throw new Error('No field.');
  return found;
}

/** Id of what has the focus in the element. */
export const focused = ({ element }: Stage): string => element.shadowRoot?.activeElement?.id ?? '';

/** What the tab keeps: the session, and the step. */
export const keptOf = ({ api }: Codes): string[] => [`vafa:${api}`, `vafa:sign-in:${api}`].map((name) => sessionStorage.getItem(name) ?? '');

/** A button, by what it says. */
export function button({ element }: Stage, text: string): HTMLElement {
  const found = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button') ?? [])].find(({ textContent }) => textContent === text);
  if (!found) throw new Error(`No button “${text}”.`);
  return found;
}

/** Signs in, from the address to the member. */
export async function signIn(codes: Codes): Promise<Stage> {
  const stage = enterAt(codes);
  await showing(stage.element, 'guest');
  await ask(stage);
  await submit(stage, rightCode);
  await showing(stage.element, 'ready');
  return stage;
}

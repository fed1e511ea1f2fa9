import type { PortalAdapter } from '../../src/adapters/port.js';
import type { VafaConfig } from '../../src/client/config.js';
import type { RedeemInput } from '../../src/domain/reward.schema.js';
import { memberId } from '../../stories/clubs.js';
import { rewardsState } from '../../stories/rewards.states.js';
import { find, get, until, type Stage, type State } from '../../stories/stage.js';
import { leave } from './support.js';

/** One reward of 500 points, and 1,250 to spend. */
export const ready = rewardsState('ready');

/** The wishes that reach a club. */
export function watching(): { wishes: { input: RedeemInput; key: string }[]; wrap: (adapter: PortalAdapter) => PortalAdapter } {
  const wishes: { input: RedeemInput; key: string }[] = [];
  return { wishes, wrap: (adapter) => ({ ...adapter, redeem: (input, call) => (wishes.push({ input, key: call.key }), adapter.redeem?.(input, call) ?? Promise.reject()) }) };
}

/** A state with other settings of its scene. */
export const over = (config: VafaConfig, state: State = ready): State => ({ ...state, scene: () => ({ ...state.scene(), config }) });

/** What the club says is left. */
export const balanceOf = async ({ club }: Stage): Promise<number | undefined> => (await club.open({ shopId: 'memory', memberId }).wallets?.())?.[0]?.available;

/** The code that shows somewhere in an element. */
export const codeIn = ({ element }: Stage, within = ''): string => find(element, `${within} .digits`)?.textContent ?? '';

/** Waits for a code, in the dialog where nothing else is said. */
export const code = (stage: Stage, within = 'dialog[open]'): Promise<void> => until(() => codeIn(stage, within), 'the code');

/** The one button of the dialog. */
export const confirm = ({ element }: Stage): HTMLElement => get(element, '[data-confirm]');

/** The button that puts the code of the dialog into the cart. */
export const useIt = ({ element }: Stage): HTMLElement => get(element, 'dialog .code .action:not(.quiet)');

/** The dialog of an element. */
export function dialog({ element }: Stage): HTMLDialogElement {
  const found = get(element, 'dialog');
  if (found instanceof HTMLDialogElement) return found;
  throw new Error('The element has no dialog.');
}

/** Leaves no element and nothing unsettled behind. */
export function clear(): void {
  leave();
  sessionStorage.clear();
}

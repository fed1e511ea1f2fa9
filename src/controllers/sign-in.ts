import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SignIn } from '../client/sign-in.js';
import type { ClubController } from './club.js';

export { codeOf, type Channel } from '../client/typed.js';
export { minute, waitStep } from '../client/sign-in.js';
export type { SignIn, Trouble } from '../client/sign-in.js';

type Host = ReactiveControllerHost & HTMLElement & { readonly club: ClubController };

/** Gives an element the signing in of its club, and draws it again when time has changed what it says. */
export class SignInController implements ReactiveController {
  readonly #host: Host;
  #current: SignIn | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** How signing in goes, once there is a club. */
  get current(): SignIn | undefined {
    const { client } = this.#host.club;
    if (client && client !== this.#current?.client) this.#current = new SignIn(client, () => this.#host.requestUpdate());
    return this.#current;
  }

  /** Whether the focus may be led: it is in the element, or nowhere. */
  get mayLead(): boolean {
    const { activeElement, body } = this.#host.ownerDocument;
    return activeElement === null || activeElement === body || this.#host.matches(':focus-within');
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const next = this.#host.isConnected ? this.#current?.next(Date.now()) : undefined;
    if (next !== undefined) this.#timer = setTimeout(() => this.#host.requestUpdate(), next);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells once when its element comes near the screen; an element nobody sees asks for nothing. */
export class VisibilityController implements ReactiveController {
  /** Whether the element has been near the screen since it was connected first. */
  seen = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onSeen: () => void;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, onSeen: () => void) {
    this.#host = host;
    this.#onSeen = onSeen;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.seen) return;
    this.#observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#see(), { rootMargin: '200px' });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #see(): void {
    this.seen = true;
    this.#observer?.disconnect();
    this.#onSeen();
  }
}

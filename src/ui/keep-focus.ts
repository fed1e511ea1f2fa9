import type { LitElement, ReactiveController } from 'lit';

/** Where a control is drawn away, what it stood in has the focus, or the line that opens that: a keyboard goes on from there. */
export class KeepFocus implements ReactiveController {
  readonly #host: LitElement;
  #item: HTMLElement | null = null;
  #line: HTMLElement | null | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#item = this.#host.renderRoot.querySelector('li[tabindex]:focus-within');
    this.#line = this.#item?.closest('details')?.querySelector('summary');
  }

  hostUpdated(): void {
    const item = this.#item?.isConnected ? this.#item : this.#line;
    if (item && !this.#host.matches(':focus-within')) item.focus();
  }
}

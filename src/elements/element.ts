import { LitElement, type CSSResultGroup } from 'lit';
import { ClubController } from '../controllers/club.js';
import { LocaleController } from '../controllers/locale.js';
import { SchemeController } from '../controllers/scheme.js';
import { base } from '../styles/base.js';

/** What every element of the kit has: a club, a language, colours, the shared styles. Behaviour lives in controllers. */
export abstract class VafaElement extends LitElement {
  static override styles: CSSResultGroup = [base];

  /** The club this element speaks of. */
  readonly club = new ClubController(this);
  /** The words, numbers and dates of its language. */
  protected readonly locale = new LocaleController(this);
  /** Whether it stands on a light or a dark page. */
  protected readonly scheme = new SchemeController(this);
  readonly #internals = this.attachInternals();

  /** Marks the state an element is in, for `:state(…)` in a page's styles. */
  protected mark(...states: string[]): void {
    try {
      this.#internals.states.clear();
      for (const state of states) this.#internals.states.add(state);
    } catch {
      // An engine from before :state(): the state is told by the words alone.
    }
  }

  /** Tells the page; returns false when the page took the matter over. */
  protected tell(event: Event): boolean {
    return this.dispatchEvent(event);
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClubController } from './club.js';
import { unwatchPage, watchPage } from './locale.js';

type Host = ReactiveControllerHost & HTMLElement & { readonly club: ClubController };

/** Whether the element stands on a light or a dark page, and keeps that true when the page changes. */
export class SchemeController implements ReactiveController {
  scheme: 'light' | 'dark' = 'light';
  #theme: 'auto' | 'light' | 'dark' = 'auto';
  readonly #host: Host;
  readonly #prefersDark = matchMedia('(prefers-color-scheme: dark)');

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#prefersDark.addEventListener('change', this.#decide);
    watchPage(this.#decide);
    this.#decide();
  }

  hostUpdate(): void {
    if (this.#theme !== this.#wanted) this.#decide();
  }

  hostDisconnected(): void {
    this.#prefersDark.removeEventListener('change', this.#decide);
    unwatchPage(this.#decide);
  }

  get #wanted() {
    return this.#host.club.client?.config.theme ?? 'auto';
  }

  readonly #decide = (): void => {
    this.#theme = this.#wanted;
    const scheme = this.#theme === 'auto' ? this.#ofPage() : this.#theme;
    if (scheme === this.scheme) return;
    this.scheme = scheme;
    this.#host.requestUpdate();
  };

  /** The page's `color-scheme` where it has one, else whether its text is light. */
  #ofPage(): 'light' | 'dark' {
    const around = this.#host.parentElement ?? document.documentElement;
    const { colorScheme, color } = getComputedStyle(around);
    const dark = colorScheme.includes('dark');
    if (dark && colorScheme.includes('light')) return this.#prefersDark.matches ? 'dark' : 'light';
    if (dark || colorScheme.includes('light')) return dark ? 'dark' : 'light';
    return isLight(color) ? 'dark' : 'light';
  }
}

/** Whether a computed colour is nearer to white than to black: by lightness where it is written so, else by the mean of its channels. */
function isLight(color: string): boolean {
  const [first = 0, second = 0, third = 0] = (color.match(/(?<![\w-])[\d.]+/g) ?? []).map(Number);
  if (/^rgb|^color/.test(color)) return first + second + third > (color.startsWith('rgb') ? 382 : 1.5);
  return first > (color.startsWith('l') ? 50 : 0.5);
}

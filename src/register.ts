import { advise } from './client/advise.js';

/** Elements by their tags; the provider comes first. */
export type Definitions = Readonly<Record<string, CustomElementConstructor>>;

/** Makes elements known to the page, in the order given. A tag that somebody else has taken is left to them, and told. */
export function register(definitions: Definitions): void {
  for (const [tag, element] of Object.entries(definitions)) {
    if (customElements.get(tag) === element) continue;
    if (customElements.get(tag)) advise('taken', tag);
    else customElements.define(tag, element);
  }
}

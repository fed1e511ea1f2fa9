import { ContextProvider } from '@lit/context';
import type { Page } from '../client/page.js';
import { clientContext } from './client-context.js';

/**
 * Gives every element of the document the page's client. Runs before any element is defined, so that no request goes
 * unanswered; a provider that comes later takes over the requests of the elements inside it.
 */
export function providePage(page: Page): void {
  const root = document.documentElement;
  const provider = new ContextProvider(root, { context: clientContext, initialValue: page.client });
  provider.hostConnected();
  page.onChange(() => provider.setValue(page.client));
}

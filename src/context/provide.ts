import { ContextProvider, ContextRoot } from '@lit/context';
import type { Page } from '../client/page.js';
import { clientContext } from './client-context.js';

/**
 * Gives every element of the document the page's client. Runs before any element is defined: a request that comes
 * before its provider is kept by the root and answered later.
 */
export function providePage(page: Page): void {
  const root = document.documentElement;
  new ContextRoot().attach(root);
  const provider = new ContextProvider(root, { context: clientContext, initialValue: page.client });
  provider.hostConnected();
  page.onChange(() => provider.setValue(page.client));
}

import { advise } from '../client/advise.js';
import { register, type Definitions } from '../register.js';
import { hasChunk, loadChunk } from './chunks.js';

const asked = new Set<string>();

/** Fetches an element when its tag appears in the document, now or later. */
export function defineOnDemand(): void {
  const look = (root: ParentNode): void => {
    for (const { localName } of root.querySelectorAll(':not(:defined)')) want(localName);
  };
  look(document);
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => addedNodes.length > 0)) look(document);
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
}

function want(tag: string): void {
  if (asked.has(tag) || !hasChunk(tag)) return;
  asked.add(tag);
  loadChunk(tag).then(
    (found) => isDefinitions(found) && register(found),
    (thrown) => {
      asked.delete(tag);
      advise('part', tag, `${thrown}`);
    },
  );
}

function isDefinitions(found: unknown): found is Definitions {
  return typeof found === 'object' && found !== null;
}

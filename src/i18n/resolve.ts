/** In which language and direction an element speaks. */
export interface Tongue {
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
}

const rtl = /^(ar|fa|he|ur|ps|sd|ug|yi|dv|ckb)\b/;

/** Finds the language of an element's surroundings, and its direction. `configured` wins over the page. */
export function resolveTongue(host: HTMLElement, configured: { locale?: string | undefined; dir?: string | undefined }): Tongue {
  const locale = valid(configured.locale) ?? valid(pageLanguage(host)) ?? valid(navigator.language) ?? 'en';
  const dir = configured.dir ?? (valid(configured.locale) ? directionOf(locale) : getComputedStyle(host).direction);
  return { locale, dir: dir === 'rtl' ? 'rtl' : 'ltr' };
}

/** The direction a language is written in. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rtl.test(locale) ? 'rtl' : 'ltr';
}

function pageLanguage(host: HTMLElement): string | undefined {
  for (let node: Element | undefined = host; node; ) {
    const found: Element | null = node.closest('[lang]');
    if (found) return found.getAttribute('lang') || undefined;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}

function valid(tag: string | null | undefined): string | undefined {
  if (!tag) return undefined;
  try {
    return Intl.getCanonicalLocales(tag.replace('_', '-'))[0];
  } catch {
    return undefined;
  }
}

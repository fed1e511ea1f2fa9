/** The languages the shop speaks. */
export const locales = ['en', 'fa'] as const;
/** A language the shop speaks; also the first part of its addresses. */
export type Locale = (typeof locales)[number];

/** BCP 47 tags: what `lang`, `Intl` and the club's script are given. */
export const tags: Readonly<Record<Locale, string>> = { en: 'en', fa: 'fa-IR' };
/** Writing directions. */
export const directions: Readonly<Record<Locale, 'ltr' | 'rtl'>> = { en: 'ltr', fa: 'rtl' };

/** Whether a part of an address names a language of the shop. */
export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

/** The language to greet a visitor in, from the browser's `Accept-Language`. */
export function greet(header: string | undefined, fallback: Locale): Locale {
  for (const wish of (header ?? '').split(',')) {
    const language = wish.trim().slice(0, 2).toLowerCase();
    if (isLocale(language)) return language;
  }
  return fallback;
}

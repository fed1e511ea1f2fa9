/** What is written in the reader’s language: their own, else its main one, else English, else the first there is. */
export function inLanguage<T>(written: Readonly<Record<string, T>>, locale = 'en'): T | undefined {
  const tag = [locale, locale.split('-')[0] ?? '', 'en'].find((each) => Object.hasOwn(written, each));
  return tag === undefined ? Object.values(written)[0] : written[tag];
}

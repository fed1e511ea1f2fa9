/** The language a reader likes best, of an `Accept-Language` header. */
export function preferredLocale(header: string | undefined): string | undefined {
  const wishes = (header ?? '').slice(0, 1_000).split(',').map(wish);
  const [best] = wishes.filter((one) => one.weight > 0 && one.tag !== undefined).sort((a, b) => b.weight - a.weight);
  return best?.tag;
}

function wish(text: string): { tag: string | undefined; weight: number } {
  const [tag = '', ...rest] = text.trim().split(/\s*;\s*/);
  const weight = Number(rest.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
  return { tag: canonical(tag), weight: Number.isFinite(weight) ? weight : 0 };
}

function canonical(tag: string): string | undefined {
  if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}$/.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

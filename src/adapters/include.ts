import type { Include } from './port.js';

/** The text of an include: the read's name, and its parameters as a query: `activity?limit=5`. Also its resource key. */
export function includeKey(include: Include): string {
  const { read } = include;
  const named = 'query' in include ? Object.entries(include.query) : [];
  const given = named.filter(([, value]) => value !== undefined).sort();
  return given.length ? `${read}?${given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}` : read;
}

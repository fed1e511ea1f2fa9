// Texts, so that their digits are passed by, and whole numbers with all that belongs to them.
const tokens = /"(?:[^"\\]+|\\.)*"|-?\d[-+.\deE]*/g;

/** What a JSON text says; integers beyond 2^53 come as texts, because a number would be another id. Fails with a `SyntaxError`. */
export function exactJson(text: string): unknown {
  // Read first: what is no JSON must not meet the pattern.
  const read: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return read;
  return JSON.parse(text.replace(tokens, (token) => (/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token)));
}

/**
 * Reads a number as people type it, in Persian, Arabic or Latin digits, with or without marks of groups; `/` is the
 * decimal mark of handwritten Persian. Returns nothing for what is no number.
 */
export function parseNumber(text: string): number | undefined {
  const plain = text
    .replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
    .replace(/[\u066c,\u060c\s\u00a0\u202f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069_']/g, '')
    .replace(/[\u066b/]/g, '.')
    .replace(/\u2212/g, '-');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** A decimal number, exactly: `digits` is the number times 10^`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const written = /^([+-]?)(\d{0,400})(?:\.(\d{0,400}))?(?:e([+-]?\d{1,3}))?$/i;

/** A number or the text of one, times 10^`places`, as an integer; half a step goes away from zero. `null` for what is none, or beyond 2^53. */
export function scaled(value: unknown, places: number): number | null {
  const decimal = decimalOf(value);
  if (!decimal || !Number.isInteger(places) || Math.abs(places) > 30) return null;
  const shift = places - decimal.scale;
  const exact = shift >= 0 ? decimal.digits * 10n ** BigInt(shift) : rounded(decimal.digits, 10n ** BigInt(-shift));
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : null;
}

// Not through a floating-point number: 1.005 times 100 is 100.49999999999999 there.
function decimalOf(value: unknown): Decimal | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const [all, sign = '', whole = '', part = '', power = '0'] = written.exec(String(value).trim()) ?? [];
  if (all === undefined || whole + part === '') return undefined;
  const digits = BigInt(whole + part);
  const exponent = Number(power);
  const scale = part.length - exponent;
  if (Math.abs(scale) > 800) return undefined;
  const signed = sign === '-' ? -digits : digits;
  return scale >= 0 ? { digits: signed, scale } : { digits: signed * 10n ** BigInt(-scale), scale: 0 };
}

function rounded(digits: bigint, by: bigint): bigint {
  const size = digits < 0n ? -digits : digits;
  const nearest = (size * 2n + by) / (by * 2n);
  return digits < 0n ? -nearest : nearest;
}

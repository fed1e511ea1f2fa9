import { createHmac } from 'node:crypto';

/** What codes are derived with. */
export interface CodeShape {
  /** What every code begins with; capital letters and digits. */
  readonly prefix?: string | undefined;
  /** Makes codes that nobody can guess. Another key makes other codes. */
  readonly key: () => string;
}

// No 0 and O, no 1 and I: what is left cannot be taken for another. 32 of them, five bits each.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const length = 16;

/** The one code of a redemption: the same whenever it is asked for, and of 80 bits that only the key's owner can tell. */
export function derivedCode({ prefix = 'VAFA', key }: CodeShape, redemptionId: string): string {
  const digest = createHmac('sha256', key()).update(`vafa.code.${redemptionId}`).digest();
  const text = Array.from(digest.subarray(0, length), (byte) => letters.charAt(byte % letters.length)).join('');
  return [prefix, ...(text.match(/.{4}/g) ?? [])].join('-');
}

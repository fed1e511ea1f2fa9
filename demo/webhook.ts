import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a message may be old, or ahead of this clock. */
const window = 300;

/** The headers that a signature stands in. */
export type HeaderOf = (name: string) => string | undefined;

/**
 * Whether a message is from whoever shares the secret, and not an old one sent again (Standard Webhooks). The signature
 * is of the bytes as they came: checked before anything is read from them.
 */
export function isSigned(header: HeaderOf, body: string, secret: string, now: Date): boolean {
  const id = header('webhook-id');
  const at = header('webhook-timestamp') ?? '';
  if (!id || !/^\d{1,12}$/.test(at) || Math.abs(now.getTime() / 1_000 - Number(at)) > window) return false;
  const expected = createHmac('sha256', keyOf(secret)).update(`${id}.${at}.${body}`).digest();
  // Several may stand there while a secret is being changed.
  const given = (header('webhook-signature') ?? '').split(' ', 10);
  return given.map((each) => isSame(each, expected)).includes(true);
}

function isSame(signature: string, expected: Buffer): boolean {
  const [version, text = ''] = signature.split(',', 2);
  const bytes = Buffer.from(text, 'base64');
  return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8');
}

import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';

/** Hashes that are tried. */
const tries = 8;

/** 48 bits of all chunks: two files of one name and different content never meet. One for all of a version costs the script the fewest bytes. */
export function hashOf(code: string, salt = ''): string {
  return createHash('sha256').update(code).update(salt).digest('hex').slice(0, 12);
}

/**
 * The hash, of a few that say the same, with which the script is smallest: what is packed before and after it moves by
 * some 60 bytes with its letters. The same source gives the same one.
 */
export function smallestHash(code: string, script: string): string {
  const plain = hashOf(code);
  const candidates = Array.from({ length: tries }, (_, salt) => (salt === 0 ? plain : hashOf(code, String(salt))));
  const sized = candidates.map((hash) => ({ hash, bytes: brotliCompressSync(script.replaceAll(plain, hash)).length }));
  return sized.reduce((best, each) => (each.bytes < best.bytes ? each : best)).hash;
}

import { randomUUID } from 'node:crypto';
import { CodeRefused, type CodeIssuer, type CodeWish, type IssuedCode, type RevokeWish } from '../../src/server/club/issuer.js';

/** A maker of codes in this process, which can be told how to behave. */
export class TestIssuer implements CodeIssuer {
  /** Everything that was asked, in order. */
  readonly asked: string[] = [];
  readonly codes = new Map<string, string>();
  readonly revoked = new Set<string>();
  readonly used = new Set<string>();
  /** What the next answers are: a code, a clear no, a failure that says nothing, or a failure after the code was made. */
  mode: 'well' | 'refuses' | 'fails' | 'loses' = 'well';
  /** The code it makes; a new one each time by default. */
  make: (wish: CodeWish) => IssuedCode = () => ({ code: `MADE-${randomUUID()}` });
  /** What an answer waits for. */
  gate: Promise<void> = Promise.resolve();

  async issue(wish: CodeWish): Promise<IssuedCode> {
    this.asked.push('issue');
    if (this.mode === 'refuses') throw new CodeRefused('No.');
    if (this.mode === 'fails') throw new Error('The maker is out of order.');
    const code = this.codes.get(wish.redemptionId);
    const made = code === undefined ? this.make(wish) : { code };
    this.codes.set(wish.redemptionId, made.code);
    await this.gate;
    if (this.mode === 'loses') throw new Error('The answer was lost.');
    return made;
  }

  async revoke(wish: RevokeWish): Promise<'revoked' | 'used'> {
    this.asked.push('revoke');
    await this.gate;
    if (this.mode === 'fails') throw new Error('The maker is out of order.');
    if (this.used.has(wish.redemptionId)) return 'used';
    this.revoked.add(wish.redemptionId);
    if (this.mode === 'loses') throw new Error('The answer was lost.');
    return 'revoked';
  }
}

/** A gate that a test opens. */
export function gate(): { readonly closed: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const closed = new Promise<void>((resolve) => (open = resolve));
  return { closed, open: () => open() };
}

import { describe, expect, it } from 'vitest';
import { care } from '../../src/client/care.js';
import { PortalError } from '../../src/domain/errors.js';

const tokenOf = (sub: string, exp: number): string => ['e30', btoa(JSON.stringify({ sub, exp })).replaceAll('=', ''), 'signature'].join('.');

describe('a token that comes in another one’s place', () => {
  let turns = 0;
  const renew = (refused: string, given: string | undefined) => {
    turns = 0;
    return care.renew(refused, async () => given, () => turns++);
  };

  it('goes on where it speaks for the same member', async () => {
    const later = tokenOf('sara', 2);
    expect(await renew(tokenOf('sara', 1), later)).toBe(later);
    expect(turns).toBe(0);
  });

  it('forgets the one before, and does not do their wish, where it speaks for another', async () => {
    const other = tokenOf('omid', 1);
    const failed = await renew(tokenOf('sara', 1), other).catch((thrown: unknown) => thrown);
    expect(failed).toBeInstanceOf(PortalError);
    expect(failed).toMatchObject({ kind: 'conflict' });
    expect(turns).toBe(1);
  });

  it('goes on where nobody can read whose it is, as a renewal that begins anew would never end', async () => {
    expect(await renew('opaque-1', 'opaque-2')).toBe('opaque-2');
    expect(turns).toBe(0);
  });

  it('changes nothing where there is none, or the same', async () => {
    expect(await renew('one', undefined)).toBeUndefined();
    expect(await renew('one', 'one')).toBe('one');
    expect(turns).toBe(0);
  });
});

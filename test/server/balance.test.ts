import { describe, expect, it } from 'vitest';
import { parseProgram } from '../../src/server/club/program/program.js';
import { wordsFor } from '../../src/server/club/words.js';
import { clockedClub } from './clocked-club.js';
import { pointsOnly } from './programs.js';

const { buy, place, pay, after, port, club, member } = clockedClub();

describe('the balance, asked for alone', () => {
  it('is what the transaction of several reads tells, in every language', async () => {
    await buy(120);
    await place(30);
    after(20);
    await club().runJobs();
    await place(7);
    await pay(50);
    for (const locale of ['en', 'fa']) {
      const alone = await port().wallets?.({ locale });
      const [among] = (await port().snapshot?.([{ read: 'wallets' }], { locale }))?.parts ?? [];
      expect(alone).toMatchObject([{ available: 100, pending: 7, spent: 50 }]);
      expect(among).toMatchObject({ read: 'wallets', data: alone });
    }
  });

  it('is nobody’s but an enrolled member’s of this shop', async () => {
    const { shopId } = club();
    await expect(club().open({ shopId }).wallets?.()).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(club().open({ shopId, memberId: 'nobody' }).wallets?.()).rejects.toMatchObject({ kind: 'not_enrolled' });
    await expect(club().open({ shopId: 'another', memberId: member }).wallets?.()).rejects.toMatchObject({ kind: 'not_found' });
    await club().erase(member);
    await expect(port().wallets?.()).rejects.toMatchObject({ kind: 'not_enrolled' });
  });

  it('a name that no database can hold is refused, not an accident', async () => {
    await expect(club().open({ shopId: club().shopId, memberId: 'a\u0000b' }).wallets?.()).rejects.toMatchObject({ kind: 'rejected', code: 'value' });
  });
});

describe('words for a reader', () => {
  it('are remembered for so many languages, whatever readers send', () => {
    const program = parseProgram(pointsOnly());
    expect(wordsFor(program, 'fa')).toBe(wordsFor(program, 'fa'));
    for (let each = 0; each < 200; each += 1) wordsFor(program, `en-x-${each}`);
    expect(wordsFor(program, 'en-x-1')).toBe(wordsFor(program, 'en-x-1'));
    expect(wordsFor(program, 'en-x-199')).not.toBe(wordsFor(program, 'en-x-199'));
  });
});

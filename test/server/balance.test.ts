import { describe, expect, it } from 'vitest';
import { parseProgram } from '../../src/server/club/program/program.js';
import { nothing } from '../../src/server/club/ledger.js';
import { whyBalance } from '../../src/server/club/why.js';
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

  it('is each reader’s own when many ask at once', async () => {
    await club().receive({ id: 'join-bob', at: new Date().toISOString(), type: 'member.joined', data: { memberId: 'bob' } });
    await buy(120);
    after(20);
    await club().runJobs();
    const of = (memberId: string) => club().open({ shopId: club().shopId, memberId }).wallets?.();
    const [ann, bob, stranger, broken] = await Promise.allSettled([of(member), of('bob'), of('nobody'), of('a\u0000b')]);
    expect(ann).toMatchObject({ value: [{ available: 120 }] });
    expect(bob).toMatchObject({ value: [{ available: 0 }] });
    expect(stranger).toMatchObject({ reason: { kind: 'not_enrolled' } });
    expect(broken).toMatchObject({ reason: { kind: 'rejected', code: 'value' } });
  });

  it('a name that no database can hold is refused, not an accident', async () => {
    await expect(club().open({ shopId: club().shopId, memberId: 'a\u0000b' }).wallets?.()).rejects.toMatchObject({ kind: 'rejected', code: 'value' });
  });
});

describe('the explanation of a balance', () => {
  const words = wordsFor(parseProgram(pointsOnly()), 'en');
  const [wallet] = parseProgram(pointsOnly()).wallets;
  if (!wallet) throw new Error('The program has no wallet.');
  const of = (spent: number) => whyBalance(wallet, { ...nothing, issued: -10_000, available: 10_000 - spent, spent }, words);

  it('is of these numbers, however many were explained before', () => {
    for (let spent = 0; spent < 5_000; spent += 1) of(spent);
    expect(of(7)).toEqual(['Earned in all, less what went back with returns: 10,000\u00a0points.', 'Less what was spent: 7\u00a0points.', 'That leaves 9,993\u00a0points.']);
    expect(of(8)).toContain('That leaves 9,992\u00a0points.');
  });

  it('is each reader’s own: who changes theirs changes nobody else’s', () => {
    of(3).push('changed');
    expect(of(3)).not.toContain('changed');
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

import { describe, expect, it, vi } from 'vitest';
import { Gathered } from '../../src/server/club/gathered.js';

const known = new Map([['ann', 1], ['bob', 2], ['carl', 3]]);
const find = (names: readonly string[]) => new Map([...known].filter(([name]) => names.includes(name)));
const failing = (code: string) => Object.assign(new Error('no'), { code });

describe('what is asked for within one turn', () => {
  it('is asked for at once, each name once, and each gets its own', async () => {
    const ask = vi.fn(async (names: readonly string[]) => find(names));
    const gathered = new Gathered(ask);
    expect(await Promise.all(['ann', 'bob', 'nobody', 'ann'].map((name) => gathered.get(name)))).toEqual([1, 2, undefined, 1]);
    expect(ask.mock.calls).toEqual([[['ann', 'bob', 'nobody']]]);
  });

  it('is asked for anew in the next turn: nobody is told what was true before they asked', async () => {
    let value = 1;
    const gathered = new Gathered(async (names) => new Map(names.map((name) => [name, value])));
    expect(await gathered.get('ann')).toBe(1);
    value = 2;
    expect(await gathered.get('ann')).toBe(2);
  });

  it('who comes while a statement runs waits for none but their own', async () => {
    const asked: string[][] = [];
    let finish = () => {};
    const gathered = new Gathered(async (names) => {
      asked.push([...names]);
      if (names.includes('slow')) await new Promise<void>((done) => (finish = done));
      return find(names);
    });
    const slow = gathered.get('slow');
    await new Promise((turn) => setImmediate(turn));
    expect(await gathered.get('ann')).toBe(1);
    finish();
    await slow;
    expect(asked).toEqual([['slow'], ['ann']]);
  });

  it('is so much in one statement at most', async () => {
    const ask = vi.fn(async (names: readonly string[]) => find(names));
    const gathered = new Gathered(ask, 2);
    expect(await Promise.all(['ann', 'bob', 'carl'].map((name) => gathered.get(name)))).toEqual([1, 2, 3]);
    expect(ask.mock.calls).toEqual([[['ann', 'bob']], [['carl']]]);
  });

  it('a name that the database cannot hold fails alone', async () => {
    const gathered = new Gathered(async (names) => {
      if (names.includes('bad')) throw failing('22021');
      return find(names);
    });
    const [ann, bad] = await Promise.allSettled([gathered.get('ann'), gathered.get('bad')]);
    expect(ann).toMatchObject({ value: 1 });
    expect(bad).toMatchObject({ reason: { code: '22021' } });
  });

  it('a database that does not answer is not asked again for each', async () => {
    const ask = vi.fn(async () => Promise.reject(failing('57P01')));
    const gathered = new Gathered<number>(ask);
    const answers = await Promise.allSettled(['ann', 'bob'].map((name) => gathered.get(name)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

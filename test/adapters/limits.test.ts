import { describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { expressionOf } from '../../src/adapters/declarative/expression.js';
import { kindOf, lines, open, redeem, redeemOp, walletsOp } from './opened.js';
import { described, secrets } from './vendor.js';

/** Milliseconds of CPU that this process has had. */
const cpu = (): number => process.cpuUsage().user / 1_000;
const measured = (letters: string) => walletsOp.map.replace('num(body.points)', letters);
const history = (count: number, from = 0) => Array.from({ length: count }, (_, at) => ({ id: from + at, at: '2026-01-01T00:00:00Z', points: 1 }));

describe('a path', () => {
  it.each([
    ['half a letter', 'a\ud800b', '/v1/members/a%EF%BF%BDb'],
    ['what ends a line', 'a\r\n\u0000b', '/v1/members/a%0D%0A%00b'],
  ])('takes %s, and leads nowhere else', async (_, memberId, path) => {
    const { port, seen } = open({ wallets: walletsOp }, () => ({ points: 4 }), { session: { shopId: 's', memberId } });
    expect((await port.wallets?.())?.[0]?.available).toBe(4);
    expect(seen.map(({ url }) => url.pathname)).toEqual([path]);
  });
});

describe('an answer that is nested without end', () => {
  const nested = (levels: number) => new Response(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
  const steps = [{ as: 'a', path: '/a' }, { as: 'b', path: '/b', body: '=a', reads: true }];

  it.each([201, 200_000])('of %i levels is told of by its path', async (levels) => {
    const { port, seen } = open({ wallets: { steps, map: '`[]`' } }, () => nested(levels));
    await expect(port.wallets?.()).rejects.toMatchObject({ kind: 'unavailable', code: 'refused', message: 'ops.wallets.steps[0]: the vendor answered more than 200 values within each other.' });
    expect(seen).toHaveLength(1);
  });

  it('is sent on where it is not deeper than any vendor needs', async () => {
    const { port, seen } = open({ wallets: { steps, map: '`[]`' } }, () => nested(200));
    expect(await port.wallets?.()).toEqual([]);
    expect(seen).toHaveLength(2);
  });

  it('leaves a refusal what it is, and a wish unknown', async () => {
    const refused = open({ redeem: redeemOp }, () => new Response(nested(200_000).body, { status: 400 }));
    expect(await kindOf(redeem(refused.port))).toBe('rejected');
    const lost = open({ redeem: redeemOp }, () => nested(200_000));
    expect(await kindOf(redeem(lost.port))).toBe('unavailable:refused');
    expect(await kindOf(redeem(lost.port))).toBe('unavailable:unknown_outcome');
  });
});

describe('a long answer', () => {
  it('is not searched anew for each of its lines', () => {
    let reads = 0;
    const lines = history(2_000).map(({ id, points }) => ({ points, get id() { reads += 1; return id; } }));
    expect(expressionOf("length(let $d = lines in $d[?find($d, 'id', id).points == `1`])").evaluate({ lines })).toBe(lines.length);
    expect(reads).toBeLessThan(5 * lines.length);
  });

  it('gives the first of those that are alike, also as text, and null for none', () => {
    const find = (source: string) => expressionOf(source).evaluate({ of: [1, { id: '7', n: 1 }, { id: 7, n: 2 }, { name: 'x' }] });
    expect(find("find(of, 'id', `7`).n")).toBe(1);
    expect(find("find(of, 'id', '8')")).toBeNull();
    expect(find("find(of, 'name', 'x').name")).toBe('x');
  });

  it('over which an expression takes too long is given up', async () => {
    const { port } = open({ wallets: { ...walletsOp, map: measured('length(let $d = body.lines in $d[?length($d[?id == `-1`]) == `0`])') } }, () => ({ lines: history(40_000) }));
    const start = cpu();
    await expect(port.wallets?.()).rejects.toMatchObject({ code: 'unmapped', message: expect.stringMatching(/^ops\.wallets\.map: .*takes longer than/) });
    expect(cpu() - start).toBeLessThan(10_000);
  });

  it.each([
    ['texts', "join('', [$x, $x])"],
    ['lists', '[$x, $x][]'],
  ])('of which an expression makes %s without end is given up', async (_, twice) => {
    const source = `${Array.from({ length: 40 }, () => `let $x = ${twice} in `).join('')}length($x)`;
    const { port } = open({ wallets: { ...walletsOp, map: measured(`let $x = body.start in ${source}`) } }, () => ({ start: twice.startsWith('join') ? 'xxxxxxxx' : [1, 2, 3] }));
    expect(await kindOf(port.wallets?.())).toBe('unavailable:unmapped');
  });
});

describe('an expression', () => {
  it.each(['toString', 'body.valueOf', 'body.hasOwnProperty', 'body.toLocaleString', 'body.__defineGetter__'])('has no way to what every object inherits: %s', (source) => {
    expect(() => expressionOf(source)).toThrow(/which no answer is asked for/);
  });

  it('with more than 50 nested let is a mistake of the description', () => {
    const nested = (count: number) => `${Array.from({ length: count }, (_, at) => `let $v${at} = \`1\` in `).join('')}$v0`;
    expect(expressionOf(nested(50)).evaluate({})).toBe(1);
    expect(() => expressionOf(nested(51))).toThrow(/nested too deeply/);
    expect(() => createDeclarative(described({ wallets: { ...walletsOp, map: nested(800) } }), { secrets })).toThrow(/nested too deeply[^]*ops\.wallets\.map/);
  });

  it.each([
    ['lists', `${'['.repeat(1_000)}a${']'.repeat(1_000)}`],
    ['brackets', `${'('.repeat(5_000)}a${')'.repeat(5_000)}`],
    ['negations', `${'!'.repeat(5_000)}a`],
    ['parts', `a${'.b'.repeat(5_000)}`],
  ])('of %s in %s is a mistake of the description or has a value', (_, source) => {
    const read = () => expressionOf(source).evaluate({});
    try {
      expect(read()).toBeNull();
    } catch (thrown) {
      expect(thrown).toMatchObject({ name: 'ExpressionError' });
    }
  });
});

describe('pages', () => {
  const activity = (all: number) => ({ path: '/history', query: { page: '=page.number' }, paging: { kind: 'page', items: 'body.lines', size: 1, all, next: 'body.lines' }, map: lines });

  it('of a hundred thousand lines at once are told of by their path', async () => {
    const { port } = open({ activity: activity(2) }, () => ({ lines: history(130_000).map(({ id }) => id) }));
    await expect(port.activity?.({})).rejects.toMatchObject({ kind: 'unavailable', code: 'refused', message: expect.stringMatching(/^ops\.activity\.paging: more than 20000 lines/) });
  });

  it('that are too many together are not asked for to the end', async () => {
    const { port, seen } = open({ activity: activity(50) }, (_, at) => ({ lines: history(6_000, at * 6_000) }));
    expect(await kindOf(port.activity?.({}))).toBe('unavailable:refused');
    expect(seen).toHaveLength(4);
  });

  it('that are too long together are not asked for to the end', async () => {
    const { port, seen } = open({ activity: activity(50) }, () => ({ lines: [1], rest: 'x'.repeat(4_000_000) }));
    await expect(port.activity?.({})).rejects.toMatchObject({ kind: 'unavailable', code: 'refused', message: expect.stringMatching(/^ops\.activity: the answers of this operation are too long together/) });
    expect(seen).toHaveLength(5);
  });
});

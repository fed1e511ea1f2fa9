import { mkdir, readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { commands } from '../../src/server/cli/run.js';
import { openPglite } from '../../src/server/club/pglite.js';
import { lockFolder } from '../../src/server/folder-lock.js';
import { ownersDesk, typed, typedWhole } from './keyboard.js';
import { programWith, rewardOf } from './reward-program.js';

const names = (one: string) => ({ en: one, fa: one });
const euros = { id: 'euros', unit: { id: 'euros', kind: 'credit' as const, one: names('euro'), other: names('euros'), decimals: 2, currency: 'EUR' }, remindDays: [] };
const program = () => {
  const plain = programWith([rewardOf('tea'), rewardOf('cake', { fulfil: { by: 'pool', pool: 'cakes' } })]);
  return { ...plain, wallets: [...plain.wallets, euros] };
};
const desk = ownersDesk(program);
const { type, file, apply, club, shop } = desk;

/** The club runs, its program was applied, and Ann is in it. */
async function running() {
  const open = await club();
  await apply();
  await shop(open).join('ann');
  return { open, wallet: async (id: string) => (await open.open({ shopId: open.shopId, memberId: 'ann' }).wallets?.())?.find((each) => each.id === id) };
}

describe('every command', () => {
  it('has help that shows its options and an example, and answers 0', async () => {
    for (const { topic, name, options, examples } of commands) {
      const { code, out } = await typedWhole([...(topic === undefined ? [] : [topic]), name, '--help']);
      expect(code).toBe(0);
      for (const option of Object.keys(options)) expect(out).toContain(`--${option}`);
      expect(examples.length).toBeGreaterThan(0);
      expect(out).toContain(examples[0]);
    }
    expect((await typed(['--help'], {})).out).toContain('vafa club dead-letters');
  });

  it.each([
    [['frobnicate'], /“frobnicate” is none of apply, program/],
    [['adjust', 'ann', '+5', '--resaon', 'x'], /Unknown option '--resaon'\. See: vafa club adjust --help/],
    [['adjust', 'ann', '+5', 'for', 'the', 'delay'], /“for” is one word too many\. Put quotation marks/],
    [['adjust', 'ann', '+5', '--wallet', 'a', '--wallet', 'b'], /--wallet stands twice/],
    [['apply'], /The program’s file is missing/],
    [['apply', 'x.json'], /--reason is missing: say why/],
    [['codes', 'drop'], /“drop” is neither “upload” nor “left”/],
  ])('typed wrongly (%j) is one line, and 2', async (args, line) => {
    const { code, out, err } = await typed(args, {});
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(line);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('without a club, or without a program, says how to begin', async () => {
    expect(await typed(['codes', 'left', '--data', '/nowhere'], {})).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no club in the folder \/nowhere\. Say where it is with --data, or set DATABASE_URL/) });
    expect(await type('codes', 'left')).toMatchObject({ code: 1, err: expect.stringMatching(/^No program was applied to this club\. Apply the one it runs with: vafa club apply/) });
    expect(await typed(['codes', 'left'], { DATABASE_URL: 'postgres://bea:hunter2@127.0.0.1:1/x' })).toMatchObject({ code: 1, err: expect.not.stringContaining('hunter2') });
  });

  it('on an embedded database that a gateway uses says so, and how to go on', async () => {
    const folder = desk.path('embedded');
    const database = await openPglite(await mkdirs(folder));
    await database.close();
    const letGo = await lockFolder(folder);
    const { code, err } = await typed(['codes', 'left', '--data', folder], {});
    await letGo();
    expect(code).toBe(1);
    expect(err).toMatch(/^The data folder is in use by process \d+ .*stop the gateway, run this again, start the gateway\. With PostgreSQL/);
  });
});

async function mkdirs(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return `${folder}/database`;
}

describe('adjust and grant', () => {
  it('change a balance, say what it is now, and the page of a running gateway shows it', async () => {
    const { wallet } = await running();
    expect(await type('adjust', 'ann', '+120', '--reason', 'Order 1042 was told twice')).toMatchObject({ code: 0, out: 'ann was given 120 points.\nThe balance is 120 points now.\n' });
    expect((await type('adjust', 'ann', '-150', '--reason', 'Again')).out).toBe('150 points were taken from ann.\n30 points of it were not there: they come off what is earned next.\nThe balance is -30 points now.\n');
    expect(await wallet('points')).toMatchObject({ available: -30 });
    const said = await type('grant', 'ann', '50', '--title', 'en=Sorry', '--title', 'fa=پوزش', '--expires', '1405/01/15', '--reason', 'Case 8', '--json');
    expect(said.json(z.object({ balance: z.int() }))).toEqual({ balance: 20 });
    expect((await wallet('points'))?.expiring).toEqual([{ amount: 20, at: '2026-04-04T20:30:00.000Z' }]);
  });

  it('take amounts in the unit’s own decimals, in whichever digits', async () => {
    const { wallet } = await running();
    for (const amount of ['+12.5', '+۱۲٫۵', '+١٢.50', '-12.50', '−12.5']) expect(await type('adjust', 'ann', amount, '--wallet', 'euros', '--reason', 'x')).toMatchObject({ code: 0 });
    expect(await wallet('euros')).toMatchObject({ available: 1250 });
    for (const [amount, wallet, says] of [
      ['+1.005', 'euros', 'it has 2 decimals at most'],
      ['+1.5', 'points', 'it has no decimals'],
      ['+1,000', 'points', 'without separators'],
      ['+99999999999999999', 'points', 'write a number'],
      ['+9999999999999999', 'points', 'it is too large'],
    ] as const) expect(await type('adjust', 'ann', amount, '--wallet', wallet, '--reason', 'x')).toMatchObject({ code: 1, err: expect.stringContaining(says) });
  });

  it('ask for what is missing: a sign, a reason, a title, a wallet that there is, a member who is one', async () => {
    await running();
    expect(await type('adjust', 'ann', '50', '--reason', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('+50 gives, -50 takes') });
    expect(await type('adjust', 'ann', '+50')).toMatchObject({ code: 2, err: expect.stringContaining('--reason is missing') });
    expect(await type('adjust', 'ann', '+50', '--wallet', 'gold', '--reason', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('The program has points, credit, stamps, euros') });
    expect(await type('adjust', 'bob', '+50', '--reason', 'x')).toMatchObject({ code: 1, err: 'The club knows no member bob.\n' });
    expect(await type('grant', 'ann', '50', '--reason', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('--title is missing') });
    expect(await type('grant', 'ann', '-50', '--title', 'x', '--reason', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('To take points away: vafa club adjust') });
    expect(await type('grant', 'ann', '5', '--title', 'x', '--expires', '2027-02-30', '--reason', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('is no day') });
  });

  it('with a key are done once', async () => {
    const { wallet } = await running();
    for (let time = 0; time < 2; time += 1) expect(await type('adjust', 'ann', '+5', '--key', 'ticket-9', '--reason', 'x')).toMatchObject({ code: 0 });
    expect(await wallet('points')).toMatchObject({ available: 5 });
  });
});

describe('codes', () => {
  it('are uploaded from a file, each once, and counted', async () => {
    const { open } = await running();
    expect((await type('codes', 'upload', 'tea', await file('codes.txt', '\uFEFFA1\r\nA2\r\n\r\nA1\r\n'))).out).toBe('2 codes added to “tea”.\n1 code left out, because the club had them before: A1\n');
    expect((await type('codes', 'upload', 'cakes', await file('more.txt', 'A2\nB1\n'), '--json')).json(z.unknown())).toEqual({ pool: 'cakes', added: 1, duplicates: ['A2'] });
    expect((await type('codes', 'left')).out).toBe('pool   left\ntea    2\ncakes  1\n');
    expect((await type('codes', 'left', 'tea', '--json')).json(z.unknown())).toEqual([{ pool: 'tea', left: 2 }]);
    await type('adjust', 'ann', '+100', '--reason', 'x');
    await open.open({ shopId: open.shopId, memberId: 'ann' }).redeem?.({ rewardId: 'tea', cost: 100 }, { key: 'k' });
    expect((await type('codes', 'left', 'tea')).out).toContain('tea   1');
  });

  it('of a pool or file that is not there are refused', async () => {
    await running();
    expect(await type('codes', 'upload', 'coffee', await file('codes.txt', 'A'))).toMatchObject({ code: 1, err: expect.stringContaining('There is “tea”, “cakes”') });
    expect(await type('codes', 'upload', 'tea', desk.path('none.txt'))).toMatchObject({ code: 1, err: expect.stringContaining('cannot be read') });
    expect(await type('codes', 'upload', 'tea', await file('latin.txt', Uint8Array.of(0xe9, 0x0a)))).toMatchObject({ code: 1, err: expect.stringContaining('is not UTF-8') });
    expect(await type('codes', 'upload', 'tea', await file('empty.txt', '\n'))).toMatchObject({ code: 1, err: expect.stringContaining('holds no code') });
  });
});

describe('the audit', () => {
  it('shows who did what and why, and of one member only what was theirs', async () => {
    await running();
    await type('adjust', 'ann', '+5', '--reason', 'A mistake of ours', '--by', 'Sara');
    await type('codes', 'upload', 'tea', await file('codes.txt', 'A'), '--reason', 'March');
    const rows = z.array(z.object({ actor: z.string(), name: z.nullable(z.string()), action: z.string(), memberId: z.nullable(z.string()), reason: z.nullable(z.string()) }));
    expect((await type('audit', '--json')).json(rows)).toEqual([
      { actor: 'owner', name: 'Bea', action: 'codes.upload', memberId: null, reason: 'March' },
      { actor: 'owner', name: 'Sara', action: 'adjust', memberId: 'ann', reason: 'A mistake of ours' },
      { actor: 'shop', name: null, action: 'member.joined', memberId: 'ann', reason: null },
      { actor: 'owner', name: 'Bea', action: 'program.apply', memberId: null, reason: 'a test' },
    ]);
    const { out } = await type('audit', '--member', 'ann', '--limit', '1');
    expect(out.split('\n')[1]).toMatch(/owner Sara +adjust +ann +A mistake of ours$/);
    expect(await type('audit', '--limit', '0')).toMatchObject({ code: 2 });
  });
});

describe('a command that fails inside', () => {
  it('tells nothing of the database', async () => {
    await running();
    const { code, err } = await type('adjust', 'a\u0000b', '+5', '--reason', 'x');
    expect(code).toBe(1);
    expect(err).not.toMatch(/select|insert|invalid byte/i);
  });
});

describe('export', () => {
  it('writes a file for its owner’s eyes only, and never over another', async () => {
    await running();
    const path = desk.path('members.csv');
    expect(await type('export', 'members', '--out', path)).toMatchObject({ code: 0, out: expect.stringContaining('1 line written') });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toMatch(/^\uFEFFmember_id,name,/);
    expect(await type('export', 'members', '--out', path)).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
  });
});

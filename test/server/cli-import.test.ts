import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Club } from '../../src/server/club/club.js';
import { readDay } from '../../src/server/cli/dates.js';
import { faultsOf } from './ledger-audit.js';
import { readFile } from 'node:fs/promises';
import { orderOf } from './clubs.js';
import { openPostgres } from '../../src/server/club/postgres.js';
import { ownersDesk } from './keyboard.js';
import { programWith, rewardOf } from './reward-program.js';

const program = () => programWith([rewardOf('tea')]);
const desk = ownersDesk(program);
const { type, file, apply, club, shop } = desk;
const confirm = ['--confirm', '--reason', 'Moved from the old club'] as const;

const members = [
  'member_id,name,email,joined_at,tags,points,stamps,expires_at,tier:club',
  'ann,"Ahmadi, Sara",sara@example.com,1402/01/15,vip;tea,1250,3,1405/12/29,silver',
  'bob,امید,,2025-06-01,,,,,',
  'cem,,,,,۷۰,,2026-12-31,',
].join('\r\n');

const port = (open: Club, memberId: string) => open.open({ shopId: open.shopId, memberId });
const balance = async (open: Club, memberId: string, id = 'points') => (await port(open, memberId).wallets?.())?.find((wallet) => wallet.id === id)?.available;
const sheet = (out: string) => z.parse(z.array(z.record(z.string(), z.string())), parse(out, { bom: true, columns: true }));

describe('import', () => {
  it('says first what it would do, and does nothing before it is confirmed with a reason', async () => {
    await apply();
    const path = await file('members.csv', members);
    const said = await type('import', path);
    expect(said).toMatchObject({ code: 0 });
    expect(said.out).toBe(
      [
        '3 members in the file: 3 new to the club, 0 with another name, e-mail or tags, 0 unchanged.',
        'Opening balances of “points”: 1320 points for 2 members.',
        'Opening balances of “stamps”: 3 stamps for 1 member.',
        'Nothing was changed. To do it, add --confirm and --reason "…".',
        '',
      ].join('\n'),
    );
    expect(await type('import', path, '--confirm')).toMatchObject({ code: 2, err: expect.stringContaining('--reason is missing') });
    expect(sheet((await type('export', 'members')).out)).toEqual([]);
  });

  it('makes members with their balances, last days, tiers and cards, and the same file again changes nothing', async () => {
    const open = await club();
    await apply();
    const path = await file('members.csv', members);
    expect((await type('import', path, ...confirm)).out).toMatch(/Done: 3 members\.\n$/);
    expect(await port(open, 'ann').member?.()).toMatchObject({ state: 'enrolled', name: 'Ahmadi, Sara', since: '2023-04-03T20:30:00.000Z', card: { number: expect.stringMatching(/^\d{12}$/) } });
    expect((await port(open, 'ann').wallets?.())?.[0]).toMatchObject({ available: 1250, expiring: [{ amount: 1250, at: '2027-03-20T20:30:00.000Z' }] });
    expect((await port(open, 'ann').tiers?.())?.[0]).toMatchObject({ current: 'silver' });
    expect((await port(open, 'ann').activity?.({}, { locale: 'fa' }))?.items.map(({ title, delta }) => [title, delta])).toContainEqual([expect.stringContaining('موجودی پیشین شما'), 1250]);
    expect([await balance(open, 'bob'), await balance(open, 'cem'), await balance(open, 'ann', 'stamps')]).toEqual([0, 70, 3]);
    const again = await type('import', path, ...confirm);
    expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/0 new to the club, 0 with another name, e-mail or tags, 3 unchanged\.\nNothing to do: all of it is there already\.\n$/) });
    expect(await balance(open, 'ann')).toBe(1250);
    await sound();
  });

  it('is taken whole or not at all: every mistake is said with its line and column', async () => {
    await apply();
    const wrong = [
      'member_id;name;email;joined_at;points;expires_at;tier:club',
      ';Nobody;;;5;;',
      'ann;A;not-an-address;2030-01-01;1,5;2020-01-01;platinum',
      'bob;B;;1404/12/30;-5;soon;',
      'bob;B;;;1;;',
      'cem;C;;;1',
    ].join('\n');
    const { code, out } = await type('import', await file('members.csv', wrong), ...confirm);
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n').map((line) => line.replace(/^.*members\.csv/, 'FILE'))).toEqual([
      'Line 2, column member_id: is empty.',
      'Line 3, column email: “not-an-address” is no e-mail address.',
      'Line 3, column expires_at: “2020-01-01” is over: these points would expire at once.',
      'Line 3, column points: “1,5” is no amount of “points”: write a number without separators, e.g. 1250.',
      'Line 3, column joined_at: “2030-01-01” is in the future.',
      'Line 3, column tier:club: “platinum” is none of bronze, silver.',
      'Line 4, column expires_at: “soon” is no day. Write 2027-03-20, or 1405/12/29.',
      'Line 4, column points: “-5” is below zero: an opening balance is 0 or more.',
      'Line 4, column joined_at: “1404/12/30” is no day. Write 2026-03-21, or 1405/01/01.',
      'Line 5, column member_id: “bob” stands in line 4 already.',
      'Line 6: has 5 fields, and the first line names 7 columns. A field with a comma needs quotation marks.',
      expect.stringMatching(/FILE\. Nothing was changed\.$|11 mistakes/),
    ]);
    expect(sheet((await type('export', 'members')).out)).toEqual([]);
  });

  it('refuses columns that it does not know, so that no balance is lost by a slip of the pen', async () => {
    await apply();
    expect((await type('import', await file('m.csv', 'member_id,point\nann,5'))).out).toMatch(/Line 1, column point: is none of member_id, .*points, credit, stamps, tier:club\. Rename the column, or leave it out\./);
    expect((await type('import', await file('m.csv', 'name\nAnn'))).out).toMatch(/Line 1, column member_id: is missing/);
    expect(await type('import', await file('m.csv', ''))).toMatchObject({ code: 1, err: expect.stringMatching(/The file is empty\. Its first line names the columns/) });
    expect(await type('import', await file('m.csv', 'member_id,name\nann,"A'))).toMatchObject({ code: 1, err: expect.stringMatching(/is no CSV: .*quotation mark/i) });
    expect(await type('import', await file('m.csv', Uint8Array.of(0x6d, 0xe9)))).toMatchObject({ code: 1, err: expect.stringContaining('is not UTF-8') });
  });

  it('of members who are there adds what they bring along, once, and says what it changes', async () => {
    const open = await club();
    await apply();
    await shop(open).join('ann');
    await type('adjust', 'ann', '+10', '--reason', 'x');
    const first = await file('a.csv', 'member_id,name,tags,points\nann,Ann,vip,90');
    expect((await type('import', first)).out).toMatch(/0 new to the club, 1 with another name, e-mail or tags, 0 unchanged\.\nOpening balances of “points”: 90 points for 1 member/);
    await type('import', first, ...confirm);
    expect(await balance(open, 'ann')).toBe(100);
    const other = await type('import', await file('b.csv', 'member_id,points\nann,95'), ...confirm);
    expect(other).toMatchObject({ code: 1, out: expect.stringMatching(/Line 2, column points: “ann” brought another balance along before\. To correct it: vafa club adjust\./) });
    expect(await balance(open, 'ann')).toBe(100);
  });

  it('by two at once brings each balance once', async () => {
    const open = await club();
    await apply();
    const path = await file('members.csv', members);
    const said = await Promise.all([type('import', path, ...confirm), type('import', path, ...confirm)]);
    expect(said.filter(({ code }) => code === 0).length).toBeGreaterThanOrEqual(1);
    expect([await balance(open, 'ann'), await balance(open, 'cem')]).toEqual([1250, 70]);
    await sound();
  });

  it('is in the audit, member by member, with who and why', async () => {
    await apply();
    await type('import', await file('members.csv', members), ...confirm);
    expect((await type('audit', '--member', 'cem')).out).toMatch(/owner Bea +import +cem +Moved from the old club/);
  });
});

async function sound(): Promise<void> {
  const database = await openPostgres({ url: desk.url(), connections: 1 });
  expect(await faultsOf(database.sql, 'demo')).toEqual([]);
  await database.close();
}

describe('export and import again', () => {
  it('brings the same members and balances into an empty club, on the same days', async () => {
    const open = await club();
    await apply();
    await type('import', await file('members.csv', members), ...confirm);
    await shop(open).place('met', orderOf(100_000, { placedAt: desk.now().toISOString() }));
    await shop(open).place('cem', orderOf(1_000_000, { placedAt: desk.now().toISOString() }));
    await type('member', 'block', 'bob', '--reason', 'x');
    const path = desk.path('everybody.csv');
    await type('export', 'members', '--out', path);
    const before = sheet(await readFile(path, 'utf8'));
    expect(before.map(({ member_id: id, joined_at: at, state }) => [id, at, state])).toEqual([['ann', '2023-04-04', 'enrolled'], ['bob', '2025-06-01', 'blocked'], ['cem', '2026-03-01', 'enrolled'], ['met', '', 'known']]);
    const other = { ...program(), shop: { ...program().shop, id: 'other' } };
    await type('apply', await file('other.json', other), '--reason', 'x');
    const said = await type('import', path, ...confirm, '--shop', 'other');
    expect(said).toMatchObject({ code: 0, out: expect.stringMatching(/^3 members in the file[^]*Left out: 1 person who had not joined the club\.\nLeft out: what was pending, reserved or owed of 1 member;[^]*Done: 3 members\.\n$/) });
    const after = sheet((await type('export', 'members', '--shop', 'other')).out);
    const lasting = (rows: Record<string, string>[]) => rows.filter(({ state }) => state !== 'known').map(({ card: _, points_pending: __, ...row }) => row);
    expect(lasting(after)).toEqual(lasting(before));
    expect(await type('import', path, '--shop', 'other')).toMatchObject({ code: 0, out: expect.stringContaining('3 unchanged') });
  });
});

describe('export', () => {
  it('writes what import reads: names with commas, Persian, and what a spreadsheet would take for a formula', async () => {
    await apply();
    const hostile = ['=cmd|calc', '+989121234567', '-2+3', '@SUM(A1)', '\tx', '＝1+1'];
    const csv = ['member_id,name,points', ...hostile.map((id, at) => `"${id}","=HYPERLINK(""http://evil/${at}"")",${at + 1}`), 'سارا,"Ahmadi, ""S""",70'].join('\n');
    await type('import', await file('m.csv', csv), ...confirm);
    const { out } = await type('export', 'members');
    expect(out.startsWith('\uFEFFmember_id,name,email,joined_at,tags,state,card,tier:club,points,points_pending')).toBe(true);
    expect(out).toContain('\r\n');
    for (const row of sheet(out)) for (const field of Object.values(row)) expect(field).not.toMatch(/^[=+\-@\t\r\0＝＋－＠]/);
    expect(sheet(out).find(({ member_id }) => member_id === 'سارا')).toMatchObject({ name: 'Ahmadi, "S"', points: '70', state: 'enrolled', 'tier:club': 'bronze' });
    const back = sheet(out).map(({ member_id, name }) => `"${member_id}","${name?.replaceAll('"', '""')}"`);
    expect((await type('import', await file('back.csv', ['member_id,name', ...back].join('\n')))).out).toMatch(/7 unchanged/);
  });

  it('of the ledger adds up to the balances; redemptions and audit tell what was done, without codes', async () => {
    const open = await club();
    await apply();
    await shop(open).join('ann');
    await open.uploadCodes('tea', ['SECRET-CODE'], 'Bea');
    await type('adjust', 'ann', '+150', '--reason', '=1+1');
    await port(open, 'ann').redeem?.({ rewardId: 'tea', cost: 100 }, { key: 'k' });
    const ledger = sheet((await type('export', 'ledger')).out);
    expect(ledger.reduce((sum, { added, taken }) => sum + Number(added) - Number(taken), 0)).toBe(50);
    expect(ledger.map(({ kind, added, taken, by, reason }) => [kind, added, taken, by, reason])).toEqual([['adjust', '150', '', 'owner', "'=1+1"], ['hold', '', '100', 'member', ''], ['post', '', '', 'member', '']]);
    const [redemption, ...none] = sheet((await type('export', 'redemptions')).out);
    expect(redemption).toMatchObject({ member_id: 'ann', reward: 'tea', cost: '100', state: 'issued' });
    expect(none).toEqual([]);
    expect(sheet((await type('export', 'audit')).out).map(({ action }) => action)).toEqual(['program.apply', 'member.joined', 'codes.upload', 'adjust', 'redeem']);
    for (const name of ['members', 'ledger', 'redemptions', 'audit']) expect((await type('export', name)).out).not.toContain('SECRET-CODE');
    const lines = (await type('export', 'redemptions', '--json')).out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ member_id: 'ann' }]);
  });

  it('takes days of the shop’s own calendar and time zone', async () => {
    const open = await club();
    await apply();
    await shop(open).join('ann');
    for (const [time, amount] of [['2026-03-20T20:29:00Z', '+1'], ['2026-03-20T20:31:00Z', '+2'], ['2026-03-21T20:29:00Z', '+4'], ['2026-03-21T20:31:00Z', '+8']] as const) {
      desk.at(time);
      await type('adjust', 'ann', amount, '--reason', 'x');
    }
    const added = async (...args: string[]) => sheet((await type('export', 'ledger', ...args)).out).map((line) => line.added);
    expect(await added('--from', '2026-03-21', '--to', '2026-03-21')).toEqual(['2', '4']);
    expect(await added('--from', '۱۴۰۵/۰۱/۰۱', '--to', '1405/1/1')).toEqual(['2', '4']);
    expect(await added('--to', '1404-12-29')).toEqual(['1']);
    expect(await type('export', 'ledger', '--from', 'Nowruz')).toMatchObject({ code: 1, err: expect.stringContaining('“Nowruz” is no day') });
    expect(await type('export', 'stock')).toMatchObject({ code: 2, err: expect.stringContaining('is none of members, ledger') });
  });

  it('of more lines than fit in memory at once is written in pieces', async () => {
    await apply();
    const rows = Array.from({ length: 1_200 }, (_, at) => `member-${String(at).padStart(5, '0')}`);
    await type('import', await file('many.csv', ['member_id', ...rows].join('\n')), ...confirm);
    const path = desk.path('out.csv');
    expect((await type('export', 'members', '--out', path)).out).toBe(`1200 lines written to ${path}.\n`);
  }, 60_000);
});

describe('a day as people write it', () => {
  it.each([
    ['1403/12/30', '2025-03-20'],
    ['1404/01/01', '2025-03-21'],
    ['1404/06/31', '2025-09-22'],
    ['1404/07/01', '2025-09-23'],
    ['1404/12/29', '2026-03-20'],
    ['۱۴۰۵-۱-۱', '2026-03-21'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, iso) => expect(readDay(text, 'UTC')?.begins.toISOString().slice(0, 10)).toBe(iso));

  it.each(['UTC', 'America/New_York', 'Asia/Tehran'])('the last day that can be written ends in its own year (%s)', (zone) => {
    expect(readDay('9999-12-31', zone)?.ends.toISOString()).toMatch(/^9999-12-31T/);
  });

  it.each(['1404/12/30', '1404/07/31', '1404/13/01', '2025-02-29', '2026-13-01', '0000-01-01', '2026/1', 'soon'])('%s is none', (text) => expect(readDay(text, 'UTC')).toBeUndefined());
});

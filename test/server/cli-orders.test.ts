import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { demoProgram } from '../../src/server/club/default-program.js';
import { ownersDesk } from './keyboard.js';

const desk = ownersDesk(() => demoProgram());
const { type, file, club, shop } = desk;
const csv = ['order_id,member_id,placed_at,total,currency,number,delivered_at', 'A1,ann,2026-02-01,250000,IRT,1001,2026-02-03', 'A2,ann,1404/11/20,"1,000,000",IRT,1002,'];

async function points(open: Awaited<ReturnType<typeof club>>, memberId = 'ann') {
  const [wallet] = (await open.open({ shopId: open.shopId, memberId }).wallets?.()) ?? [];
  return { available: wallet?.available, pending: wallet?.pending };
}

async function joined() {
  const open = await club();
  await desk.apply();
  await shop(open).join('ann');
  return open;
}

describe('vafa club import-orders', () => {
  it('says what it would do, does it once, and changes nothing the second time', async () => {
    const open = await joined();
    const path = await file('orders.csv', [csv[0], csv[1], 'A2,ann,1404/11/20,1000000,IRT,1002,'].join('\n'));
    const dry = await type('import-orders', path);
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('2 orders, 3 events in all.') });
    expect(await points(open)).toEqual({ available: 0, pending: 0 });
    const done = await type('import-orders', path, '--confirm', '--json');
    expect(done.json(z.looseObject({ applied: z.number(), known: z.number() }))).toMatchObject({ imported: true, applied: 3, known: 0 });
    const after = await points(open);
    expect(after.available).toBeGreaterThan(0);
    expect(after.pending).toBeGreaterThan(0);
    expect((await type('import-orders', path, '--confirm')).out).toContain('0 events told, 3 known before.');
    expect(await points(open)).toEqual(after);
  });

  it('takes the JSON of a shop system, and leaves out what is of guests', async () => {
    const open = await joined();
    const order = { id: 5, number: '5', status: 'completed', currency: 'IRR', date_created_gmt: '2026-02-01T10:00:00', date_completed_gmt: '2026-02-03T10:00:00', total: '2500000', customer_id: 17, billing: {}, line_items: [], coupon_lines: [], refunds: [] };
    await shop(open).join('17');
    const path = await file('orders.json', [order, { ...order, id: 6, customer_id: 0 }]);
    expect((await type('import-orders', path)).err).toContain('--from is missing');
    expect((await type('import-orders', path, '--from', 'woocommerce', '--confirm')).out).toContain('2 events told, 0 known before.');
    expect((await points(open, '17')).available).toBeGreaterThan(0);
  });

  it('says each mistake with its line, and takes nothing of such a file', async () => {
    const open = await joined();
    const path = await file('orders.csv', [csv[0], csv[1], csv[2], 'A3,,2026-02-30,12,XXQ,,'].join('\n'));
    const { code, out } = await type('import-orders', path, '--confirm');
    expect(code).toBe(1);
    expect(out).toContain('Line 3, column total: “1,000,000 IRT” is no amount of money');
    expect(out).toContain('Line 4, column member_id: is empty.');
    expect(out).toContain('Line 4, column placed_at: “2026-02-30” is no date');
    expect(await points(open)).toEqual({ available: 0, pending: 0 });
    expect((await type('import-orders', await file('other.csv', 'id,total\n1,2'))).err).toContain('order_id, member_id, placed_at, currency are missing');
  });
});

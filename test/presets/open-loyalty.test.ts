import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDeclarative } from '../../src/adapters/declarative/declarative.js';
import { kindOf } from '../adapters/opened.js';
import { vendor } from '../adapters/vendor.js';

const preset: unknown = JSON.parse(readFileSync(new URL('../../src/adapters/presets/open-loyalty.json', import.meta.url), 'utf8'));
const email = 'sara@shop.example';

/** A vendor that refuses to activate customers as often as it is told to; `age`: how long ago they registered by its clock, in milliseconds. */
function club({ refusals, age = 0 }: { refusals: number; age?: number }) {
  const customer = { customerId: 'c1', email, createdAt: new Date(Date.now() - age).toISOString(), active: false };
  let [known, left] = [false, refusals];
  const { fetch, seen } = vendor(({ url }) => {
    switch (url.pathname.replace('/api/DEFAULT', '')) {
      case '/customer':
        return { customers: known ? [customer] : [] };
      case '/customer/register':
        known = true;
        return customer;
      case '/admin/customer/c1/activate':
        left -= 1;
        if (left >= 0) return Response.json({ error: 'Not now' }, { status: 400 });
        customer.active = true;
        return new Response(null, { status: 204 });
      default:
        return customer;
    }
  });
  const port = createDeclarative(preset, { settings: { host: 'club.example', currency: 'EUR' }, secrets: () => 'a-secret', fetch }).open({ shopId: 's', memberId: 'm1', email, name: 'Sara' });
  const changes = (): string[] => seen.filter(({ method }) => method === 'POST').map(({ url }) => url.pathname.split('/').at(-1) ?? '');
  return { join: () => port.join?.({ acceptTerms: true }, { key: 'k1' }), customer, changes };
}

describe('joining Open Loyalty', () => {
  it('registers and activates', async () => {
    const { join, changes } = club({ refusals: 0 });
    expect((await join())?.result.state).toBe('enrolled');
    expect(changes()).toEqual(['register', 'activate']);
  });

  it('finds out under the same key: it registers once and activates whom it left inactive', async () => {
    const { join, changes, customer } = club({ refusals: 1 });
    expect(await kindOf(join())).toBe('unavailable:unknown_outcome');
    expect((await join())?.result).toMatchObject({ id: 'm1', state: 'enrolled' });
    expect((await join())?.result.state).toBe('enrolled');
    expect(changes()).toEqual(['register', 'activate', 'activate']);
    expect(customer.active).toBe(true);
  });

  it('says how the vendor has it where the activation is refused for good', async () => {
    const { join, changes } = club({ refusals: 9 });
    expect(await kindOf(join())).toBe('unavailable:unknown_outcome');
    expect((await join())?.result.state).toBe('blocked');
    expect((await join())?.result.state).toBe('blocked');
    expect(changes()).toEqual(['register', 'activate', 'activate']);
  });

  it('activates nobody who was there before: the club may have blocked them', async () => {
    const { join, changes } = club({ refusals: 1, age: 3_600_000 });
    expect(await kindOf(join())).toBe('unavailable:unknown_outcome');
    expect((await join())?.result.state).toBe('blocked');
    expect(changes()).toEqual(['register', 'activate']);
  });
});

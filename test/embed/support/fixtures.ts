import type { ActivityPage } from '../../../src/domain/activity.schema.js';
import type { Capabilities } from '../../../src/domain/capabilities.schema.js';
import type { Member } from '../../../src/domain/member.schema.js';
import type { Shop } from '../../../src/domain/shop.schema.js';
import type { TierTrack } from '../../../src/domain/tier.schema.js';
import type { Wallet } from '../../../src/domain/wallet.schema.js';

const unit = { id: 'points', kind: 'points', decimals: 0 } as const;

export const capabilities: Capabilities = { shop: 'yes', member: 'yes', wallets: 'yes', tiers: 'yes', activity: 'yes', join: 'yes' };

export const shop: Shop = {
  id: 'tea',
  name: 'Tea & Saffron',
  timeZone: 'Asia/Tehran',
  currencies: [],
  display: { digits: 'locale', calendar: 'locale', expiringDays: 30 },
};

export const member: Member = { id: 'm-1', state: 'enrolled', name: 'Sara', since: '2025-01-01' };

export const wallet: Wallet = {
  id: 'main',
  unit,
  available: 1_240,
  pending: 120,
  worth: { minor: 1_240, currency: 'EUR' },
  expiring: [],
  activating: [{ amount: 120, at: '2099-05-03' }],
  asOf: '2026-05-01T10:00:00Z',
};

export const tiers: TierTrack[] = [
  {
    id: 'club',
    current: 'silver',
    next: 'gold',
    metric: 'points',
    value: 720,
    target: 1_000,
    tiers: [
      { id: 'silver', name: 'Silver', rank: 1, threshold: 500, perks: [{ id: 'a', kind: 'benefit', title: 'Early access' }] },
      { id: 'gold', name: 'Gold', rank: 2, threshold: 1_000, perks: [{ id: 'b', kind: 'benefit', title: 'Free delivery' }] },
    ],
    period: { kind: 'rolling' },
  },
];

export const activity: ActivityPage = {
  items: [{ id: 'a1', at: '2026-04-30T10:00:00Z', kind: 'earn', delta: 120, unit, state: 'pending', title: 'Order 1001' }],
};

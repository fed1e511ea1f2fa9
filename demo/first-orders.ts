import type { ShopOrder } from './orders.schema.js';

const day = 86_400_000;

/** The orders that the shop's books begin with: the latest of those in the demo club's history, under the same ids. */
export function firstOrders(now: Date): ShopOrder[] {
  const ago = (days: number) => new Date(now.getTime() - days * day).toISOString();
  return [
    {
      id: 'demo-1042',
      number: '1042',
      owner: 'sara',
      lines: [
        { slug: 'barberries', quantity: 1, rials: 5_000_000 },
        { slug: 'dried-limes', quantity: 2, rials: 3_500_000 },
      ],
      rials: 8_500_000,
      placedAt: ago(3),
    },
    {
      id: 'demo-1038',
      number: '1038',
      owner: 'sara',
      lines: [{ slug: 'dates', quantity: 6, rials: 11_800_000 }],
      rials: 11_800_000,
      placedAt: ago(21),
      deliveredAt: ago(19),
    },
    {
      id: 'demo-1040',
      number: '1040',
      owner: 'omid',
      lines: [{ slug: 'lahijan-tea', quantity: 1, rials: 3_900_000 }],
      rials: 3_900_000,
      placedAt: ago(5),
    },
  ];
}

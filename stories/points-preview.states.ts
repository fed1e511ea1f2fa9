import { clubOf, failing, never } from './clubs.js';
import type { Scene, State } from './stage.js';

const preview = (name: string, shows: State['shows'], says: State['says'], amount: string, scene: () => Scene = () => ({ club: clubOf() })): State => ({ name, shows, scene, says, attributes: { amount, currency: 'IRR' } });

/** Every state of the line that says what a cart would earn. */
export const pointsPreviewStates: readonly State[] = [
  preview('ready', 'ready', { en: ['You earn 125 points with this. Worth 12,500 toman.', 'How this is counted'], fa: ['با این خرید ۱۲۵ امتیاز می‌گیرید. معادل ۱۲٬۵۰۰ تومان.', 'این عدد چگونه حساب می‌شود'] }, '12599999'),
  preview('guest', 'ready', { en: ['Members of the club earn 1 point with this.'], fa: ['اعضای باشگاه با این خرید ۱ امتیاز می‌گیرند.'] }, '100000', () => ({ club: clubOf(), asGuest: true })),
  preview('nothing earned', 'empty', { en: ['This earns nothing yet.'], fa: ['این خرید هنوز امتیازی ندارد.'] }, '99999'),
  preview('loading', 'loading', { en: [], fa: [] }, '100000', () => ({ club: clubOf({}, { knobs: { latency: never } }) })),
  preview('failed', 'failed', { en: ['We can’t say just now what this earns.'], fa: ['الان نمی‌توانیم بگوییم این خرید چند امتیاز دارد'] }, '100000', () => ({ club: failing((operation) => (operation === 'estimate' ? 'unavailable' : undefined)) })),
];

/** One of them, by its name. */
export function pointsPreviewState(name: string): State {
  const found = pointsPreviewStates.find((state) => state.name === name);
  if (!found) throw new Error(`There is no state “${name}”.`);
  return found;
}

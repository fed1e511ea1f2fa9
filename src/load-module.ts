/** The parts by their names. Each is written out, so that a bundler finds it. */
const parts: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  advice: () => import('./chunks/advice.js'),
  care: () => import('./chunks/care.js'),
  fa: () => import('./chunks/fa.js'),
  'fa-entry': () => import('./chunks/fa-entry.js'),
  'fa-more': () => import('./chunks/fa-more.js'),
  'fa-redeem': () => import('./chunks/fa-redeem.js'),
  'fa-rewards': () => import('./chunks/fa-rewards.js'),
  'points-activity': () => import('./chunks/points-activity.js'),
  'points-card': () => import('./chunks/points-card.js'),
  'points-earn': () => import('./chunks/points-earn.js'),
  'points-stamps': () => import('./chunks/points-stamps.js'),
  'rewards-codes': () => import('./chunks/rewards-codes.js'),
  'rewards-errands': () => import('./chunks/rewards-errands.js'),
  'rewards-redeem': () => import('./chunks/rewards-redeem.js'),
  'tier-celebration': () => import('./chunks/tier-celebration.js'),
  session: () => import('./chunks/session.js'),
  'tier-ladder': () => import('./chunks/tier-ladder.js'),
  vendor: () => import('./chunks/vendor.js'),
};

/** Brings further parts of the kit as modules, for applications that bundle the package. */
export async function loadModule(name: string): Promise<unknown> {
  const load = Object.hasOwn(parts, name) ? parts[name] : undefined;
  return (await load?.())?.default;
}

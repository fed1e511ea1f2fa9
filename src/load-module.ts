/** Brings further parts of the kit as modules, for applications that bundle the package. */
export async function loadModule(name: string): Promise<unknown> {
  switch (name) {
    case 'advice':
      return (await import('./chunks/advice.js')).default;
    case 'care':
      return (await import('./chunks/care.js')).default;
    case 'points-card':
      return (await import('./chunks/points-card.js')).default;
    case 'points-earn':
      return (await import('./chunks/points-earn.js')).default;
    case 'points-stamps':
      return (await import('./chunks/points-stamps.js')).default;
    case 'tier-celebration':
      return (await import('./chunks/tier-celebration.js')).default;
    case 'tier-ladder':
      return (await import('./chunks/tier-ladder.js')).default;
    case 'points-activity':
      return (await import('./chunks/points-activity.js')).default;
    case 'rewards-codes':
      return (await import('./chunks/rewards-codes.js')).default;
    case 'rewards-errands':
      return (await import('./chunks/rewards-errands.js')).default;
    case 'rewards-redeem':
      return (await import('./chunks/rewards-redeem.js')).default;
    case 'fa-rewards':
      return (await import('./chunks/fa-rewards.js')).default;
    case 'fa':
      return (await import('./chunks/fa.js')).default;
    default:
      return undefined;
  }
}

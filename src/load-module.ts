/** Brings further parts of the kit as modules, for applications that bundle the package. */
export async function loadModule(name: string): Promise<unknown> {
  switch (name) {
    case 'advice':
      return (await import('./chunks/advice.js')).default;
    case 'care':
      return (await import('./chunks/care.js')).default;
    case 'points-activity':
      return (await import('./chunks/points-activity.js')).default;
    case 'fa':
      return (await import('./chunks/fa.js')).default;
    default:
      return undefined;
  }
}

/** Brings further parts of the kit as modules, for applications that bundle the package. */
export async function loadModule(name: string): Promise<unknown> {
  switch (name) {
    case 'live':
      return (await import('./client/live.js')).default;
    case 'fa':
      return (await import('./i18n/locales/fa.js')).fa;
    default:
      return undefined;
  }
}

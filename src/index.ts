/** The library: classes and functions without side effects. `vafa/define` registers the elements. */
export { VafaElement } from './elements/element.js';
export { VafaPoints } from './elements/points/points.js';
export { VafaProvider } from './elements/provider/provider.js';
export { VafaTier } from './elements/tier/tier.js';
export { ResourceController } from './controllers/resource.js';
export { clientContext } from './context/client-context.js';
export { Client } from './client/client.js';
export { createClient } from './client/create-client.js';
export { page } from './client/page.js';
export type { GetToken, VafaConfig } from './client/config.js';
export type { ResourceState } from './client/resource.js';
export { createPortalApi } from './adapters/portal-api/portal-api.js';
export { createMemory } from './adapters/memory/memory.js';
export type * from './adapters/port.js';
export { PortalError } from './domain/errors.js';
export * from './events.js';
export { version } from './version.js';

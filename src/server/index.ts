/** `vafa-server`: the gateway over any backend, the starter club, and what a shop's server needs of both. */
export { startGateway, type RunningGateway, type StartOptions } from './start-gateway.js';
export { createGateway } from './gateway/gateway.js';
export { clientAddress, defaultLimits, type GatewayOptions, type Limits, type RequestFrom, type TokenRules } from './gateway/options.js';
export { mintToken, type TokenWish } from './gateway/token.js';
export { openClub, type Club, type ClubOptions } from './club/club.js';
export { parseProgram, type Program } from './club/program/program.js';
export { defaultProgram, demoProgram, type DemoShop } from './club/default-program.js';
export { openDatabase, type DatabaseChoice } from './database.js';
export { UserError } from './user-error.js';
export { PortalError, toPortalError } from '../domain/errors.js';
export { parseWire, safeParseWire } from '../domain/wire.js';
export { snapshotOf, partOf } from '../adapters/snapshot.js';
export type * from '../adapters/port.js';
export type * from '../adapters/shop-port.js';

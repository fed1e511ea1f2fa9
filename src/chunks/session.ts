export { trade as default } from '../client/trade.js';

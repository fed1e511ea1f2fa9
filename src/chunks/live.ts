export { default } from '../client/live.js';

import { advice } from '../client/advice.js';

export default { advice };

import { VafaPoints } from '../elements/points/points.js';

export default { 'vafa-points': VafaPoints };

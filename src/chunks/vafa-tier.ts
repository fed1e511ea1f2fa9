import { VafaTier } from '../elements/tier/tier.js';

export default { 'vafa-tier': VafaTier };

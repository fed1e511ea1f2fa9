import { VafaPoints } from './elements/points/points.js';
import { VafaProvider } from './elements/provider/provider.js';
import { VafaTier } from './elements/tier/tier.js';
import { boot, defineAll } from './embed/boot.js';

boot(defineAll({ 'vafa-provider': VafaProvider, 'vafa-points': VafaPoints, 'vafa-tier': VafaTier }));

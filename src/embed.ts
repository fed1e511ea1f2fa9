import vafaProvider from './chunks/vafa-provider.js';
import vafaPoints from './chunks/vafa-points.js';
import vafaTier from './chunks/vafa-tier.js';
import { boot, defineAll } from './embed/boot.js';

boot(defineAll({ ...vafaProvider, ...vafaPoints, ...vafaTier }));
